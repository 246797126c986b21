"""Answers of a model, kept by note so that an erasure finds them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from mentoring.store.database import Database
from mentoring.store.tables import answers


class Answers:
    """A cache keyed by whatever decides an answer: prompt sha, model, text sha."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, note_id: str, cache_key: str) -> str | None:
        """The answer given before, if any."""
        wanted = select(answers.c.answer).where(answers.c.note_id == note_id, answers.c.cache_key == cache_key)
        with self._db.read() as connection:
            return connection.scalar(wanted)

    def put(self, note_id: str, cache_key: str, answer: str, at: datetime) -> None:
        """Keep an answer in place of an earlier one."""
        same = answers.c.note_id == note_id, answers.c.cache_key == cache_key
        with self._db.write() as connection:
            connection.execute(delete(answers).where(*same))
            connection.execute(
                insert(answers).values(note_id=note_id, cache_key=cache_key, answer=answer, at=at.isoformat())
            )
