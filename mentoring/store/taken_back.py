"""A purpose taken back alone: the note stays, what only that purpose let be shown, named or asked goes.

`quote`: digests that were kept and whatever went out with her words; `attribute`: what may name her; `model`: what a
model answered about the note. Which thing holds what is judged by its kind: one that nobody placed here may hold all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, delete, select, update

from mentoring.consent.gate import ConsentGate
from mentoring.records import Purpose
from mentoring.store.artifacts import Artifact, Artifacts
from mentoring.store.digests import TOLD
from mentoring.store.notes import NoteRow
from mentoring.store.tables import answers, digests, notes

TakenBack = Mapping[Purpose, tuple[str, ...]]
"""Purpose -> notes of which it no longer holds."""
HOLDS_NONE: Mapping[Purpose, tuple[str, ...]] = {
    "quote": ("export-patterns", "report", "prep-card", "story"),
    "attribute": ("digest", "export", "report", "prep-card", "backup"),
}
"""Kinds of what left the store in which no words of a note stand, or no name. Answers are never handed out."""


def taken_back(rows: Sequence[NoteRow], gate: ConsentGate, before: ConsentGate | None = None) -> TakenBack:
    """Of notes that stay, those whose words, names or answers were let out and may be no more.

    `before`: the consents as they stood until now; a purpose may have come to a note after it was taken.
    """
    found: dict[Purpose, list[str]] = {}
    for row in rows:
        session = (row.program, row.pair, row.session_date, row.mentor_ref, row.mentee_ref)
        held = gate.purposes(*session)
        had = row.purposes | (before.purposes(*session) if before else frozenset())
        if "store" in held:
            for purpose in had - held - {"store", "extract"}:
                found.setdefault(purpose, []).append(row.note_id)
    return {purpose: tuple(found[purpose]) for purpose in sorted(found)}


def said_in(connection: Connection, taken: TakenBack) -> list[tuple[str, str]]:
    """(week, audience) of kept digests in which words of these notes stand."""
    quoted = frozenset(taken.get("quote", ()))
    if not quoted:
        return []
    rows = connection.execute(select(digests).where(digests.c.week != TOLD))
    return [(row.week, row.audience) for row in rows if _quotes(json.loads(row.body), quoted)]


def answered(connection: Connection, taken: TakenBack) -> list[str]:
    """What a model answered about these notes."""
    asked = list(taken.get("model", ()))
    return list(connection.scalars(select(answers.c.answer).where(answers.c.note_id.in_(asked))))


def left_with(artifacts: Artifacts, taken: TakenBack) -> Iterator[Artifact]:
    """Files and what was handed out in which something of these notes stands that may be there no more."""
    for purpose, none in HOLDS_NONE.items():
        for one in artifacts.holding(taken.get(purpose, ())):
            if not any(one.kind == kind or one.kind.startswith(f"{kind}-") for kind in none):
                yield one


def remove(connection: Connection, taken: TakenBack) -> None:
    """Delete the answers, and let the notes say what they were left with."""
    connection.execute(delete(answers).where(answers.c.note_id.in_(list(taken.get("model", ())))))
    gone: dict[str, set[Purpose]] = {}
    for purpose, note_ids in taken.items():
        for note_id in note_ids:
            gone.setdefault(note_id, set()).add(purpose)
    for row in connection.execute(
        select(notes.c.note_id, notes.c.purposes).where(notes.c.note_id.in_(list(gone)))
    ).all():
        left = [purpose for purpose in cast("list[Purpose]", row.purposes) if purpose not in gone[row.note_id]]
        connection.execute(update(notes).where(notes.c.note_id == row.note_id).values(purposes=left))


def _quotes(value: Any, note_ids: frozenset[str]) -> bool:
    if isinstance(value, list):
        return any(_quotes(one, note_ids) for one in value)
    if not isinstance(value, dict):
        return False
    quoted = value.get("note_id") in note_ids and bool(value.get("evidence"))
    return quoted or any(_quotes(one, note_ids) for one in value.values())
