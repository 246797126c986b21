"""Workflows of whoever runs a home; each checks its caller first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mentoring.errors import NotAllowed
from mentoring.records import Caller
from service import operations_requests as asked
from service.callers import require
from service.progress import Progress
from service.stages import backing_up, retaining
from service.wiring import App


def back_up(app: App, caller: Caller, request: asked.BackUp, progress: Progress) -> dict[str, Any]:
    """One sealed file with everything that cannot be made again, and without keys."""
    _operator(caller)
    with app.tell.span("backup") as told:
        done = backing_up.back_up(app, caller, Path(request.path), progress)
        told.add(notes=done["notes"], bytes=done["bytes"])
    return done


def retain(app: App, caller: Caller, request: asked.Retention, _: Progress) -> dict[str, Any]:
    """What the policy will take of a lead's programmes; whoever runs the home has it taken."""
    require(caller, "lead")
    if not request.apply:
        return retaining.foresee(app, caller)
    _operator(caller)
    with app.tell.span("retention") as told:
        done = retaining.apply(app, caller)
        told.add(notes=done["notes"])
    return done


def _operator(caller: Caller) -> None:
    if not caller.is_operator:
        raise NotAllowed("Only whoever runs this home can do that.")
