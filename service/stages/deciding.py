"""Review: the queue of cards, one at a time, and everything a reviewer can do to one. Each act can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from extractor.weeks import days_of
from mentoring.errors import BadInput, Conflict, NotAllowed, NotFound
from mentoring.records import OWNERS, ActionItem, Caller, Insight
from mentoring.store.items import ActionRow, InsightRow
from mentoring.store.placed import Placed
from mentoring.store.reviews import Act
from service.callers import require
from service.requests import Bulk, Cards, Decide, Mark
from service.stages.context import in_context
from service.stages.days import day_of
from service.stages.documents import versioned
from service.stages.seeing import Row, Seen, see
from service.stages.wording import guarded, read_again
from service.wiring import App

MOST_AT_ONCE = 200
_MEANWHILE = "Somebody changed or decided this meanwhile: look at it again."


Choose = Callable[[Sequence[str]], Sequence[str]]
"""Which of the ids, in their order, are wanted: a page of them."""


def cards(seen: Seen, week: str | None, choose: Choose = list) -> list[dict[str, Any]]:
    """Everything the reader may decide, waiting ones first, newest sessions first among them."""
    found = sorted(seen.placed, key=_newest_and_surest, reverse=True)
    if week is not None:
        first, last = days_of(week)
        found = [one for one in found if first <= one.session_date <= last]
    chosen = choose([one.id for one in sorted(found, key=lambda one: one.decision is not None)])
    rows = seen.rows(chosen)
    return [{"kind": _kind(rows[one]), **seen.json(rows[one])} for one in chosen if one in rows]


def queue(app: App, caller: Caller, seen: Seen, request: Cards) -> dict[str, Any]:
    """The first card that waits for this reviewer, with what stands around its words; the others as counts."""
    found = sorted((one for one in seen.placed if _fits(one, request)), key=_newest_and_surest, reverse=True)
    mine = [one for one in found if not _elsewhere(seen, one)]
    waiting = [one for one in mine if one.decision is None]
    waiting.sort(key=lambda one: not _handed_here(seen, one.id))
    deferred = [one for one in mine if one.decision == "defer"][:20]
    listed = waiting[:MOST_AT_ONCE] if "lead" in caller.roles else []
    rows = seen.rows([one.id for one in (*waiting[:1], *deferred, *listed)])
    return {
        "card": _card(app, caller, seen, rows[waiting[0].id]) if waiting and waiting[0].id in rows else None,
        "left": len(waiting),
        "decided": len(mine) - len(waiting),
        "handed_over": len(found) - len(mine),
        "undo": sum(act.item_id in seen.shown for act in app.store.reviews.latest(app.ref(caller))),
        "deferred": [_text(seen, rows[one.id]) for one in deferred if one.id in rows],
        "deferred_more": max(0, sum(one.decision == "defer" for one in mine) - len(deferred)),
        "waiting": [
            {"id": one.id, "kind": one.kind, "text": _text(seen, rows[one.id]), "version": _version(seen, one.id)}
            for one in listed
            if one.id in rows
        ],
    }


def decide(app: App, caller: Caller, seen: Seen, request: Decide) -> dict[str, Any]:
    """Record the decision with its audit row, or neither."""
    if request.item_id not in seen.shown:
        raise NotFound("There is no such item that you may decide.")
    _as_she_saw_it(app, caller, seen, request)
    with app.store.transaction():
        app.store.items.decide(request.item_id, request.decision, app.ref(caller), app.now())
        if request.decision == "undo":
            _forget_decision(app, caller, request.item_id)
        else:
            _act(app, caller, request.item_id, "decide", {"decision": request.decision})
        _audit(app, caller, "decide", request.item_id, {"decision": request.decision})
    decision = None if request.decision == "undo" else request.decision
    return {"id": request.item_id, "decision": decision, "version": _now(seen, request.item_id, decision)}


def _as_she_saw_it(app: App, caller: Caller, seen: Seen, request: Decide) -> None:
    """Conflict where the item is another than she looked at, or, if she does not say which, somebody else decided."""
    card = seen.json(seen.row(request.item_id))
    if request.version is not None:
        if request.version != card["version"]:
            raise Conflict(_MEANWHILE)
    elif card["decision"] is not None and app.store.items.decided_by(request.item_id) != app.ref(caller):
        raise Conflict("Somebody else decided this meanwhile: look at it again.")


def _now(seen: Seen, item_id: str, decision: str | None) -> str:
    version: str = versioned({**seen.json(seen.row(item_id)), "decision": decision})["version"]
    return version


def _version(seen: Seen, item_id: str) -> str:
    version: str = seen.json(seen.row(item_id))["version"]
    return version


def decide_many(app: App, caller: Caller, seen: Seen, request: Bulk) -> dict[str, Any]:
    """The same decision on many items or on none of them, each of which can be undone by itself; for leads."""
    require(caller, "lead")
    if len(request.item_ids) > MOST_AT_ONCE:
        raise BadInput(f"Decide on {MOST_AT_ONCE} items at most at once.")
    versions = request.versions or (None,) * len(request.item_ids)
    if len(versions) != len(request.item_ids):
        raise BadInput("Name a version for each of the items, in their order, or none.")
    for item_id, version in zip(request.item_ids, versions, strict=True):
        decide(app, caller, seen, Decide(item_id, request.decision, version))
    return {"decided": len(request.item_ids)}


def mark(app: App, caller: Caller, seen: Seen, request: Mark) -> dict[str, Any]:
    """Edit, assign, begin, done, effect, hand over or comment; the words pass the guard, the engine's stay beneath."""
    row = seen.row(request.item_id)
    value = _VALUES[request.kind](app, caller, seen, row, request) if request.kind in _VALUES else None
    if value is None:
        raise BadInput(f"What can be done to an item: {', '.join(_VALUES)}.")
    with app.store.transaction():
        # Looked at again with the database held: somebody else may have come first while the words were guarded.
        now = _version(see(app, caller), request.item_id)
        if request.version not in (None, now):
            raise Conflict(_MEANWHILE)
        _act(app, caller, request.item_id, request.kind, value)
        if request.kind == "edit":
            read_again(app, request.item_id)
        _audit(app, caller, "review", request.item_id, {"act": request.kind})
    return {"id": request.item_id, "kind": request.kind}


def undo(app: App, caller: Caller, seen: Seen) -> dict[str, Any]:
    """Take the caller's last act back, whatever it was; it may be long ago."""
    act = next((one for one in app.store.reviews.latest(app.ref(caller)) if one.item_id in seen.shown), None)
    if act is None:
        raise NotFound("There is nothing to take back.")
    with app.store.transaction():
        before = app.store.reviews.take_back(act)
        if act.kind == "decide":
            again = before.value["decision"] if before else "undo"
            app.store.items.decide(act.item_id, again, app.ref(caller), app.now())
        elif act.kind == "edit":
            read_again(app, act.item_id)
        _audit(app, caller, "undo", act.item_id, {"act": act.kind})
    return {"id": act.item_id, "kind": act.kind}


def _item(row: Row) -> Insight | ActionItem:
    return row.insight if isinstance(row, InsightRow) else row.action


def _kind(row: Row) -> str:
    return "insight" if isinstance(row, InsightRow) else "action"


def _newest_and_surest(one: Placed) -> tuple[date, float]:
    return one.session_date, one.confidence


def _fits(one: Placed, request: Cards) -> bool:
    first, last = days_of(request.week) if request.week else (one.session_date, one.session_date)
    asked = (request.kind, one.kind), (request.theme, one.theme), (request.program, one.session.program)
    return first <= one.session_date <= last and all(wanted in (None, is_) for wanted, is_ in asked)


def _text(seen: Seen, row: Row) -> str:
    said = row.insight.statement if isinstance(row, InsightRow) else row.action.task
    return seen.reviewed_of(_item(row).id).text or said


def _elsewhere(seen: Seen, one: Placed) -> bool:
    """Handed to the other side: a lead's card to the pair's executive, hers to the lead."""
    to, relation = seen.reviewed_of(one.id).handed_to, seen.shown[one.id].relation
    return to is not None and to != ("lead" if relation == "lead" else "executive")


def _handed_here(seen: Seen, item_id: str) -> bool:
    return seen.reviewed_of(item_id).handed_to is not None


def _card(app: App, caller: Caller, seen: Seen, row: Row) -> dict[str, Any]:
    acts, mine = seen.reviewed_of(_item(row).id).comments, app.ref(caller)
    return {
        "kind": _kind(row),
        **seen.json(row),
        "context": in_context(app, seen, row),
        "handed": _handed_here(seen, _item(row).id),
        "comments": [
            {"text": act.value["text"], "at": act.at[:10], "mine": act.by_ref == mine}
            for act in acts if "lead" in caller.roles or act.by_ref == mine
        ],
    }  # fmt: skip


def _of_the_pair(seen: Seen, row: Row) -> None:
    """Only the two and their leads write on an item: what reached everybody stays as it was released."""
    if seen.shown[_item(row).id].relation == "organisation":
        raise NotAllowed("Only the two who were in the room and their leads can change this.")


def _edit(app: App, _: Caller, seen: Seen, row: Row, request: Mark) -> dict[str, Any]:
    _of_the_pair(seen, row)
    return {"text": guarded(app, _item(row).note_id, request.text or "").text}


def _assign(app: App, _: Caller, seen: Seen, row: Row, request: Mark) -> dict[str, Any]:
    _of_the_pair(seen, row)
    if not isinstance(row, ActionRow):
        raise BadInput("Only an action has an owner and a date.")
    if request.owner not in OWNERS:
        raise BadInput(f"An owner is one of {', '.join(OWNERS)}.")
    due = day_of(request.due, app.today) if request.due else None
    return {"owner": request.owner, "due": due.isoformat() if due else None}


def _done(app: App, _: Caller, seen: Seen, row: Row, request: Mark) -> dict[str, Any]:
    _of_the_pair(seen, row)
    if not isinstance(row, ActionRow):
        raise BadInput("Only an action can be done.")
    return {"words": guarded(app, _item(row).note_id, request.text).text if request.text else None}


def _begin(_app: App, _: Caller, seen: Seen, row: Row, _request: Mark) -> dict[str, Any]:
    _of_the_pair(seen, row)
    if not isinstance(row, ActionRow):
        raise BadInput("Only an action can be begun.")
    return {}


def _effect(app: App, _: Caller, seen: Seen, row: Row, request: Mark) -> dict[str, Any]:
    """What came of it: words are the evidence, so there is no effect without."""
    _of_the_pair(seen, row)
    if not isinstance(row, ActionRow) or seen.action_json(row)["status"] not in ("done", "late"):
        raise BadInput("An effect is seen of an action that is done: say first that it is.")
    return {"words": guarded(app, _item(row).note_id, request.text or "").text}


def _delegate(_app: App, _: Caller, seen: Seen, row: Row, request: Mark) -> dict[str, Any]:
    """To the pair's lead or to its executive, who may see it anyway: handing over widens nothing."""
    _of_the_pair(seen, row)
    other = "executive" if seen.shown[_item(row).id].relation == "lead" else "lead"
    if request.to != other:
        raise BadInput(f"You can hand this to the {other} of the pair.")
    return {"to": other}


def _comment(app: App, _: Caller, _seen: Seen, row: Row, request: Mark) -> dict[str, Any]:
    return {"text": guarded(app, _item(row).note_id, request.text or "").text}


_VALUES: Mapping[str, Callable[[App, Caller, Seen, Row, Mark], dict[str, Any]]] = {
    "edit": _edit, "assign": _assign, "begin": _begin, "done": _done, "effect": _effect,
    "delegate": _delegate, "comment": _comment,
}  # fmt: skip


def _act(app: App, caller: Caller, item_id: str, kind: Any, value: dict[str, Any]) -> None:
    app.store.reviews.add(item_id, kind, value, app.ref(caller), app.now())


def _forget_decision(app: App, caller: Caller, item_id: str) -> None:
    acts: list[Act] = app.store.reviews.latest(app.ref(caller))
    last = next((one for one in acts if one.item_id == item_id and one.kind == "decide"), None)
    if last is not None:
        app.store.reviews.take_back(last)


def _audit(app: App, caller: Caller, event: str, item_id: str, details: dict[str, int | str]) -> None:
    behalf = [app.ref(caller) or ""] if caller.delegate_id is not None else []
    app.store.audit.append(
        event, actor_ref=app.actor(caller), subject_refs=behalf, at=app.now(), ids=[item_id], details=details
    )
