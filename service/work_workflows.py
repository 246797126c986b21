"""Workflows of work that several processes share; each checks its caller first."""

from __future__ import annotations

from typing import Any

from mentoring.errors import NotAllowed
from mentoring.records import Caller
from service import work_requests as asked
from service.callers import require
from service.progress import Progress
from service.stages import indexing, working
from service.wiring import App


def queue(app: App, caller: Caller, request: asked.QueueExtraction, progress: Progress) -> dict[str, Any]:
    """A run that workers take notes from; indexing is done here, by the home's owner."""
    require(caller, "lead")
    indexing.index(app, progress)
    return working.begin(app, caller, request)


def work_off(app: App, caller: Caller, _request: asked.WorkOff, progress: Progress) -> dict[str, Any]:
    """One worker in this process, until nothing waits."""
    require(caller, "lead")
    _whole(caller)
    return working.work_off(app, progress)


def runs(app: App, caller: Caller, _request: asked.Runs, _: Progress) -> list[dict[str, Any]]:
    """How far each run is, and which notes are parked for what reason."""
    require(caller, "lead")
    _whole(caller)
    return working.runs(app)


def cancel(app: App, caller: Caller, request: asked.CancelRun, _: Progress) -> dict[str, Any]:
    """End a run."""
    require(caller, "lead")
    _whole(caller)
    return working.cancel(app, caller, request.run)


def retry(app: App, caller: Caller, request: asked.RetryRun, _: Progress) -> dict[str, Any]:
    """Begin parked notes again."""
    require(caller, "lead")
    _whole(caller)
    return working.retry(app, caller, request.run)


def _whole(caller: Caller) -> None:
    if caller.programs is not None:
        raise NotAllowed("A run holds notes of every programme: ask whoever runs this home.")
