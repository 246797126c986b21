"""Workflows of matching; a lead's alone, of programmes she leads."""

from __future__ import annotations

from typing import Any

from mentoring.errors import BadInput
from mentoring.records import Caller
from service import matching_requests as asked
from service.callers import require, require_herself, require_program
from service.progress import Progress
from service.stages import accepted, matching
from service.wiring import App


def match(app: App, caller: Caller, request: asked.Match, progress: Progress) -> dict[str, Any]:
    """Pairs out of a people file, with reasons; nothing is kept."""
    _lead(caller, request.program)
    progress("matching", 0, 1)
    made = matching.told(request, matching.proposal(app, caller, request))
    progress("matching", 1, 1)
    return made


def accept(app: App, caller: Caller, request: asked.AcceptMatch, progress: Progress) -> dict[str, Any]:
    """Keep what is proposed, or some of it, until both people of each pair have answered."""
    _lead(caller, request.match.program)
    progress("matching", 0, 1)
    return accepted.accept(app, caller, request, matching.proposal(app, caller, request.match))


def waiting(app: App, caller: Caller, request: asked.Accepted, _: Progress) -> list[dict[str, Any]]:
    """Accepted pairs of the caller's programmes that wait."""
    require(caller, "lead")
    require_herself(caller)
    return accepted.listed(app, caller, request.program)


def begin(app: App, caller: Caller, request: asked.BeginPair, _: Progress) -> dict[str, Any]:
    """Both agreed: the pair gets its charter."""
    _lead(caller, request.program)
    return accepted.begin(app, caller, request)


def drop(app: App, caller: Caller, request: asked.DropMatch, _: Progress) -> dict[str, Any]:
    """An accepted pair shall not be."""
    _lead(caller, request.program)
    return accepted.drop(app, caller, request)


def _lead(caller: Caller, program: str) -> None:
    require(caller, "lead")
    require_herself(caller)
    require_program(caller, program)
    if not program.strip():
        raise BadInput("Say for which programme, with --program.")
