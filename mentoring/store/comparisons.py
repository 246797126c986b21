"""How many stayed and were promoted, by programme and group. No person is in it, so no withdrawal reaches it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select

from mentoring.programme.comparison import Counted
from mentoring.store.database import Database
from mentoring.store.tables_comparison import comparisons


class Comparisons:
    """Keeps the last counts that were brought in of each programme."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, program: str, counts: Sequence[Counted], at: datetime) -> None:
        """These, in place of those that the programme had."""
        with self._db.write() as connection:
            connection.execute(delete(comparisons).where(comparisons.c.program == program))
            for one in counts:
                row = {"program": program, "measure": one.measure, "side": one.group, "people": one.n, "yes": one.yes}
                connection.execute(insert(comparisons).values(**row, day=one.day, at=at.isoformat()))

    def all(self) -> list[Counted]:
        """Every count, by programme."""
        with self._db.read() as connection:
            rows = connection.execute(select(comparisons).order_by(comparisons.c.program)).all()
        return [Counted(row.program, row.side, row.measure, row.people, row.yes, row.day) for row in rows]
