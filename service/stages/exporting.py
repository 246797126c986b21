"""Handing out: under the rules of this moment, and remembered, so that a withdrawal can name it."""

from __future__ import annotations

from typing import Any

from mentoring.errors import BadInput, NotAllowed
from mentoring.records import Caller
from service.callers import readable as may_read_of
from service.callers import require
from service.requests import Export
from service.stages import documents, handing_out
from service.stages.drafting import session_of
from service.stages.readable import readable
from service.stages.seeing import Seen
from service.stages.taking import gate_of
from service.wiring import App

LEVELS = ("programme", "organisation", "all")


def export(app: App, caller: Caller, seen: Seen, request: Export) -> list[dict[str, Any]]:
    """Rows of one kind that the caller may see."""
    _check(app, request)
    if request.what == "notes":
        rows = _notes(app, caller)
    elif request.what == "insights":
        rows = [seen.insight_json(row) for row in seen.insights]
    elif request.what == "actions":
        rows = [seen.action_json(row) for row in seen.actions]
    else:
        rows = [documents.pattern(one) for one in seen.patterns]
    _remember(app, caller, request.what, rows)
    return rows


def _check(app: App, request: Export) -> None:
    if request.what not in ("notes", "insights", "actions", "patterns"):
        raise BadInput(f"There is no export of {request.what}.")
    if request.level not in (None, *LEVELS):
        raise BadInput(f"A level is one of {', '.join(LEVELS)}.")
    if request.level == "all" and not app.store.is_scratch:
        raise NotAllowed("Only an evaluation home (UPWELL_SCRATCH=1 at first use) shows items of every level.")


def _notes(app: App, caller: Caller) -> list[dict[str, Any]]:
    """Redacted notes the caller may read wholly; in a real home those of which the two let every word be quoted."""
    require(caller, "lead")
    if app.store.is_scratch:
        gate, may_read = gate_of(app), may_read_of(app, caller)
        own = [row for row in app.store.notes.rows() if may_read(row)]
        ids = [row.note_id for row in own if "store" in gate.purposes(*session_of(row))]
    else:
        found = readable(app, caller)
        ids = [one for one in found.rows if one in found.whole & found.quotable]
    texts = app.store.notes.all_redacted(ids)
    return [{"note_id": one, "redacted_text": texts[one].text} for one in ids]


def _remember(app: App, caller: Caller, what: str, rows: list[dict[str, Any]]) -> None:
    # Behind a pattern stand also insights that the caller may not see singly.
    if what == "patterns":
        notes = handing_out.notes_of_patterns(app, {row["id"] for row in rows})
    else:
        notes = {row["note_id"] for row in rows}
    with app.store.transaction():
        app.store.artifacts.handed_out(f"export-{what}", "standard output", sorted(notes), app.now())
        app.store.audit.append(
            "export", actor_ref=app.ref(caller), at=app.now(), details={"what": what, "rows": len(rows)}
        )
