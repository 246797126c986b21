"""Workflows of the programme around its sessions; each checks its caller first.

Whoever acts for an executive is no part of her pairs: nothing here is open to a delegate.
"""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service import programme_requests as asked
from service.callers import require, require_herself, require_program
from service.progress import Progress
from service.stages import aiming, answering, pair_pages, pairing, programme_page, quarterly, seeing
from service.wiring import App


def pairs(app: App, caller: Caller, request: asked.ShowPairs, _: Progress) -> list[dict[str, Any]]:
    """The pairs the caller belongs to or leads, with charter, goals and rhythm."""
    _of_a_pair_or_lead(caller)
    return pair_pages.pages(app, caller, request.program)


def charter(app: App, caller: Caller, request: asked.SetCharter, _: Progress) -> dict[str, Any]:
    """A lead writes down what a pair agreed on."""
    require(caller, "lead")
    require_program(caller, request.program)
    return pairing.charter(app, caller, request)


def set_goal(app: App, caller: Caller, request: asked.SetGoal, _: Progress) -> dict[str, Any]:
    """One of the two or their lead sets a goal or says how it stands."""
    _of_a_pair_or_lead(caller)
    return aiming.set_goal(app, caller, request)


def drop_goal(app: App, caller: Caller, request: asked.DropGoal, _: Progress) -> dict[str, Any]:
    """One of the two or their lead takes a goal away."""
    _of_a_pair_or_lead(caller)
    return aiming.drop_goal(app, caller, request)


def import_goals(app: App, caller: Caller, request: asked.ImportGoals, _: Progress) -> dict[str, Any]:
    """A lead brings goals of many pairs in."""
    require(caller, "lead")
    for program in {one.program for one in request.goals}:
        require_program(caller, program)
    return aiming.bring(app, caller, request)


def near_goals(app: App, caller: Caller, request: asked.NearGoals, _: Progress) -> list[dict[str, Any]]:
    """What of a pair's sessions may bear on its goals, for the two to say."""
    _of_a_pair(caller)
    return aiming.near(app, caller, seeing.see(app, caller), request)


def tie_item(app: App, caller: Caller, request: asked.TieItem, _: Progress) -> dict[str, Any]:
    """One of the two says that an item bears on a goal, or does not."""
    _of_a_pair(caller)
    return aiming.tie(app, caller, seeing.see(app, caller), request)


def meet(app: App, caller: Caller, request: asked.Meet, _: Progress) -> dict[str, Any]:
    """One of the two or their lead tells of a session without a note."""
    _of_a_pair_or_lead(caller)
    return answering.meet(app, caller, request)


def feel(app: App, caller: Caller, request: asked.Feel, _: Progress) -> dict[str, Any]:
    """One of the two answers two questions about a session, for herself."""
    _of_a_pair(caller)
    return answering.feel(app, caller, request)


def import_surveys(app: App, caller: Caller, request: asked.ImportSurveys, _: Progress) -> dict[str, Any]:
    """A lead brings answers to a survey in."""
    require(caller, "lead")
    for program in {one.program for one in request.rows}:
        require_program(caller, program)
    return answering.bring_surveys(app, caller, request)


def programme(app: App, caller: Caller, _request: asked.ShowProgramme, _: Progress) -> dict[str, Any]:
    """A lead's programmes at a glance."""
    require(caller, "lead")
    return programme_page.page(app, caller)


def report(app: App, caller: Caller, request: asked.QuarterReport, _: Progress) -> dict[str, Any]:
    """One quarter of a lead's programmes, to be printed."""
    require(caller, "lead")
    return quarterly.report(app, caller, request)


def _of_a_pair(caller: Caller) -> None:
    require(caller, "mentor", "executive")
    require_herself(caller)


def _of_a_pair_or_lead(caller: Caller) -> None:
    require(caller, "mentor", "executive", "lead")
    require_herself(caller)
