"""Answers kept for a day, so that a write that is sent twice is done once. Sealed; any erasure forgets them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from mentoring.store.database import Database
from mentoring.store.keys import Keys
from mentoring.store.tables_access import kept_answers

KEPT = timedelta(hours=24)
ABANDONED = timedelta(minutes=10)
"""A write that is still being done after this long was cut off: it may be tried again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a write: status 0 while it is being done."""

    request: str
    status: int
    body: bytes


class KeptAnswers:
    """Keys are hashed with the caller: nobody meets the answer of somebody else."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._db, self._keys = database, keys

    def begin(self, key: str, request: str, now: datetime) -> Kept | None:
        """What is known under this key, or None: then the write is the caller's to do, and is noted as begun."""
        request = self._keys.mac("idempotent-request", request.encode())
        key = self._key(key)
        with self._db.write() as connection:
            self._drop_old(now)
            row = connection.execute(select(kept_answers).where(kept_answers.c.key == key)).one_or_none()
            if row is not None:
                body = self._keys.unseal(row.sealed, f"answer:{key}") if row.sealed else b""
                return Kept("same" if row.request == request else "other", row.status, body)
            connection.execute(insert(kept_answers).values(key=key, request=request, status=0, at=now.isoformat()))
        return None

    def end(self, key: str, status: int, body: bytes) -> None:
        """Keep the answer of a write that was done; one that was refused may be tried again."""
        key = self._key(key)
        with self._db.write() as connection:
            if status >= 300:
                connection.execute(delete(kept_answers).where(kept_answers.c.key == key))
                return
            sealed = self._keys.seal(body, f"answer:{key}")
            connection.execute(
                update(kept_answers).where(kept_answers.c.key == key).values(status=status, sealed=sealed)
            )

    def _key(self, key: str) -> str:
        return self._keys.mac("idempotent", key.encode())

    def _drop_old(self, now: datetime) -> None:
        over = (kept_answers.c.at < (now - KEPT).isoformat()) | (
            (kept_answers.c.status == 0) & (kept_answers.c.at < (now - ABANDONED).isoformat())
        )
        with self._db.write() as connection:
            connection.execute(delete(kept_answers).where(over))
