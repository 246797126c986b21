"""The board of actions: open, due, late, done; by executive, never by mentor, who must not be measured here."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from mentoring.programme.accountability import STEPS, age
from mentoring.records import Caller
from mentoring.store.items import ActionRow
from service.stages import documents
from service.stages.seeing import Seen
from service.wiring import App

SOON = timedelta(days=7)
COLUMNS = ("late", "due", "open", "done")


def board(app: App, caller: Caller, seen: Seen) -> dict[str, Any]:
    """Every action the caller may see and nobody rejected, the most pressing first.

    `kept` of `judged`: done, of those that had a day and whose day has come; `done_besides`: done without or before it.
    """
    rows = [row for row in seen.actions if row.decision != "reject"]
    names = {ref: _named(app, caller, ref) for ref in {row.mentee_ref for row in rows}}
    actions = [_action(app, seen, row, names) for row in rows]
    actions.sort(key=lambda one: (COLUMNS.index(one["column"]), one["due"] or "9999", one["id"]))
    done = [one for one in actions if one["column"] == "done"]
    kept = [one for one in done if (one["due"] or "9999") <= app.today.isoformat()]
    missed = [one for one in actions if one["column"] == "late" and one["due"]]
    return {
        "actions": actions,
        "kept": len(kept),
        "judged": len(kept) + len(missed),
        "done_besides": len(done) - len(kept),
        "executives": _by("executive", actions, app.today),
        "programs": _by("program", actions, app.today),
        "steps": {step: sum(one["step"] == step for one in actions) for step in STEPS},
    }


def _action(app: App, seen: Seen, row: ActionRow, names: dict[str, str | None]) -> dict[str, Any]:
    item = documents.versioned(documents.action(row, seen.reviewed_of(row.action.id), quoted=False))
    whose = names[row.mentee_ref] if seen.shown[item["id"]].relation != "organisation" else None
    kept = (
        *("id", "task", "owner", "due", "assigned", "status", "step", "done_words", "effect_words", "program"),
        *("session_date", "decision", "version"),
    )
    return {
        **{name: item[name] for name in kept},
        "column": column_of(item, app.today),
        "age": (app.today - row.session_date).days,
        "executive": whose,
        "report": seen.report_json(row.action.id),
        "may_change": seen.shown[item["id"]].relation != "organisation",
    }


def column_of(item: dict[str, Any], today: date) -> str:
    """done: also when late; late: past its day, or reported missed; due: within a week."""
    if item["status"] in ("done", "late"):
        return "done"
    due = date.fromisoformat(item["due"]) if item["due"] else None
    if item["status"] == "missed" or (due is not None and due < today):
        return "late"
    return "due" if due is not None and due <= today + SOON else "open"


def _named(app: App, caller: Caller, ref: str) -> str | None:
    """An executive by her id on the roster; "you" for the caller herself."""
    if ref == app.ref(caller):
        return "you"
    person = app.store.people.by_ref(ref)
    return person.person_id if person else None


def _by(field: str, actions: list[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    """How actions stand by executive or programme, and how long those wait that are not done; most late first."""
    found = []
    for name in {one[field] for one in actions if one[field] is not None}:
        mine = [one for one in actions if one[field] == name]
        counts = Counter(one["column"] for one in mine)
        waits = age([date.fromisoformat(one["session_date"]) for one in mine if one["column"] != "done"], today)
        row = {column: counts[column] for column in COLUMNS}
        found.append({field: name, **row, "oldest": waits.oldest, "typical": waits.typical})
    return sorted(found, key=lambda one: (-one["late"], one[field]))
