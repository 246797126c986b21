"""PostgreSQL: writers take turns as they do on SQLite, one process owns a home, and deleted rows are written out.

PostgreSQL keeps a deleted row until its table is rewritten, and every row in its write-ahead log until the segment is
reused. An erasure therefore rewrites the tables that rows can leave, once nothing makes the server keep the old rows
any more, and then moves the log on. What the server's settings, replicas, archives and snapshots keep is out of reach:
NOT_COVERED says so, and stands in the receipt.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from mentoring.errors import BadInput, HomeBusy, Misconfigured

BUSY_SECONDS = 30
_UPWELL, _WRITER, _OWNER = 1970304876, 1, 2
"""Names of advisory locks: "upwl" in ASCII, and what is locked. They hold within one database."""
NOT_COVERED = (
    "PostgreSQL's own log, replicas, archives and snapshots: this database's tables were rewritten and scanned row by "
    "row; what the server keeps beside them is its operator's to erase (docs/postgresql.md)",
)
_OWNED = "Another service owns this PostgreSQL database: stop it first, or join it as `upwell worker`."
_READ_WITHOUT_END = (
    "The database is being read without end, or the server keeps deleted rows for a transaction that was left open or "
    "for a replication slot: end it and try again (docs/postgresql.md)."
)
_LOCKED = "The database is locked by another process: wait for it or stop it."
_AWAY = "PostgreSQL does not answer: look at the server, and try again."
_UNFIT = "Something in this holds a sign or a number that PostgreSQL cannot keep: take it out and try again."
_LIVING = (
    "SELECT schemaname, tablename FROM pg_tables "
    "WHERE schemaname = ANY (current_schemas(false)) OR schemaname = 'upwell_jobs' ORDER BY 1, 2"
)
"""A home's tables stand wherever its role makes tables (`public`, or a schema of the role's own), and those of the
engine that hands work to workers in theirs."""
_KEEPING_OLD_ROWS = (
    "SELECT count(*) FROM ("
    "SELECT backend_xid AS since FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
    "UNION ALL SELECT backend_xmin FROM pg_stat_activity "
    "WHERE pid <> pg_backend_pid() AND coalesce(datname, current_database()) = current_database() "
    "UNION ALL SELECT transaction FROM pg_prepared_xacts "
    "UNION ALL SELECT xmin FROM pg_replication_slots UNION ALL SELECT catalog_xmin FROM pg_replication_slots"
    ") AS held WHERE since IS NOT NULL AND age(since) > age(%s::text::xid)"
)
"""Whatever is older than a transaction keeps the rows that it deleted, in a table that is rewritten too: readers, open
transactions (in other databases as well: our own rewriting must suppose that they read), prepared ones, slots."""
_IS_OWNER = "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"


def engine_for(url: URL) -> Engine:
    """An engine whose writers wait for each other; reads see one state of the database."""
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=10)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _in_a_sentence)
    return engine


def reader(engine: Engine) -> Engine:
    """The same, for reading: every statement of a transaction sees the same state."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def check(engine: Engine) -> str:
    """The server's version; Misconfigured where it does not answer, cannot keep every script or cannot forget."""
    try:
        with engine.connect() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
            version = connection.exec_driver_sql("SHOW server_version").scalar()
            is_owner = connection.exec_driver_sql(_IS_OWNER).scalar()
    except (OperationalError, HomeBusy):
        place = f"{engine.url.host or 'the local socket'}, database {engine.url.database}"
        raise Misconfigured(
            f"PostgreSQL does not answer or refuses the sign-in ({place}): check UPWELL_DATABASE_URL and the server."
        ) from None
    if encoding != "UTF8":
        raise Misconfigured("The PostgreSQL database is not in UTF8: create it with ENCODING 'UTF8'.")
    if not is_owner:  # nobody else may rewrite the planner's statistics, which hold samples of every column
        raise Misconfigured(
            "The PostgreSQL role does not own its database, so erased words would stay in the planner's statistics: "
            f'ALTER DATABASE "{engine.url.database}" OWNER TO "{engine.url.username}".'
        )
    return f"PostgreSQL {version}"


class Ownership:
    """The one owner of a database, as long as its connection lives; taken anew where the connection was lost."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._guard = threading.Lock()
        self._held: Any = None
        self.hold()

    def hold(self) -> None:
        """HomeBusy where another process owns this database."""
        with self._guard:
            if self._held is not None and self._answers():
                return
            places, options = self._engine.dialect.create_connect_args(self._engine.url)
            self._held = self._engine.dialect.connect(*places, **options)  # outside the pool: it lives as long as we
            self._held.autocommit = True
            taken = self._held.execute("SELECT pg_try_advisory_lock(%s, %s)", (_UPWELL, _OWNER)).fetchone()
            if not taken[0]:
                self.release()
                raise HomeBusy(_OWNED)

    def release(self) -> None:
        """Let the next owner in."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def _answers(self) -> bool:
        import psycopg

        try:
            self._held.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True


def rewrite(engine: Engine, *, patience: float = BUSY_SECONDS) -> None:
    """Write every table anew that rows can leave, when nothing needs their deleted rows, and move the log on."""
    import psycopg

    with closing(engine.raw_connection()) as raw:
        connection: Any = raw.driver_connection
        connection.rollback()
        connection.autocommit = True
        try:
            connection.execute(f"SET lock_timeout = {int(patience * 1000)}")
            _await_others(connection, patience)
            for schema, table in connection.execute(_LIVING).fetchall():
                connection.execute(f'VACUUM (FULL, ANALYZE) "{schema}"."{table}"')
            connection.execute("VACUUM (FULL) pg_catalog.pg_statistic")  # the planner keeps samples of columns
            _move_log_on(connection)
        except psycopg.errors.LockNotAvailable:
            raise HomeBusy(_READ_WITHOUT_END) from None
        finally:
            connection.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
            connection.autocommit = False


def contents(engine: Engine) -> Iterator[bytes]:
    """All rows of all tables of this home as the server stores them, in pieces of some MB."""
    with closing(engine.raw_connection()) as raw:
        connection: Any = raw.driver_connection
        tables = connection.execute(_LIVING).fetchall()
        for schema, table in tables:
            with connection.cursor() as cursor:
                yield from _rows_of(cursor, f'COPY "{schema}"."{table}" TO STDOUT (FORMAT binary)')
        connection.rollback()


def _rows_of(cursor: Any, statement: str) -> Iterator[bytes]:
    gathered: list[bytes] = []
    size = 0
    with cursor.copy(statement) as rows:
        for row in rows:
            gathered.append(bytes(row))
            size += len(row)
            if size > 1 << 22:  # cut between rows, so no window of a value is cut
                yield b"".join(gathered)
                gathered, size = [], 0
    yield b"".join(gathered)


def _await_others(connection: Any, patience: float) -> None:
    """A table that is rewritten while something older stands open keeps what was deleted."""
    now = connection.execute("SELECT txid_current() & 4294967295").fetchone()[0]
    until = time.monotonic() + patience
    while connection.execute(_KEEPING_OLD_ROWS, (str(now),)).fetchone()[0]:
        if time.monotonic() > until:
            raise HomeBusy(_READ_WITHOUT_END)
        time.sleep(0.05)


def _move_log_on(connection: Any) -> None:
    """Begin a new segment and a checkpoint, after which the server may drop the older ones; where it lets us."""
    import psycopg

    for statement in ("SELECT pg_switch_wal()", "CHECKPOINT"):
        with suppress(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


def _prepare(dbapi_connection: Any, _record: object) -> None:
    with dbapi_connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
    dbapi_connection.commit()


def _begin(connection: Connection) -> None:
    # One writer at a time, as on SQLite: what a transaction read before it writes is still so when it writes.
    if not connection.get_execution_options().get("upwell_write"):
        return
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s, %s)", (_UPWELL, _WRITER))


def _in_a_sentence(context: ExceptionContext) -> None:
    """What the server says of itself, or of a value, as our own errors: its words may quote what was asked."""
    import psycopg

    problem = context.original_exception
    if context.is_pre_ping:  # the pool connects anew by itself
        return
    if isinstance(problem, psycopg.errors.LockNotAvailable):
        raise HomeBusy(_LOCKED)
    if context.is_disconnect or (context.connection is None and isinstance(problem, psycopg.OperationalError)):
        raise HomeBusy(_AWAY)
    if isinstance(problem, psycopg.DataError):
        raise BadInput(_UNFIT)
