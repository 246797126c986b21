"""A learning card: one insight on one page, for exactly those who may see it, and how often others used it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from extractor.kinds import LEARNINGS, learning_of, named_in
from mentoring.consent.visibility import Standing
from mentoring.errors import BadInput, NotFound
from mentoring.programme.credit import used_by_others
from mentoring.records import THEMES, Caller
from mentoring.redaction.render import humanise
from mentoring.store.items import ActionRow, InsightRow
from service.learning_requests import HandOutLearning, Learnings, SayUsed
from service.render.cards import LEARNING_FORMS
from service.stages.crediting import name_of
from service.stages.learned import BEARS
from service.stages.seeing import Seen, rules_of
from service.wiring import App

MOST = 60
"""Cards of a list."""
MOST_ACTIONS = 3
Used = Mapping[str, frozenset[str | None]]


def listing(app: App, caller: Caller, seen: Seen, request: Learnings) -> list[dict[str, Any]]:
    """Cards in short, newest first; what was rejected is none."""
    if request.kind not in (None, *LEARNINGS):
        raise BadInput(f"A kind of learning is one of {', '.join(LEARNINGS)}.")
    if request.theme not in (None, *THEMES):
        raise BadInput(f"A theme is one of {', '.join(THEMES)}.")
    wanted = [one for one in seen.of_kind("insight") if one.decision != "reject" and request.theme in (None, one.theme)]
    rows = seen.rows([one.id for one in wanted])
    standing, used = {one.id: one for one in seen.standing if one.id in rows}, app.store.uses.all()
    found = (
        _short(app, caller, seen, row, standing[one.id], used)
        for one in sorted(wanted, key=lambda one: one.session_date, reverse=True)
        if isinstance(row := rows.get(one.id), InsightRow)
    )
    return list(islice((one for one in found if request.kind in (None, one["kind"])), MOST))


def card(app: App, caller: Caller, seen: Seen, item_id: str) -> dict[str, Any]:
    """The whole card: what stands behind it, what was done about it, what it names."""
    row = _row(seen, item_id)
    standing = next(one for one in seen.standing if one.id == item_id)
    said = seen.insight_json(row)
    behind = next((one for one in seen.patterns if item_id in one.pattern.insight_ids), None)
    return {
        **_short(app, caller, seen, row, standing, app.store.uses.all()),
        "direction": said["direction"],
        "support_band": behind.support_band if behind else None,
        "pattern": behind.pattern.title if behind else None,
        "words": [piece["readable"] for piece in said["evidence"]],
        "named": list(named_in(said["statement"])),
        "done": _done(app, seen, row),
    }


def say_used(app: App, caller: Caller, seen: Seen, request: SayUsed) -> dict[str, Any]:
    """Her own word; whose it is, is told to nobody."""
    row = _row(seen, request.item_id)
    with app.store.transaction():
        if request.used:
            app.store.uses.say(row.insight.id, row.insight.note_id, app.ref(caller), app.today, app.now())
        else:
            app.store.uses.take_back(row.insight.id, app.ref(caller))
        app.store.audit.append("used", actor_ref=app.ref(caller), at=app.now(), ids=[row.insight.id])
    return {"id": row.insight.id, "mine": request.used}


def hand_out(app: App, caller: Caller, seen: Seen, request: HandOutLearning) -> dict[str, Any]:
    """The card as it may leave Upwell, remembered for its session and those of what was done about it."""
    if request.form not in LEARNING_FORMS:
        raise BadInput(f"There is no such format of a card: use one of {', '.join(LEARNING_FORMS)}.")
    with app.store.transaction():
        made, note = card(app, caller, seen, request.item_id), _row(seen, request.item_id).insight.note_id
        behind = next((one for one in seen.patterns if request.item_id in one.pattern.insight_ids), None)
        members = seen.rows(behind.pattern.insight_ids) if behind else {}
        notes = {note, *(row.insight.note_id for row in members.values() if isinstance(row, InsightRow))}
        if request.file is None:
            app.store.artifacts.handed_out("learning-card", f"download ({request.form})", sorted(notes), app.now())
        else:
            app.store.artifacts.wrote(request.file, "learning-card", sorted(notes), app.now())
        app.store.audit.append("learning-out", actor_ref=app.ref(caller), at=app.now(), ids=[request.item_id])
    return made


def _short(app: App, caller: Caller, seen: Seen, row: InsightRow, standing: Standing, used: Used) -> dict[str, Any]:
    said, ref = seen.insight_json(row), app.ref(caller)
    return {
        "id": said["id"],
        "statement": humanise(said["statement"]),
        "kind": learning_of(said["statement"]),
        "theme": said["theme"],
        "program": said["program"],
        "session_date": said["session_date"],
        "credit": name_of(app, standing, edited=said["original"] is not None),
        "used": used_by_others(used.get(standing.id, frozenset()), standing, ref, rules_of(app).k),
        "mine": ref in used.get(standing.id, ()),
        "k": rules_of(app).k,
    }


def _done(app: App, seen: Seen, row: InsightRow) -> list[dict[str, Any]]:
    """Actions of the same session that bear on it, of those this reader may see; the nearest first."""
    ids = [one.id for one in seen.of_kind("action") if one.note_id == row.insight.note_id and one.decision != "reject"]
    actions = [one for one in seen.rows(ids).values() if isinstance(one, ActionRow)]
    if not actions:
        return []
    vectors = app.embedder.embed([row.insight.statement, *(one.action.task for one in actions)])
    near = sorted(zip(vectors[1:] @ vectors[0], range(len(actions)), strict=True), reverse=True)
    said = [seen.action_json(actions[at]) for similar, at in near[:MOST_ACTIONS] if similar >= BEARS]
    return [{"task": humanise(one["task"]), "step": one["step"], "effect_words": one["effect_words"]} for one in said]


def _row(seen: Seen, item_id: str) -> InsightRow:
    row = seen.rows([item_id]).get(item_id)
    if not isinstance(row, InsightRow):
        raise NotFound("There is no such insight that you may see.")
    return row
