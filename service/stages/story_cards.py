"""A success story leaves Upwell as a card; it is remembered for every session it was made of."""

from __future__ import annotations

from typing import Any

from mentoring.errors import BadInput, NotFound
from mentoring.records import Caller
from service.render.cards import STORY_FORMS
from service.stages.stories import as_json, kind_of, readable_stories
from service.story_requests import HandOutStory
from service.wiring import App


def hand_out(app: App, caller: Caller, request: HandOutStory) -> dict[str, Any]:
    """The story as it may be read now; before both approved it goes nowhere, not even to the two."""
    if request.form not in STORY_FORMS:
        raise BadInput(f"There is no such format of a story: use one of {', '.join(STORY_FORMS)}.")
    with app.store.transaction():  # nobody withdraws between what is read and what is remembered of it
        readable = readable_stories(app, caller)
        one, near = next(((one, near) for one, near in readable if one.id == request.story_id), (None, None))
        if one is None or near is None:
            raise NotFound("There is no such story that you may read.")
        if not one.is_told:
            raise BadInput("Both have to approve of a story before it leaves Upwell.")
        notes = [note for note in (one.note_id, one.told_note_id) if note]
        if request.file is None:
            app.store.artifacts.handed_out(kind_of(one), f"download ({request.form})", notes, app.now())
        else:
            app.store.artifacts.wrote(request.file, kind_of(one), notes, app.now())
        app.store.audit.append("story-out", actor_ref=app.ref(caller), at=app.now(), ids=[one.id])
    return as_json(app, one, near)
