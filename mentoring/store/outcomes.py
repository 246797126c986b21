"""What became of action items: a status, and the words of the later note that say so. No words, no status.

Evidence is kept as ranges of the later note; where that note goes, the action item is open again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, delete, insert, select

from mentoring.records import Evidence
from mentoring.records.items import ActionStatus
from mentoring.store.database import Database
from mentoring.store.tables import notes, outcomes


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one action item stands according to a later note."""

    item_id: str
    status: ActionStatus
    note_id: str
    """The later note."""
    session_date: date
    """Of the later note."""
    evidence: tuple[Evidence, ...]
    found_on: date


class Outcomes:
    """Keeps one outcome an action item, the last that a note reported."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def replace(self, item_ids: Iterable[str], found: Sequence[Outcome]) -> None:
        """The outcomes of these items, in place of those they had; one found again keeps its day."""
        with self._db.write() as connection:
            for item_id in item_ids:
                row = connection.execute(select(outcomes).where(outcomes.c.item_id == item_id)).one_or_none()
                new = next((_row_of(one) for one in found if one.item_id == item_id), None)
                if row is not None and new is not None and _same(row, new):
                    continue
                connection.execute(delete(outcomes).where(outcomes.c.item_id == item_id))
                if new is not None:
                    connection.execute(insert(outcomes).values(**new))

    def all(self) -> dict[str, Outcome]:
        """Outcomes by the id of their action item."""
        wanted = select(outcomes, notes.c.session_date, notes.c.text).join(notes, notes.c.note_id == outcomes.c.note_id)
        with self._db.read() as connection:
            return {row.item_id: _outcome(row) for row in connection.execute(wanted)}


def _row_of(one: Outcome) -> dict[str, object]:
    return {
        "item_id": one.item_id, "note_id": one.note_id, "status": one.status, "found_on": one.found_on,
        "evidence": [[piece.start, piece.end] for piece in one.evidence],
    }  # fmt: skip


def _same(row: Row[tuple[object, ...]], new: dict[str, object]) -> bool:
    return all(getattr(row, name) == new[name] for name in ("note_id", "status", "evidence"))


def _outcome(row: Row[tuple[object, ...]]) -> Outcome:
    pieces = tuple(Evidence(row.text[start:end], start, end) for start, end in row.evidence)
    return Outcome(row.item_id, row.status, row.note_id, row.session_date, pieces, row.found_on)
