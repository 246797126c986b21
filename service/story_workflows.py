"""Workflows of success stories; each checks its caller first. Whoever acts for an executive has no part in them."""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service import story_requests as asked
from service.callers import require, require_herself
from service.progress import Progress
from service.stages import seeing, stories, story_cards
from service.wiring import App


def told(app: App, caller: Caller, _request: asked.Stories, _: Progress) -> dict[str, Any]:
    """The caller's own drafts, what she could tell, and what others let her read."""
    _reader(caller)
    with app.store.reading():
        return stories.overview(app, caller, seeing.see(app, caller))


def draft(app: App, caller: Caller, request: asked.DraftStory, _: Progress) -> dict[str, Any]:
    """One of the two has a story drafted; nobody else reads it."""
    _of_a_pair(caller)
    return stories.draft(app, caller, seeing.see(app, caller), request)


def word(app: App, caller: Caller, request: asked.WordStory, _: Progress) -> dict[str, Any]:
    """One of the two says it otherwise."""
    _of_a_pair(caller)
    return stories.word(app, caller, request)


def approve(app: App, caller: Caller, request: asked.ApproveStory, _: Progress) -> dict[str, Any]:
    """One of the two lets it be read."""
    _of_a_pair(caller)
    return stories.approve(app, caller, request)


def take_back(app: App, caller: Caller, request: asked.TakeStoryBack, _: Progress) -> dict[str, Any]:
    """One of the two ends it for everybody."""
    _of_a_pair(caller)
    return stories.take_back(app, caller, request)


def hand_out(app: App, caller: Caller, request: asked.HandOutStory, _: Progress) -> dict[str, Any]:
    """A story both approved leaves Upwell, remembered for the sessions it was made of."""
    _reader(caller)
    return story_cards.hand_out(app, caller, request)


def _of_a_pair(caller: Caller) -> None:
    require(caller, "mentor", "executive")
    require_herself(caller)


def _reader(caller: Caller) -> None:
    require(caller, "mentor", "executive", "lead")
    require_herself(caller)
