"""Digests as they were made for a week and an audience."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from mentoring.store.database import Database
from mentoring.store.tables import digests


class Digests:
    """Keeps the last digest of each week and audience ("organisation" or a person's reference)."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def save(self, week: str, audience: str, body_json: str, at: datetime) -> None:
        """Keep one digest in place of an earlier one."""
        with self._db.write() as connection:
            connection.execute(delete(digests).where(digests.c.week == week, digests.c.audience == audience))
            connection.execute(insert(digests).values(week=week, audience=audience, body=body_json, at=at.isoformat()))

    def get(self, week: str, audience: str) -> str | None:
        """The digest's JSON, or None if none was made or it was erased."""
        wanted = select(digests.c.body).where(digests.c.week == week, digests.c.audience == audience)
        with self._db.read() as connection:
            return connection.scalar(wanted)

    def latest_before(self, week: str, audience: str) -> tuple[str, str] | None:
        """(week, JSON) of the audience's last digest before that ISO week: what she was told already."""
        wanted = (
            select(digests.c.week, digests.c.body)
            .where(digests.c.audience == audience, digests.c.week < week)
            .order_by(digests.c.week.desc())
            .limit(1)
        )
        with self._db.read() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else (row.week, row.body)
