"""Workflows of surveys at the desk; each checks its caller first. Nothing here is open to a delegate."""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service import survey_requests as asked
from service.callers import require, require_herself
from service.progress import Progress
from service.stages import surveying, tabling
from service.wiring import App


def answer(app: App, caller: Caller, request: asked.AnswerSurvey, _: Progress) -> dict[str, Any]:
    """One of the two answers the survey that is open to her, or changes what she answered."""
    _of_a_pair(caller)
    return surveying.answer(app, caller, request)


def take_back(app: App, caller: Caller, request: asked.TakeSurveyBack, _: Progress) -> dict[str, Any]:
    """One of the two takes her answers of a wave back."""
    _of_a_pair(caller)
    return surveying.take_back(app, caller, request)


def hand_table(app: App, caller: Caller, request: asked.HandTable, _: Progress) -> dict[str, Any]:
    """A lead hands goals or answers of many pairs in as a table; each row is taken, or refused with its reason."""
    require(caller, "lead")
    require_herself(caller)
    return tabling.take(app, caller, request)


def _of_a_pair(caller: Caller) -> None:
    require(caller, "mentor", "executive")
    require_herself(caller)
