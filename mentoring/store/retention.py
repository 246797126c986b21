"""What is older than a policy lets it be: counted first, then ended. Notes go the way of every erasure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Table, delete, func, select

from mentoring.store.database import Database
from mentoring.store.erasure import Erasure, Found
from mentoring.store.notes import NoteRow
from mentoring.store.reach import measure
from mentoring.store.receipt import Receipt
from mentoring.store.store import Store
from mentoring.store.tables import notes
from mentoring.store.tables_evaluation import eval_runs
from mentoring.store.tables_work import runs


@dataclass(frozen=True, slots=True)
class Limits:
    """Days before which things are over; None: that kind stays."""

    notes: date | None = None
    """Of the session."""
    originals: date | None = None
    """Of the day a note was taken in."""
    runs: date | None = None
    """Of the day a run of suites or of extraction began."""


def notes_over(store: Store, limits: Limits) -> list[NoteRow]:
    """Notes whose session is too old."""
    return [] if limits.notes is None else [row for row in store.notes.rows() if row.session_date < limits.notes]


def originals_over(store: Store, limits: Limits) -> int:
    """How many sealed originals are too old, of notes that stay."""
    if limits.originals is None:
        return 0
    stays = notes.c.session_date >= limits.notes if limits.notes else notes.c.note_id.is_not(None)
    over = notes.c.taken_at < limits.originals.isoformat()
    wanted = select(func.count()).select_from(notes).where(notes.c.body_sealed.is_not(None), over, stays)
    with store.database.read() as connection:
        return connection.scalar(wanted) or 0


def runs_over(database: Database, limits: Limits) -> int:
    """How many runs are too old; one of extraction that goes on stays."""
    with database.read() as connection:
        return sum(
            connection.scalar(select(func.count()).select_from(table).where(over)) or 0
            for table, over in _old_runs(limits)
        )


def drop_runs(database: Database, limits: Limits) -> None:
    """End them."""
    with database.write() as connection:
        for table, over in _old_runs(limits):
            connection.execute(delete(table).where(over))


def end_notes(store: Store, erasure: Erasure, limits: Limits, at: datetime) -> Receipt | None:
    """Erase the notes and all that was made of them; None where none is too old."""
    if limits.notes is not None:
        store.outside.end_before("notes", limits.notes)
    if not notes_over(store, limits):
        return None

    def find() -> Found:
        over = notes_over(store, limits)
        return Found(measure(store.database, over), [text for row in over if (text := store.notes.body(row.note_id))])

    return erasure.carry_out("", find, at)


def _old_runs(limits: Limits) -> list[tuple[Table, ColumnElement[bool]]]:
    if limits.runs is None:
        return []
    day = limits.runs.isoformat()
    return [(eval_runs, eval_runs.c.at < day), (runs, (runs.c.at < day) & (runs.c.state != "running"))]
