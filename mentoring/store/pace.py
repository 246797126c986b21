"""How often a model's endpoint may be asked, by all processes together: a row says when it is free again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from mentoring.store.database import Database
from mentoring.store.keys import Keys
from mentoring.store.tables_work import paces


class Pace:
    """Gives turns at even distances; a turn that was given is used or lost."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._db, self._keys = database, keys

    def turn(self, endpoint: str, per_minute: int, now: datetime) -> float:
        """Seconds to wait before the next request to the endpoint."""
        key, at = self._keys.mac("endpoint", endpoint.encode()), now.timestamp()
        with self._db.write() as connection:
            free_at = max(at, connection.scalar(select(paces.c.free_at).where(paces.c.endpoint == key)) or at)
            connection.execute(delete(paces).where(paces.c.endpoint == key))
            connection.execute(insert(paces).values(endpoint=key, free_at=free_at + 60 / per_minute))
        return free_at - at
