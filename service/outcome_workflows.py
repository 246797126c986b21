"""The workflow of outcomes; it checks its caller first."""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service.callers import require, require_herself, require_program
from service.outcome_requests import ImportOutcomes
from service.progress import Progress
from service.stages import comparing
from service.wiring import App


def import_outcomes(app: App, caller: Caller, request: ImportOutcomes, _: Progress) -> dict[str, Any]:
    """A lead brings in how many stayed and were promoted, in her programmes and beside them."""
    require(caller, "lead")
    require_herself(caller)
    for program in {one.program for one in request.counts}:
        require_program(caller, program)
    return comparing.bring(app, caller, request)
