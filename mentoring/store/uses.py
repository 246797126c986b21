"""Who says that she used an insight: one row a person and item, no words."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select

from mentoring.store.database import Database
from mentoring.store.tables_credit import uses


class Uses:
    """Keeps them by the reference of whoever says so; None: the operator."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def say(self, item_id: str, note_id: str, by_ref: str | None, day: date, at: datetime) -> None:
        """Once a person and item."""
        row = {"item_id": item_id, "note_id": note_id, "by_ref": by_ref, "day": day, "at": at.isoformat()}
        with self._db.write() as connection:
            connection.execute(delete(uses).where(_hers(item_id, by_ref)))
            connection.execute(insert(uses).values(**row))

    def take_back(self, item_id: str, by_ref: str | None) -> None:
        """She did not, after all."""
        with self._db.write() as connection:
            connection.execute(delete(uses).where(_hers(item_id, by_ref)))

    def all(self) -> dict[str, frozenset[str | None]]:
        """Item -> whoever says that she used it."""
        found: defaultdict[str, set[str | None]] = defaultdict(set)
        with self._db.read() as connection:
            for row in connection.execute(select(uses.c.item_id, uses.c.by_ref)):
                found[row.item_id].add(row.by_ref)
        return {item_id: frozenset(refs) for item_id, refs in found.items()}

    def forget(self, by_ref: str) -> None:
        """Whatever somebody said who is no longer known."""
        with self._db.write() as connection:
            connection.execute(delete(uses).where(uses.c.by_ref == by_ref))


def _hers(item_id: str, by_ref: str | None) -> Any:
    whose = uses.c.by_ref.is_(None) if by_ref is None else uses.c.by_ref == by_ref
    return (uses.c.item_id == item_id) & whose
