"""Thanks go to whoever brought an insight without saying who she is; what became of her words goes back to her.

She is named only where `mentoring.programme.credit.may_name` lets a reader learn it. What she is told holds no
reference of whoever thanked, decided or wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mentoring.consent.visibility import READ, Standing
from mentoring.errors import NotFound
from mentoring.programme.accountability import STEPS
from mentoring.programme.credit import Thanker, ThankYou, may_name, used_by_others
from mentoring.records import Caller
from mentoring.store.items import ActionRow, InsightRow
from mentoring.store.placed import Placed
from mentoring.store.reviews import Reviewed
from mentoring.store.standing import standings
from service.credit_requests import SayThanks, TakeThanksBack
from service.stages import documents
from service.stages.own_words import plain
from service.stages.seeing import Seen, rules_of, see
from service.stages.taking import gate_of
from service.wiring import App

LONGEST = 300
"""Characters of a thank-you."""
MOST = 20
"""Items that are offered to say thanks for."""
_UNTOUCHED = Reviewed()


def queue(app: App, caller: Caller, seen: Seen) -> dict[str, Any]:
    """What came to something and was not thanked for, the furthest first; and what the caller said."""
    said = {one.item_id: one.words for one in app.store.thanks.said_by(app.ref(caller))}
    open_ones = [one for one in seen.placed if one.id not in said and _came_to_something(seen, one)]
    open_ones.sort(key=lambda one: one.session_date, reverse=True)
    open_ones.sort(key=lambda one: STEPS.index(_step(one, seen.reviewed_of(one.id))), reverse=True)
    told = [one for one in seen.placed if one.id in said]
    rows = seen.rows([one.id for one in (*open_ones[:MOST], *told)])
    standing = {one.id: one for one in seen.standing if one.id in rows}
    return {
        "to_say": [_told(app, seen, one, rows, standing) for one in open_ones[:MOST] if one.id in rows],
        "said": [
            {**_told(app, seen, one, rows, standing), "words": said[one.id]} for one in told if one.id in rows
        ],
    }  # fmt: skip


def say(app: App, caller: Caller, seen: Seen, request: SayThanks) -> dict[str, Any]:
    """Keep her thanks in place of what she said before; words that name somebody are refused."""
    _thankable(seen, request.item_id)
    words = plain(app, request.words, "thank-you", LONGEST)
    with app.store.transaction():
        # Looked at again with the database held: the session may have been erased while the words were read.
        one, by = _thankable(see(app, caller), request.item_id)
        made = ThankYou(
            one.id, one.note_id, one.session.program, one.session.mentor_ref, app.ref(caller), by, app.today, words
        )
        app.store.thanks.say(made, app.now())
        app.store.audit.append("thanks", actor_ref=app.ref(caller), at=app.now(), ids=[one.id])
    return {"id": one.id, "thanked": True}


def _thankable(seen: Seen, item_id: str) -> tuple[Placed, Thanker]:
    """What thanks may be said for, and as what the reader says it."""
    shown = seen.shown.get(item_id)
    if shown is None or shown.relation == "mentor":
        raise NotFound("There is no such insight or action to say thanks for.")
    one = next(placed for placed in seen.placed if placed.id == item_id)
    return one, "executive" if shown.relation == "organisation" else shown.relation


def take_back(app: App, caller: Caller, seen: Seen, request: TakeThanksBack) -> dict[str, Any]:
    """Hers alone go; what she may no longer see she can still take back."""
    with app.store.transaction():
        if app.store.thanks.take_back(request.item_id, app.ref(caller)):
            app.store.audit.append("thanks-back", actor_ref=app.ref(caller), at=app.now(), ids=[request.item_id])
        elif request.item_id not in seen.shown:
            raise NotFound("There is no such insight or action to say thanks for.")
    return {"id": request.item_id, "thanked": False}


def became(app: App, caller: Caller) -> list[dict[str, Any]]:
    """Of the caller's own sessions, as their mentor, what was taken up or thanked for; newest first."""
    ref, places = app.ref(caller), app.store.placed.now()
    hers = {id_ for id_, one in places.sessions.items() if one.mentor_ref == ref}
    may_read = {one.id: one for one in standings(app.store, gate_of(app), hers) if one.purposes >= READ}
    reviewed, thanks = app.store.reviews.all(), dict[str, list[ThankYou]]()
    for said in app.store.thanks.said_to(ref or ""):
        thanks.setdefault(said.item_id, []).append(said)
    found = [
        one
        for note_id in hers
        for one in places.items.get(note_id, ())
        if one.id in may_read and (one.id in thanks or _taken_up(one, reviewed.get(one.id, _UNTOUCHED)))
    ]
    found.sort(key=lambda one: (one.session_date, one.id), reverse=True)
    ids, items = [one.id for one in found], app.store.items
    words = {row.insight.id: row.insight.statement for row in items.insights(ids=ids)}
    words |= {row.action.id: row.action.task for row in items.actions(ids=ids)}
    used, k = app.store.uses.all(), rules_of(app).k
    return [
        {
            **_returned(one, reviewed.get(one.id, _UNTOUCHED), words[one.id], thanks.get(one.id, [])),
            "used": used_by_others(used.get(one.id, frozenset()), may_read[one.id], ref, k),
        }
        for one in found
        if one.id in words
    ]


def name_of(app: App, standing: Standing, *, edited: bool) -> str | None:
    """The mentor's name with these words, where a reader of them may learn it."""
    if not may_name(standing, edited=edited):
        return None
    person = app.store.people.by_ref(standing.mentor_ref)
    return person.name if person else None


def _told(
    app: App, seen: Seen, one: Placed, rows: Mapping[str, InsightRow | ActionRow], standing: Mapping[str, Standing]
) -> dict[str, Any]:
    said = seen.json(rows[one.id])
    return {
        **_place(one),
        "text": said["statement"] if one.kind == "insight" else said["task"],
        "step": _step(one, seen.reviewed_of(one.id)),
        "credit": name_of(app, standing[one.id], edited=said["original"] is not None),
    }


def _returned(one: Placed, reviewed: Reviewed, text: str, thanks: list[ThankYou]) -> dict[str, Any]:
    progress = documents.progress(one, reviewed, one.decision)
    return {
        **_place(one),
        "text": reviewed.text or text,
        "step": _step(one, reviewed),
        "effect_words": progress["effect_words"] if one.kind == "action" else None,
        "thanks": [{"by": said.by, "words": said.words, "day": said.day.isoformat()} for said in thanks],
    }


def _place(one: Placed) -> dict[str, Any]:
    return {
        "id": one.id, "kind": one.kind, "program": one.session.program, "session_date": one.session_date.isoformat(),
    }  # fmt: skip


def _step(one: Placed, reviewed: Reviewed) -> str:
    """An insight is proposed or accepted; an action goes further."""
    if one.kind == "insight":
        return "accepted" if one.decision == "approve" else "proposed"
    return str(documents.progress(one, reviewed, one.decision)["step"])


def _taken_up(one: Placed, reviewed: Reviewed) -> bool:
    return one.decision != "reject" and _step(one, reviewed) != "proposed"


def _came_to_something(seen: Seen, one: Placed) -> bool:
    """An insight that was approved, an action that was done; nobody thanks herself."""
    if seen.shown[one.id].relation == "mentor" or one.decision == "reject":
        return False
    step = _step(one, seen.reviewed_of(one.id))
    return step in (("accepted",) if one.kind == "insight" else ("done", "effect seen"))
