"""Which state of the database a reading saw, by a name that changes with whatever anybody commits.

SQLite: `PRAGMA data_version` of a connection that does nothing else: it differs as soon as another connection, of this
process or not, has committed. PostgreSQL: the snapshot of a REPEATABLE READ transaction: equal snapshots see the same
transactions. No row counts versions, so no way of writing can forget to, and writers do not wait for each other.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A connection that sees one state of the database."""

    connection: Connection
    state: str | None
    """The state's name; None where nobody else can be in it: something was written that is not committed."""


class State:
    """Names the states of one database; `engine`: for reading, on PostgreSQL with REPEATABLE READ."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._lock = threading.Lock()
        self._watch: Any = None

    @contextmanager
    def pinned(self) -> Iterator[Snapshot]:
        """A snapshot that stays as it is until the end of the block."""
        before = self._watched()
        with self._engine.connect() as connection:
            if not self._is_sqlite:
                yield Snapshot(connection, connection.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar())
                return
            connection.exec_driver_sql("SELECT 1 FROM meta LIMIT 1")  # the first read fixes what is seen
            after = self._watched()
            yield Snapshot(connection, after if before == after else None)

    def begin_write(self, connection: Connection) -> None:
        """Remember how much this connection had changed before the transaction that begins now."""
        connection.info["upwell_changes"] = _changes(connection) if self._is_sqlite else None

    def of_writer(self, connection: Connection) -> str | None:
        """The state a writing transaction sees, as long as it has changed nothing; it holds the lock meanwhile."""
        begun = connection.info.get("upwell_changes")
        return self._watched() if begun is not None and begun == _changes(connection) else None

    def close(self) -> None:
        """Let go of the connection that watches."""
        with self._lock:
            if self._watch is not None:
                self._watch.close()
                self._watch = None

    def _watched(self) -> str | None:
        if not self._is_sqlite:
            return None
        with self._lock:
            if self._watch is None:
                self._watch = self._engine.raw_connection()
                self._watch.detach()  # not one of the pool's: nobody else may use it, nor may it ever write
            cursor = self._watch.cursor()
            try:
                return str(cursor.execute("PRAGMA data_version").fetchone()[0])
            finally:
                cursor.close()


def _changes(connection: Connection) -> int:
    raw: Any = connection.connection.driver_connection
    changes: int = raw.total_changes
    return changes


class Kept(Generic[T]):
    """One thing read of the database, kept until anything at all is committed. Never words, never for one reader."""

    def __init__(self, reading: Callable[[], Any], load: Callable[[Connection], T]) -> None:
        self._reading, self._load = reading, load
        self._lock = threading.Lock()
        self._kept: tuple[str, T] | None = None

    def now(self) -> T:
        """As it is in the state that is being read; within a transaction that has written, read anew."""
        with self._reading() as snapshot:
            if snapshot.state is None:
                return self._load(snapshot.connection)
            with self._lock:  # whoever comes second finds what the first one reads
                if self._kept is None or self._kept[0] != snapshot.state:
                    self._kept = (snapshot.state, self._load(snapshot.connection))
                return self._kept[1]
