"""Counts and checks for those who run a programme: never content."""

from __future__ import annotations

from collections import Counter
from typing import Any

from mentoring.records import Caller
from service.wiring import App


def me(app: App, caller: Caller) -> dict[str, Any]:
    """Who asks, and what this home is."""
    return {
        "person_id": caller.person_id,
        "operator": caller.is_operator,
        "roles": sorted(caller.roles),
        "programs": sorted(caller.programs) if caller.programs is not None else None,
        "scratch": app.store.is_scratch,
        "today": app.today.isoformat(),
    }


def overview(app: App, caller: Caller) -> dict[str, Any]:
    """Notes, pairs, passages withheld and drafts set aside, of the programmes the caller leads."""
    rows = [row for row in app.store.notes.rows() if caller.programs is None or row.program in caller.programs]
    notes, pairs = Counter(row.program for row in rows), {(row.program, row.pair) for row in rows}
    texts = app.store.notes.all_redacted(row.note_id for row in rows)
    rules: Counter[str] = Counter()
    for (_, rule), count in app.store.items.set_aside_counts().items():
        rules[rule] += count
    return {
        "notes": len(rows),
        "programs": [
            {"program": name, "notes": count, "pairs": sum(program == name for program, _ in pairs)}
            for name, count in sorted(notes.items())
        ],
        "withheld": sum(len(text.withheld) for text in texts.values()),
        "set_aside": dict(rules),
    }


def audit(app: App) -> dict[str, Any]:
    """Whether the chain is whole."""
    faults = app.store.audit.verify()
    return {"rows": app.store.audit.count(), "faults": [f"row {fault.seq}: {fault.what}" for fault in faults]}
