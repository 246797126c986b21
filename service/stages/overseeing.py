"""Counts and checks for those who run a programme: never content."""

from __future__ import annotations

from collections import Counter
from typing import Any

from mentoring.records import Caller
from service.callers import leads
from service.stages.seeing import Seen
from service.wiring import App

PAGE = 200
"""Events of the log that are told at once."""


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
    rows = [row for row in app.store.notes.rows() if leads(caller, row.program)]
    notes, pairs = Counter(row.program for row in rows), {(row.program, row.pair) for row in rows}
    texts = app.store.notes.all_redacted(row.note_id for row in rows)
    rules: Counter[str] = Counter()
    for (_, rule), count in app.store.items.set_aside_counts(note_ids=[row.note_id for row in rows]).items():
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


def intake(app: App, caller: Caller) -> dict[str, Any]:
    """What was taken in and how far it is, and what was refused and why; of refused notes nothing else is known."""
    rows = [row for row in app.store.notes.rows() if leads(caller, row.program)]
    return {
        "taken": [
            {
                "note_id": row.note_id, "program": row.program, "pair": row.pair,
                "session_date": row.session_date.isoformat(), "stage": row.stage, "failed": row.failed,
            }
            for row in reversed(rows)
        ],
        "refused": [{"code": one.code, "reason": one.reason, "at": at[:10]} for one, at in app.store.notes.refusals()],
    }  # fmt: skip


def held(seen: Seen) -> dict[str, Any]:
    """That something is held back, how much, and by which rules: only in steps that single nobody out."""
    return {"held_back": seen.held_back, "by_rule": dict(seen.held_by_rule)}


def audit_rows(app: App, event: str | None, before: int | None) -> dict[str, Any]:
    """A page of the log, newest first: what was done when, with counts, never to what or to whom."""
    rows = app.store.audit.latest(PAGE + 1, event=event, before=before)
    events = [
        {"seq": row.seq, "at": row.at, "event": row.event, "by": "person" if row.by_person else "operator",
         "details": {name: value for name, value in row.details.items() if name != "ids"}}
        for row in rows[:PAGE]
    ]  # fmt: skip
    return {"kinds": app.store.audit.kinds(), "events": events, "further_back": len(rows) > PAGE}


def audit(app: App) -> dict[str, Any]:
    """Whether the chain is whole."""
    faults = app.store.audit.verify()
    return {"rows": app.store.audit.count(), "faults": [f"row {fault.seq}: {fault.what}" for fault in faults]}
