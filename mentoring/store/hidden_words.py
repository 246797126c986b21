"""Hidden words that a lead doubts: the question, the mentor's answer, and the note as it is corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Table, delete, insert, select, update

from mentoring.store.database import Database
from mentoring.store.tables import items, outcomes
from mentoring.store.tables_hidden import hidden_words

Standing = Literal["asked", "kept"]
"""asked: a lead asks whether the word is anybody's; kept: its mentor says that it is."""
Move = Callable[[tuple[int, int]], tuple[int, int]]


class HiddenWords:
    """Keeps places, never words."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> dict[str, dict[int, str]]:
        """Note -> place in its body -> how it stands."""
        found: defaultdict[str, dict[int, str]] = defaultdict(dict)
        with self._db.read() as connection:
            for row in connection.execute(select(hidden_words)):
                found[row.note_id][row.place] = row.state
        return dict(found)

    def say(self, note_id: str, places: Collection[int], standing: Standing, at: datetime) -> None:
        """These places stand so from now on."""
        with self._db.write() as connection:
            self._drop(connection, note_id, places)
            for place in sorted(set(places)):
                row = {"note_id": note_id, "place": place, "state": standing, "at": at.isoformat()}
                connection.execute(insert(hidden_words).values(row))

    def shown(self, note_id: str, places: Collection[int], move: Move) -> None:
        """Nothing is hidden there any more: the questions go, evidence moves to where its words stand now."""
        with self._db.write() as connection:
            self._drop(connection, note_id, places)
            for table in (items, outcomes):
                _shift(connection, table, note_id, move)

    @staticmethod
    def _drop(connection: Connection, note_id: str, places: Collection[int]) -> None:
        wanted = hidden_words.c.note_id == note_id, hidden_words.c.place.in_(list(places))
        connection.execute(delete(hidden_words).where(*wanted))


def _shift(connection: Connection, table: Table, note_id: str, move: Move) -> None:
    key = next(iter(table.primary_key))
    for own, ranges in connection.execute(select(key, table.c.evidence).where(table.c.note_id == note_id)).all():
        moved = [list(move((start, end))) for start, end in ranges]
        connection.execute(update(table).where(key == own).values(evidence=moved))
