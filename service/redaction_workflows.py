"""Words that redaction hid by mistake: a lead asks about them, the note's mentor answers.

Each checks its caller first.
"""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service import redaction_requests as requests
from service.callers import require, require_herself
from service.progress import Progress
from service.stages import unhiding
from service.wiring import App


def queue(app: App, caller: Caller, _request: requests.RedactionQueue, _: Progress) -> list[dict[str, Any]]:
    """Notes in which something is hidden that may be nobody's."""
    require(caller, "lead")
    return unhiding.queue(app, caller)


def hidden_in(app: App, caller: Caller, request: requests.HiddenIn, _: Progress) -> dict[str, Any]:
    """What is hidden in one note; the words themselves only for whoever wrote it."""
    require(caller, "lead", "mentor")
    return unhiding.hidden_in(app, caller, request.note_id)


def ask(app: App, caller: Caller, request: requests.AskHidden, _: Progress) -> dict[str, Any]:
    """Ask the mentor whether these are anybody's."""
    require(caller, "lead")
    return unhiding.ask(app, caller, request)


def settle(app: App, caller: Caller, request: requests.SettleHidden, progress: Progress) -> dict[str, Any]:
    """The mentor's answer: they stay hidden, or they are readable from now on, everywhere."""
    require(caller, "mentor")
    require_herself(caller)
    return unhiding.settle(app, caller, request, progress)
