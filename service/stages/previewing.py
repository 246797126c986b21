"""The mentor's own words before others see them: preview, release, hold, veto, or say it more softly.

Only she decides, over her own sessions, also in a home whose operator may do everything else. Her edit passes the
output guard like an engine's words, and what she takes back leaves the digests that were kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from mentoring.consent.visibility import LEVELS, READ, Rules, Standing, by_silence, reach
from mentoring.errors import BadInput, Conflict, NotFound
from mentoring.grounding.guard import GuardVerdict
from mentoring.records import Caller
from mentoring.store.items import ActionRow, InsightRow
from mentoring.store.reviews import Reviewed
from mentoring.store.standing import standings
from service.requests import SettleWords
from service.stages import documents
from service.stages.seeing import rules_of
from service.stages.taking import gate_of
from service.stages.wording import guarded, read_again
from service.wiring import App

CHOICES = ("release", "hold", "veto", "soften")
HELD_BY_MENTOR = "mentor"
_READ = ("text", "owner", "due", "evidence")
"""What she lets go with an item; where one of these is another, so is the version."""
_UNTOUCHED = Reviewed()


def mine(app: App, caller: Caller) -> list[dict[str, Any]]:
    """Every item of the caller's own sessions in every state, those that wait for her word first."""
    with app.store.reading():
        standing, rules = _standing(app, caller), rules_of(app)
        items, ids = app.store.items, list(standing)
        rows: list[InsightRow | ActionRow] = [*items.insights(ids=ids), *items.actions(ids=ids)]
        reviewed = app.store.reviews.all()
    found = [_as_json(row, reviewed.get(_id(row), _UNTOUCHED), standing[_id(row)], app.today, rules) for row in rows]
    found.sort(key=lambda one: one["session_date"], reverse=True)
    return sorted(found, key=lambda one: one["state"] not in ("drafted", "previewed"))


def settle(app: App, caller: Caller, request: SettleWords) -> dict[str, Any]:
    """Her word on one item, with its audit row, or neither; says what was handed out before."""
    if request.choice not in CHOICES:
        raise BadInput(f"A choice is one of {', '.join(CHOICES)}.")
    # A model reads her words: before the database is held, so that nobody waits for it.
    verdict = _checked(app, caller, request) if request.choice == "soften" else None
    # Read with the database held: nobody writes other words between what she read and what she says of it.
    with app.store.transaction():
        found = _hers(app, caller, request.item_id)
        if request.version is not None and request.choice in ("release", "soften"):
            _as_she_read_it(app, caller, request)
        details = {"choice": request.choice}
        if verdict is not None:
            details |= {"repaired": _soften(app, found, verdict)}
        else:
            _set(app, found, request)
        if request.choice != "release":
            app.store.digests.drop_item(found.id)
        app.store.outside.changed()
        app.store.audit.append(
            "preview", actor_ref=app.ref(caller), at=app.now(), ids=[found.id], details=details
        )  # fmt: skip
    now = next(one for one in mine(app, caller) if one["id"] == found.id)
    out = [one for one in app.store.artifacts.holding([found.note_id]) if one.handling == "handed-out"]
    return {**now, "handed_out": [f"{one.kind} {one.at}: {one.place}" for one in out]}


def barred_notes(app: App) -> frozenset[str]:
    """Notes in which something is held or vetoed: others do not find, read or get them whole until she releases it."""
    if app.store.is_scratch:
        return frozenset()
    placed = app.store.placed.now().items
    return frozenset(id_ for id_, found in placed.items() if any(one.state in ("held", "vetoed") for one in found))


def _standing(app: App, caller: Caller) -> Mapping[str, Standing]:
    ref = app.ref(caller)
    hers = {id_ for id_, one in app.store.placed.now().sessions.items() if one.mentor_ref == ref}
    return {one.id: one for one in standings(app.store, gate_of(app), hers) if one.purposes >= READ}


def _hers(app: App, caller: Caller, item_id: str) -> Standing:
    found = _standing(app, caller).get(item_id)
    if found is None:
        raise NotFound("There is no such item in a session of yours.")
    return found


def _checked(app: App, caller: Caller, request: SettleWords) -> GuardVerdict:
    return guarded(app, _hers(app, caller, request.item_id).note_id, request.text or "")


def _set(app: App, found: Standing, request: SettleWords) -> None:
    if request.choice == "release":
        level = next((one for one in LEVELS if one == request.level), None)
        if level is None:
            raise BadInput(f"Say how far, with a level: {', '.join(LEVELS)}.")
        _take_over(app, found)
        app.store.items.set_state(found.id, "released", level, mentor_released=True)
    elif request.choice == "hold":
        app.store.items.set_state(found.id, "held", reason=HELD_BY_MENTOR)
    else:
        app.store.items.set_state(found.id, "vetoed", reason=HELD_BY_MENTOR)


def _as_she_read_it(app: App, caller: Caller, request: SettleWords) -> None:
    """Conflict where the words are others than she read: she would release what she never saw."""
    now = next(one for one in mine(app, caller) if one["id"] == request.item_id)
    if now["version"] != request.version:
        raise Conflict("These words have changed since you read them: read them again.")


def _take_over(app: App, found: Standing) -> None:
    """A reviewer's words that she was shown, and lets go, are hers from now on: on every level the same are read."""
    edited = app.store.reviews.all().get(found.id, _UNTOUCHED).text
    if edited is None:
        return
    app.store.items.set_words(found.id, edited, previewed_on=app.today)
    app.store.reviews.drop_edits(found.id)
    app.store.digests.drop_item(found.id)
    read_again(app, found.id)


def _soften(app: App, found: Standing, verdict: GuardVerdict) -> str:
    """Her words, which the guard let pass; what was released before was said otherwise, so it waits again."""
    if found.state == "released":
        app.store.items.set_state(found.id, "previewed")
    app.store.items.set_words(found.id, verdict.text, previewed_on=app.today)
    app.store.reviews.drop_edits(found.id)
    read_again(app, found.id)
    return "-".join(verdict.repaired) or "nothing"


def _as_json(
    row: InsightRow | ActionRow, reviewed: Reviewed, standing: Standing, today: date, rules: Rules
) -> dict[str, Any]:
    """One of her items in the words that others read, with a reviewer's edits."""
    if isinstance(row, InsightRow):
        item = {"kind": "insight", **documents.insight(row, reviewed, quoted=True)}
    else:
        item = {"kind": "action", **documents.action(row, reviewed, quoted=True)}
    item["text"] = item["statement"] if item["kind"] == "insight" else item["task"]
    return {
        **documents.versioned(item, *_READ),
        "about_person": row.about_person,
        "reason": row.reason,
        "reaches": reach(standing, today, rules),
        "released_by_silence_on": _silence(standing, rules),
        "reaches_by_silence": by_silence(standing),
    }


def _silence(standing: Standing, rules: Rules) -> str | None:
    """The day on which saying nothing lets it go to pair and programme; None where silence lets nothing go."""
    if by_silence(standing) is None or standing.previewed_on is None:
        return None
    return (standing.previewed_on + timedelta(days=rules.preview_days)).isoformat()


def _id(row: InsightRow | ActionRow) -> str:
    return row.insight.id if isinstance(row, InsightRow) else row.action.id
