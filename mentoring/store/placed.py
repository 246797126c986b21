"""Where every item stands, without a word of it: what visibility is decided on, and what lists are ordered by.

Read whole in two queries and kept until anything is committed. Who may see what is in none of it: purposes, relations
and levels are worked out at every read from this and from the consents of that moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from sqlalchemy import Connection, select

from mentoring.records import Level, Owner, State
from mentoring.records.items import ActionStatus
from mentoring.store.database import Database
from mentoring.store.items import Decision
from mentoring.store.state import Kept
from mentoring.store.tables import decisions, items, notes, outcomes


class Session(NamedTuple):
    """Whose session, and when."""

    program: str
    pair: str
    session_date: date
    mentor_ref: str
    mentee_ref: str


class Placed(NamedTuple):
    """One item. Tuples, as ten thousand of them are made at once: a frozen dataclass takes ten times as long."""

    id: str
    kind: Literal["insight", "action"]
    theme: str | None
    direction: str | None
    owner: Owner | None
    due: date | None
    confidence: float
    state: State
    level: Level
    reason: str | None
    about_person: bool
    mentor_released: bool
    previewed_on: date | None
    decision: Decision | None
    status: ActionStatus | None
    """Of an action item: as a later note reports it, else as it was said."""
    note_id: str
    session: Session

    @property
    def session_date(self) -> date:
        """The day of its session."""
        return self.session.session_date


_COLUMNS = (
    *(items.c[name] for name in Placed._fields[:13]),
    decisions.c.decision,
    items.c.status,
    outcomes.c.status.label("became"),
    items.c.note_id,
)


@dataclass(frozen=True, slots=True)
class Places:
    """All sessions by note, and what was found in each."""

    sessions: Mapping[str, Session]
    """By session date, then note."""
    items: Mapping[str, tuple[Placed, ...]]
    """By note, those of notes that have any; insights, then action items, each by id."""


class PlacedItems:
    """Reads the places of all items."""

    def __init__(self, database: Database) -> None:
        self._kept = Kept(database.reading, _read)

    def now(self) -> Places:
        """As they are in the state that is being read."""
        return self._kept.now()


def _read(connection: Connection) -> Places:
    columns = [notes.c.note_id, *(notes.c[name] for name in Session._fields)]
    held = connection.execute(select(*columns).order_by(notes.c.session_date, notes.c.note_id))
    sessions = {note_id: Session._make(rest) for note_id, *rest in held}
    rows = connection.execute(
        select(*_COLUMNS)
        .select_from(items)
        .outerjoin(decisions, decisions.c.item_id == items.c.id)
        .outerjoin(outcomes, outcomes.c.item_id == items.c.id)
    ).all()
    found: dict[str, list[Placed]] = {}
    for *own, said, became, note_id in rows:
        one = Placed._make((*own, became or said, note_id, sessions[note_id]))
        found.setdefault(note_id, []).append(one)
    return Places(sessions, {id_: tuple(sorted(found[id_], key=_order)) for id_ in sessions if id_ in found})


def _order(one: Placed) -> tuple[bool, str]:
    return one.kind == "action", one.id
