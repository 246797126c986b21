"""Workflows of recognition; each checks its caller first. Nobody says thanks in another's name."""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service import credit_requests as asked
from service.callers import require, require_herself
from service.progress import Progress
from service.stages import crediting, seeing
from service.wiring import App


def thanks_queue(app: App, caller: Caller, _request: asked.ThanksQueue, _: Progress) -> dict[str, Any]:
    """What the caller may want to say thanks for, and what she said."""
    require(caller, "executive", "lead")
    require_herself(caller)
    with app.store.reading():
        return crediting.queue(app, caller, seeing.see(app, caller))


def say_thanks(app: App, caller: Caller, request: asked.SayThanks, _: Progress) -> dict[str, Any]:
    """An executive or lead says thanks; the mentor receives it."""
    require(caller, "executive", "lead")
    require_herself(caller)
    return crediting.say(app, caller, seeing.see(app, caller), request)


def take_thanks_back(app: App, caller: Caller, request: asked.TakeThanksBack, _: Progress) -> dict[str, Any]:
    """Her thanks are gone, also for whoever received them."""
    require(caller, "executive", "lead")
    require_herself(caller)
    return crediting.take_back(app, caller, seeing.see(app, caller), request)


def became(app: App, caller: Caller, _request: asked.Became, _: Progress) -> list[dict[str, Any]]:
    """What became of a mentor's own words, and who said thanks, by role."""
    require(caller, "mentor")
    require_herself(caller)
    with app.store.reading():
        return crediting.became(app, caller)
