"""Workflows of learning cards: a card is for exactly those who may see its insight."""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service import learning_requests as asked
from service.callers import require, require_herself
from service.progress import Progress
from service.stages import learning_cards, seeing
from service.wiring import App


def learnings(app: App, caller: Caller, request: asked.Learnings, _: Progress) -> list[dict[str, Any]]:
    """What may be learned from others, newest first."""
    _reader(caller)
    with app.store.reading():
        return learning_cards.listing(app, caller, seeing.see(app, caller), request)


def show(app: App, caller: Caller, request: asked.ShowLearning, _: Progress) -> dict[str, Any]:
    """One insight with what was done about it."""
    _reader(caller)
    with app.store.reading():
        return learning_cards.card(app, caller, seeing.see(app, caller), request.item_id)


def say_used(app: App, caller: Caller, request: asked.SayUsed, _: Progress) -> dict[str, Any]:
    """An executive or lead says that she used it."""
    require(caller, "executive", "lead")
    require_herself(caller)
    with app.store.transaction():  # nobody withdraws between what is read and what is kept
        return learning_cards.say_used(app, caller, seeing.see(app, caller), request)


def hand_out(app: App, caller: Caller, request: asked.HandOutLearning, _: Progress) -> dict[str, Any]:
    """The card leaves Upwell, without words that may not be quoted, and is remembered."""
    _reader(caller)
    with app.store.transaction():
        return learning_cards.hand_out(app, caller, seeing.see(app, caller, export=True), request)


def _reader(caller: Caller) -> None:
    require(caller, "mentor", "executive", "lead")
    require_herself(caller)
