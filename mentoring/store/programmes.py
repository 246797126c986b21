"""Programmes as they were set up, and every version of their texts."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from sqlalchemy import Connection, delete, func, insert, select

from mentoring.programme.setting_up import Programme, Text
from mentoring.store.database import Database
from mentoring.store.state import Kept
from mentoring.store.tables_setup import programme_texts, programmes


class Programmes:
    """What leads agreed on for all pairs of a programme."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._k = Kept(database.reading, _largest)

    def keep(self, one: Programme, at: datetime) -> None:
        """A programme, in place of what was said of it before."""
        row = {name: getattr(one, name) for name in Programme.__dataclass_fields__}
        with self._db.write() as connection:
            connection.execute(delete(programmes).where(programmes.c.name == one.name))
            values = {**row, "purposes": list(one.purposes), "at": at.isoformat()}
            connection.execute(insert(programmes).values(**values))

    def all(self) -> list[Programme]:
        """Every programme that was set up, by name."""
        with self._db.read() as connection:
            rows = connection.execute(select(programmes).order_by(programmes.c.name)).all()
        return [Programme(row.name, row.starts, row.ends, row.every_days, row.k, tuple(row.purposes)) for row in rows]

    def k(self) -> int:
        """The largest k that people of any programme were promised; 0 where none was set up."""
        return self._k.now()

    def write(self, program: str, name: str, body: str, *, edited: bool, day: date, at: datetime) -> Text:
        """A text's next version; the same words again are no new one."""
        before = self.texts(program).get(name)
        sha = hashlib.sha256(body.encode()).hexdigest()
        if before is not None and (before.sha256, before.edited) == (sha, edited):
            return before
        made = Text(program, name, before.version + 1 if before else 1, body, sha, day, edited)
        row = {field: getattr(made, field) for field in Text.__dataclass_fields__}
        with self._db.write() as connection:
            connection.execute(insert(programme_texts).values(**row, at=at.isoformat()))
        return made

    def texts(self, program: str) -> dict[str, Text]:
        """The newest version of each text of the programme, by name."""
        wanted = select(programme_texts).where(programme_texts.c.program == program).order_by(programme_texts.c.version)
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        fields = tuple(Text.__dataclass_fields__)
        return {row.name: Text(**{field: getattr(row, field) for field in fields}) for row in rows}


def _largest(connection: Connection) -> int:
    return connection.scalar(select(func.max(programmes.c.k))) or 0
