"""The one door to the database: SQLite by default, PostgreSQL by URL; transactions mean the same on both.

Writers take turns, readers see one state, and what is deleted can be made to leave what the database keeps
(sqlite.py, postgres.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from mentoring.errors import Misconfigured
from mentoring.store import postgres, sqlite
from mentoring.store.state import Snapshot, State


class Database:
    """Transactions on one database; inside `write` a further `write` or `read` joins the open one."""

    def __init__(self, url: str) -> None:
        try:
            self.url: URL = make_url(url)
            self.is_sqlite = self.url.get_backend_name() == "sqlite"
            """Whether this is SQLite; else PostgreSQL."""
            self.engine = (sqlite if self.is_sqlite else postgres).engine_for(self.url)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError):
            raise Misconfigured(
                "The database URL cannot be used: write sqlite:///FILE or postgresql://USER@HOST/NAME "
                "(the latter needs `pip install 'upwell[scale]'`)."
            ) from None
        if not self.is_sqlite and self.engine.driver != "psycopg":
            raise Misconfigured(
                "The database URL cannot be used: PostgreSQL is reached as postgresql://USER@HOST/NAME."
            )
        self._reader = self.engine if self.is_sqlite else postgres.reader(self.engine)
        self._writer = self.engine.execution_options(upwell_write=True)
        self._owner: postgres.Ownership | None = None
        self._state = State(self._reader)
        self._open: ContextVar[Connection | None] = ContextVar("open_transaction", default=None)
        self._reading: ContextVar[Snapshot | None] = ContextVar("open_reading", default=None)
        self._after: ContextVar[list[Callable[[], None]] | None] = ContextVar("after_commit", default=None)
        self._read: ContextVar[list[Callable[[], None]] | None] = ContextVar("after_reading", default=None)

    @property
    def not_covered(self) -> tuple[str, ...]:
        """What an erasure cannot reach, in sentences for its receipt."""
        return () if self.is_sqlite else postgres.NOT_COVERED

    def check(self) -> str:
        """Which database this is; Misconfigured where a server does not answer. SQLite shows at its first use."""
        return f"SQLite {sqlite.VERSION}" if self.is_sqlite else postgres.check(self.engine)

    def own(self) -> None:
        """Become the owner of this database until `close`; HomeBusy where there is one. SQLite: the home's lock."""
        if not self.is_sqlite:
            self._owner = postgres.Ownership(self.engine)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading one consistent state."""
        joined, reading = self._open.get(), self._reading.get()
        if joined is not None:
            yield joined
        elif reading is not None:
            yield reading.connection
        else:
            with self._reader.connect() as connection:
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """All that is read inside is read of one state, on one connection. Nothing is written inside."""
        joined, reading = self._open.get(), self._reading.get()
        if joined is not None:
            yield Snapshot(joined, self._state.of_writer(joined))
        elif reading is not None:
            yield reading
        else:
            after: list[Callable[[], None]] = []
            with self._state.pinned() as snapshot:
                token, read_token = self._reading.set(snapshot), self._read.set(after)
                try:
                    yield snapshot
                finally:
                    self._reading.reset(token)
                    self._read.reset(read_token)
            for step in after:
                step()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """All of the block or nothing of it."""
        joined = self._open.get()
        if joined is not None:
            yield joined
            return
        if self._reading.get() is not None:
            raise RuntimeError("what is written inside `reading` could not be read there: write after it")
        if self._owner is not None:
            self._owner.hold()
        after: list[Callable[[], None]] = []
        with self._writer.connect() as connection:
            open_token, after_token = self._open.set(connection), self._after.set(after)
            try:
                with connection.begin():
                    self._state.begin_write(connection)
                    yield connection
            finally:
                self._open.reset(open_token)
                self._after.reset(after_token)
        for step in after:
            step()

    def after_commit(self, step: Callable[[], None]) -> None:
        """Run `step` once the open transaction is on disk, and once only; never if it is rolled back."""
        waiting = self._after.get()
        if waiting is None:
            raise RuntimeError("after_commit needs an open transaction")
        if step not in waiting:
            waiting.append(step)

    def after_reading(self, step: Callable[[], None]) -> None:
        """Run `step`, which may write: at once, or where `reading` is open at its end; never if that fails."""
        waiting = self._read.get()
        if waiting is None or self._open.get() is not None:
            step()
        else:
            waiting.append(step)

    def truncate_log(self, *, patience: float = sqlite.BUSY_SECONDS, insist: bool = True) -> None:
        """Empty SQLite's write-ahead log; a server's log is its own (see `forget_deleted`)."""
        if self.is_sqlite:
            sqlite.truncate_log(self.engine, patience=patience, insist=insist)

    def forget_deleted(self) -> None:
        """Nothing of deleted rows stays in the tables, nor in SQLite's log."""
        if self.is_sqlite:
            sqlite.truncate_log(self.engine)
        else:
            postgres.rewrite(self.engine)

    def compact(self) -> None:
        """Write the whole database anew, which leaves no free space with old bytes in it."""
        if self.is_sqlite:
            sqlite.compact(self.engine)
        else:
            postgres.rewrite(self.engine)

    def files(self) -> list[Path]:
        """SQLite's files with something in them; none where a server keeps the rows."""
        if not self.is_sqlite or self.url.database in (None, "", ":memory:"):
            return []
        stem = Path(str(self.url.database))
        return [file for file in (stem, stem.with_name(stem.name + "-wal")) if file.exists() and file.stat().st_size]

    def contents(self) -> Iterator[bytes]:
        """What a server keeps for this home, row by row; SQLite's files are scanned with the home's."""
        if not self.is_sqlite:
            yield from postgres.contents(self.engine)

    def close(self) -> None:
        """Give all connections back."""
        if self._owner is not None:
            self._owner.release()
        self._state.close()
        self.engine.dispose()
