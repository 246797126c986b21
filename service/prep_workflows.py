"""Workflows of a pair's next session: for the two of them alone, never for a lead, an operator or a delegate."""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service import prep_requests as asked
from service.callers import require, require_herself
from service.progress import Progress
from service.stages import prepping
from service.wiring import App


def prep(app: App, caller: Caller, request: asked.ShowPrep, _: Progress) -> dict[str, Any]:
    """Three open questions, each with why it is asked."""
    require(caller, "mentor", "executive")
    require_herself(caller)
    return prepping.card(app, caller, request.program, request.pair)


def print_prep(app: App, caller: Caller, request: asked.PrintPrep, _: Progress) -> dict[str, Any]:
    """The same to take along."""
    require(caller, "mentor", "executive")
    require_herself(caller)
    return prepping.hand_out(app, caller, request)
