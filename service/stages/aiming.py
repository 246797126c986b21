"""Goals of pairs: set, brought in from a file, and tied to what their sessions brought, by the pair's own word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mentoring.errors import BadInput, NotAllowed, NotFound, UpwellError
from mentoring.programme.pairs import GOAL_STATUSES, MOST_GOALS, OVER, Goal, Tie
from mentoring.records import Caller
from mentoring.store.items import InsightRow
from service.programme_requests import DropGoal, GoalRow, ImportGoals, NearGoals, SetGoal, TieItem
from service.stages import pairing
from service.stages.learned import BEARS
from service.stages.own_words import plain
from service.stages.pairing import Place
from service.stages.seeing import Seen
from service.wiring import App

LONGEST, SHORTEST = 400, 80
"""Characters of a goal, and of its baseline, target and measure."""
MOST_NEAR = 3
"""Items that are proposed for one goal."""


def set_goal(app: App, caller: Caller, request: SetGoal) -> dict[str, Any]:
    """Set a goal or change one, for a pair the caller belongs to or leads."""
    here = pairing.place(app, caller, request.goal.program, request.goal.pair)
    return goal_json(_keep(app, caller, here, request.goal, request.goal_id))


def drop_goal(app: App, caller: Caller, request: DropGoal) -> dict[str, Any]:
    """Take a goal away."""
    here = pairing.place(app, caller, request.program, request.pair)
    one = _goal(app, here, request.goal_id)
    with app.store.transaction():
        app.store.pairs.drop_goal(one.id)
        app.store.audit.append("goal-dropped", actor_ref=app.ref(caller), at=app.now(), ids=[one.id])
    return {"dropped": one.id}


def bring(app: App, caller: Caller, request: ImportGoals) -> dict[str, Any]:
    """Goals of a file, one by one: what is wrong with one keeps no other out."""
    taken: list[str] = []
    refused: list[dict[str, Any]] = []
    for row in request.goals:
        try:
            here = pairing.place(app, caller, row.program, row.pair)
            taken.append(_keep(app, caller, here, row, None).id)
        except UpwellError as problem:
            refused.append({"line": row.line, "pair": row.pair, "code": problem.code, "reason": problem.message})
    return {"goals": taken, "refused": refused}


def near(app: App, caller: Caller, seen: Seen, request: NearGoals) -> list[dict[str, Any]]:
    """Of each goal the pair's nearest items that it has not spoken on; what is less near than BEARS is none."""
    here = _own(app, caller, request.program, request.pair)
    goals = app.store.pairs.goals([here.pair.key])[here.pair.key]
    said = {(one.goal_id, one.item_id) for one in app.store.pairs.ties([goal.id for goal in goals])}
    items = _items(seen, here)
    if not goals or not items:
        return []
    vectors = app.embedder.embed([*(goal.text for goal in goals), *(one["text"] for one in items)])
    similar = vectors[: len(goals)] @ vectors[len(goals) :].T
    found = []
    for goal, row in zip(goals, similar, strict=True):
        open_ones = [at for at in np.argsort(-row, kind="stable") if (goal.id, items[at]["id"]) not in said]
        found += [
            {"goal_id": goal.id, **items[at], "similarity": round(float(row[at]), 4)}
            for at in open_ones[:MOST_NEAR]
            if row[at] >= BEARS
        ]
    return found


def tie(app: App, caller: Caller, seen: Seen, request: TieItem) -> dict[str, Any]:
    """Keep the pair's word; only the two can say what bears on what."""
    here = _own(app, caller, request.program, request.pair)
    one = _goal(app, here, request.goal_id)
    if request.item_id not in {item["id"] for item in _items(seen, here)}:
        raise NotFound("There is no such insight or action of your sessions.")
    with app.store.transaction():
        app.store.pairs.tie(Tie(one.id, request.item_id, request.fits), app.now())
        app.store.audit.append("goal-tied", actor_ref=app.ref(caller), at=app.now(), ids=[one.id, request.item_id])
    return {"goal_id": one.id, "item_id": request.item_id, "fits": request.fits}


def goals_json(app: App, seen: Seen, known: Sequence[Place]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Goals of these pairs, each with what its pair tied to it, as far as this reader may see that."""
    found = app.store.pairs.goals([here.pair.key for here in known])
    ties = app.store.pairs.ties([goal.id for goals in found.values() for goal in goals])
    rows = seen.rows([one.item_id for one in ties if one.fits and one.item_id in seen.shown])
    tied: dict[str, list[dict[str, Any]]] = {}
    for one in ties:
        if one.fits and one.item_id in rows:
            tied.setdefault(one.goal_id, []).append(_item(seen, rows[one.item_id]))
    return {key: [goal_json(goal) | {"items": tied.get(goal.id, [])} for goal in goals] for key, goals in found.items()}


def goal_json(one: Goal) -> dict[str, Any]:
    """A goal as the two and their leads see it."""
    fields = {name: getattr(one, name) for name in ("id", "text", "baseline", "target", "measure", "status")}
    return {**fields, "set_on": one.set_on.isoformat() if one.set_on else None}


def _keep(app: App, caller: Caller, here: Place, row: GoalRow, goal_id: str | None) -> Goal:
    if row.status not in GOAL_STATUSES:
        raise BadInput(f"A goal is one of: {', '.join(GOAL_STATUSES)}.")
    words = {"text": plain(app, row.text, "goal", LONGEST)}
    words |= {name: plain(app, getattr(row, name), name, SHORTEST) for name in ("baseline", "target", "measure")}
    if not words["text"]:
        raise BadInput("Write what the pair wants to reach.")
    if goal_id is not None:
        _goal(app, here, goal_id)
    made = Goal(goal_id or "", *here.pair.key, **words, status=row.status, set_on=app.today)
    _room(app, here, made)
    with app.store.transaction():
        pairing.must_stand(app, here.pair)
        app.store.pairs.keep(here.pair, app.now())
        kept = app.store.pairs.set_goal(made, app.today, app.now())
        app.store.audit.append("goal", actor_ref=app.ref(caller), at=app.now(), ids=[kept])
    return next(one for one in app.store.pairs.goals([here.pair.key])[here.pair.key] if one.id == kept)


def _room(app: App, here: Place, made: Goal) -> None:
    others = [
        one
        for one in app.store.pairs.goals([here.pair.key])[here.pair.key]
        if one.id != made.id and one.text.lower() != made.text.lower() and one.status not in OVER
    ]
    if made.status not in OVER and len(others) >= MOST_GOALS:
        raise BadInput(f"This pair has {MOST_GOALS} goals under way: reach, drop or change one first.", code="goals")


def _goal(app: App, here: Place, goal_id: str) -> Goal:
    found = next((one for one in app.store.pairs.goals([here.pair.key])[here.pair.key] if one.id == goal_id), None)
    if found is None:
        raise NotFound("This pair has no such goal.")
    return found


def _own(app: App, caller: Caller, program: str, pair: str) -> Place:
    here = pairing.place(app, caller, program, pair)
    if here.met == "lead":
        raise NotAllowed("Only the two of the pair say what bears on their goals.")
    return here


def _items(seen: Seen, here: Place) -> list[dict[str, Any]]:
    """What the pair's own sessions brought, as far as this one of the two may see it."""
    own = [one.id for one in seen.placed if (one.session.program, one.session.pair) == here.pair.key]
    return [_item(seen, row) for row in seen.rows(own).values() if row.decision != "reject"]


def _item(seen: Seen, row: Any) -> dict[str, Any]:
    one, is_insight = seen.json(row), isinstance(row, InsightRow)
    return {
        "id": one["id"], "kind": "insight" if is_insight else "action",
        "text": one["statement"] if is_insight else one["task"], "session_date": one["session_date"],
    }  # fmt: skip
