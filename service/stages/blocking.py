"""What stands in pairs' ways, for leads: counts of pairs of several, never a pair, never a sentence.

Read are sentences of notes that this lead may read whole, with the vectors that search keeps; nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from extractor.blockers import BLOCKERS, Blocker, cued, detect, may_be_read
from mentoring.consent.visibility import READ
from mentoring.programme.figures import share
from mentoring.programme.hurdles import Hurdles, Met, hurdles
from mentoring.records import Caller
from mentoring.redaction.render import humanise
from mentoring.store.notes import NoteRow
from service.callers import readable
from service.stages.previewing import barred_notes
from service.stages.seeing import rules_of
from service.stages.taking import gate_of
from service.wiring import App


def figures(app: App, caller: Caller, window: tuple[date, date] | None = None) -> list[dict[str, Any]]:
    """Each group of programmes; `window`: sessions of these days, else of the last weeks that patterns count too."""
    rules = rules_of(app)
    first, last = window or (app.today - timedelta(weeks=rules.weeks), app.today)
    rows = [row for row in _read(app, caller) if first <= row.session_date <= last]
    said = _said(app, [row.note_id for row in rows])
    arrived: dict[tuple[str, str], Met] = {}
    for row in sorted(rows, key=lambda one: (one.session_date, one.program, one.pair)):
        key = row.program, row.pair
        before = arrived[key].kinds if key in arrived else frozenset()
        arrived[key] = Met(key, row.mentor_ref, row.mentee_ref, before | said.get(row.note_id, frozenset()))
    found = hurdles(list(arrived.values()), BLOCKERS, rules.k)
    return [{"programs": list(one.programs), "pairs": one.pairs, "kinds": _kinds(one)} for one in found]


def _kinds(one: Hurdles) -> list[dict[str, Any]]:
    return [{"kind": kind, "at_least": count, **share(count, one.pairs)} for kind, count in one.at_least.items()]


def _read(app: App, caller: Caller) -> list[NoteRow]:
    """Notes of others' pairs that she may read whole, and of which insights may be drawn today."""
    gate, may_read, barred, ref = gate_of(app), readable(app, caller), barred_notes(app), app.ref(caller)
    return [
        row
        for row in app.store.notes.rows()
        if may_read(row)
        and row.note_id not in barred
        and ref not in (row.mentor_ref, row.mentee_ref)
        and gate.purposes(row.program, row.pair, row.session_date, row.mentor_ref, row.mentee_ref) >= READ
    ]


def _said(app: App, note_ids: Iterable[str]) -> dict[str, frozenset[Blocker]]:
    """Kinds that each note says."""
    found = [
        (one, text)
        for note_id in note_ids
        for one in app.store.passages.of_note(note_id)
        if one.kind == "sentence" and may_be_read(one.text) and cued(text := humanise(one.text))
    ]
    ids, vectors = app.store.passages.vectors([one.id for one, _ in found])
    kept = [(one, text) for one, text in found if one.id in set(ids)]
    kinds = detect([text for _, text in kept], vectors, app.embedder.embed)
    said: dict[str, frozenset[Blocker]] = {}
    for (one, _), of in zip(kept, kinds, strict=True):
        said[one.note_id] = said.get(one.note_id, frozenset()) | of
    return said
