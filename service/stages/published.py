"""Figures of patterns as each audience was last told them, on whichever page: the next look is held to them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from mentoring.consent.support import Published
from mentoring.records import Caller
from mentoring.store.digests import TOLD
from service.wiring import App

ORGANISATION = "organisation"
Told = Mapping[str, Published]


def audience_of(app: App, reader: Caller) -> str:
    """Under which name a reader's own view is kept: the operator's, or a person's with whoever acts for her."""
    who = app.ref(reader) or "operator"
    return who if reader.delegate_id is None else f"{who} by {app.actor(reader)}"


def last_told(app: App, audience: str) -> dict[str, Published]:
    """Pattern id -> what this audience was told of it last."""
    body = app.store.digests.get(TOLD, audience) or app.store.digests.last(audience)
    told = json.loads(body).get("told", {}) if body else {}
    return {
        pattern: Published(frozenset((mentor, mentee) for mentor, mentee in one["members"]), one["step"])
        for pattern, one in told.items()
    }


def remember(app: App, audience: str, told: Told) -> None:
    """Keep what this audience is told now, before it leaves; what it was told already is not written again."""
    if dict(told) == last_told(app, audience):
        return
    with app.store.transaction():
        # What was erased since it was read must not be kept here.
        standing = {pattern.id for pattern in app.store.items.patterns()}
        kept = {
            pattern: {"members": sorted(one.members), "step": one.step}
            for pattern, one in sorted(told.items())
            if pattern in standing
        }
        # `of`: a backup looks for ids among values to see of which notes a row is.
        app.store.digests.save(TOLD, audience, json.dumps({"told": kept, "of": sorted(kept)}), app.now())
