"""Review: cards that wait for a decision, and the decision itself."""

from __future__ import annotations

from typing import Any

from extractor.weeks import days_of
from mentoring.errors import NotFound
from mentoring.records import Caller
from service.requests import Decide
from service.stages.seeing import Seen
from service.wiring import App


def cards(seen: Seen, week: str | None) -> list[dict[str, Any]]:
    """Everything the reader may decide, waiting ones first, newest sessions first among them."""
    rows = [
        *({"kind": "insight", **seen.insight_json(row)} for row in seen.insights),
        *({"kind": "action", **seen.action_json(row)} for row in seen.actions),
    ]
    if week is not None:
        first, last = (day.isoformat() for day in days_of(week))
        rows = [row for row in rows if first <= row["session_date"] <= last]
    rows.sort(key=lambda row: (row["session_date"], row["confidence"]), reverse=True)
    return sorted(rows, key=lambda row: row["decision"] is not None)


def decide(app: App, caller: Caller, seen: Seen, request: Decide) -> dict[str, Any]:
    """Record the decision with its audit row, or neither."""
    if request.item_id not in seen.shown:
        raise NotFound("There is no such item that you may decide.")
    with app.store.transaction():
        app.store.items.decide(request.item_id, request.decision, app.ref(caller), app.now())
        app.store.audit.append(
            "decide", actor_ref=app.ref(caller), at=app.now(), ids=[request.item_id],
            details={"decision": request.decision},
        )  # fmt: skip
    return {"id": request.item_id, "decision": None if request.decision == "undo" else request.decision}
