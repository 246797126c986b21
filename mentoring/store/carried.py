"""What outlives a note's change: items whose words stand in the new text as in the old, with what was decided.

Placeholders are numbered by note, so [PERSON_2] may have become [PERSON_3]: they count as the same words. Everything
else is judged anew by the next extraction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from mentoring.store.tables import decisions, items, notes

_NUMBERED = re.compile(r"(\[[A-Z]+)_\d+\]")
_OWNERS = ("program", "pair", "session_date", "mentor_ref", "mentee_ref")
Ranges = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Carried:
    """A note as it was, and what hung on it."""

    note: Any = None
    """Its row; None where the note is new."""
    items: tuple[dict[str, Any], ...] = ()
    decisions: tuple[dict[str, Any], ...] = ()


def take(connection: Connection, note_id: str) -> Carried:
    """Read what may be carried over, before the note is replaced."""
    row = connection.execute(select(notes).where(notes.c.note_id == note_id)).one_or_none()
    if row is None:
        return Carried()
    made = connection.execute(select(items).where(items.c.note_id == note_id)).mappings().all()
    ids = [one["id"] for one in made]
    decided = connection.execute(select(decisions).where(decisions.c.item_id.in_(ids))).mappings().all()
    return Carried(row, tuple(map(dict, made)), tuple(map(dict, decided)))


def put_back(connection: Connection, carried: Carried, note_id: str) -> None:
    """Items whose evidence stands in the new text, at its new place; of another session nothing is carried over."""
    if carried.note is None:
        return
    row = connection.execute(select(notes).where(notes.c.note_id == note_id)).one()
    if any(getattr(row, name) != getattr(carried.note, name) for name in _OWNERS):
        return
    kept = set()
    for item in carried.items:
        places = [found_again(carried.note.text, row.text, start, end) for start, end in item["evidence"]]
        if all(places):
            connection.execute(insert(items).values(**{**item, "evidence": places}))
            kept.add(item["id"])
    for decision in carried.decisions:
        if decision["item_id"] in kept:
            connection.execute(insert(decisions).values(**decision))


def found_again(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the words old[start:end] stand in the new text; None where that cannot be told for certain."""
    pattern = re.compile(_pattern(old[start:end]))
    before = [match.span() for match in pattern.finditer(old)]
    after = [match.span() for match in pattern.finditer(new)]
    if (start, end) not in before or len(before) != len(after):
        return None
    return after[before.index((start, end))]


def _pattern(words: str) -> str:
    pieces = _NUMBERED.split(words)
    return "".join(re.escape(piece) + (r"_\d+\]" if at % 2 else "") for at, piece in enumerate(pieces))
