"""Search and ask: visibility is decided in the store and handed to the index as ids, never filtered afterwards."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from typing import Any

from mentoring.errors import BadInput
from mentoring.records import THEMES, Caller
from mentoring.redaction.render import humanise
from mentoring.store.notes import NoteRow
from retrieval import ask as asking
from retrieval import search as finding
from retrieval.words import terms
from service.callers import readable
from service.requests import Search
from service.stages.previewing import barred_notes
from service.stages.taking import gate_of
from service.wiring import App

KINDS = ("note", "insight")


def search(app: App, caller: Caller, request: Search) -> list[dict[str, Any]]:
    """The contract's rows, one a note, best first."""
    rows = _readable(app, caller, request)
    themes = _themes(app, list(rows))
    if request.theme or request.kind == "insight":
        wanted = set(themes) if request.theme is None else {n for n, found in themes.items() if request.theme in found}
        rows = {note_id: row for note_id, row in rows.items() if note_id in wanted}
    words = set(terms(request.query))
    hits = finding.search(app.index, app.store, app.embedder.embed, request.query, _by_program(rows), k=request.k)
    return [
        {
            "note_id": hit.note_id,
            "score": round(hit.score, 4),
            "snippet": (snippet := humanise(hit.snippet)),
            "highlights": _highlights(snippet, words),
            "session_date": rows[hit.note_id].session_date.isoformat(),
            "theme": request.theme or (themes[hit.note_id].most_common(1)[0][0] if hit.note_id in themes else None),
            "program": rows[hit.note_id].program,
            "start": hit.start,
            "end": hit.end,
        }
        for hit in hits
    ]


def _highlights(snippet: str, words: set[str]) -> list[tuple[int, int]]:
    """Where the query's words stand in a snippet, in any of their forms: code points, end exclusive."""
    return [found.span() for found in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", snippet) if words & set(terms(found[0]))]


def ask(app: App, caller: Caller, question: str) -> dict[str, Any]:
    """The contract's answer; the question is redacted like a note before anything looks at it."""
    redacted, _ = app.redactor().preview(question, mentor=None, mentee=None, session_date=app.today)
    allowed = _by_program(_readable(app, caller, Search(question)))
    answer = asking.ask(app.index, app.store, app.embedder.embed, redacted, allowed)
    return {
        "answer": answer.text,
        "citations": [
            {
                "note_id": one.note_id, "text": one.text, "start": one.start, "end": one.end,
                "readable": humanise(one.text),
            }
            for one in answer.citations
        ],
        "answered": answer.answered,
        "engine": answer.engine,
    }  # fmt: skip


def _readable(app: App, caller: Caller, request: Search) -> dict[str, NoteRow]:
    """Notes of the caller's programmes whose consents stand today and whose mentor holds nothing back, filtered."""
    if request.theme is not None and request.theme not in THEMES:
        raise BadInput(f"A theme is one of {', '.join(THEMES)}.")
    if request.kind is not None and request.kind not in KINDS:
        raise BadInput(f"A kind is one of {', '.join(KINDS)}.")
    gate, barred, may_read = gate_of(app), barred_notes(app), readable(app, caller)
    rows = app.store.notes.rows(
        program=request.program, since=_day(request.since, "--from"), until=_day(request.until, "--to")
    )
    return {
        row.note_id: row
        for row in rows
        if row.note_id not in barred
        and may_read(row)
        and {"store", "extract"}
        <= gate.purposes(row.program, row.pair, row.session_date, row.mentor_ref, row.mentee_ref)
    }


def _themes(app: App, note_ids: list[str]) -> dict[str, Counter[str]]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in app.store.items.insights(note_ids=note_ids):
        if row.state not in ("held", "vetoed"):
            found[row.insight.note_id][row.insight.theme] += 1
    return dict(found)


def _by_program(rows: dict[str, NoteRow]) -> dict[str, list[str]]:
    allowed: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows.values():
        allowed[row.program].append(row.note_id)
    return dict(allowed)


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"{option} is no date; write it as YYYY-MM-DD.") from None
