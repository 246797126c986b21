"""A home is not opened with another database than its notes are in: no withdrawal would reach them there.

The file upwell.db says that they are in the home itself; a mark beside it says that they are not. The audit log's head
beside the key says that there was something to find.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from mentoring.errors import Misconfigured
from mentoring.store import migrate
from mentoring.store.database import Database
from service.settings import Settings, in_home

_MARK = "store-elsewhere"
_IN_HOME = (
    "This home's notes are in its file upwell.db, where no withdrawal would reach them from another database: back "
    "them up without UPWELL_DATABASE_URL and restore them into a new home with it, or delete the file "
    "(docs/postgresql.md)."
)
_ELSEWHERE = (
    "This home's notes are in another database, where no withdrawal would reach them from here: set "
    "UPWELL_DATABASE_URL to it as before, or choose another UPWELL_HOME (docs/postgresql.md)."
)
_EMPTIED = (
    "This home was used, and nothing of it is in the database it is given: set UPWELL_DATABASE_URL as before, restore "
    "a backup into a new home, or choose another UPWELL_HOME to begin anew (docs/postgresql.md)."
)


def has_data(settings: Settings) -> bool:
    """Whether the home's database has been written to, so that only its key opens what is there."""
    if settings.database_url is None:
        return (settings.home / "upwell.db").exists()
    with closing(Database(settings.database)) as database:
        database.check()
        return migrate.revision(database) is not None


def left_behind(settings: Settings) -> str | None:
    """Where the notes are instead, and the way out; None: where they are looked for, or nowhere yet."""
    if settings.database != in_home(settings.home):
        return _IN_HOME if (settings.home / "upwell.db").is_file() else None
    return _ELSEWHERE if (settings.home / _MARK).is_file() else None


def require_not_left_behind(settings: Settings) -> None:
    """Misconfigured where they are elsewhere."""
    if said := left_behind(settings):
        raise Misconfigured(said)


def emptied(settings: Settings, head_file: Path) -> str | None:
    """The way out where the audit log at `head_file` had entries and the database was never written to; else None."""
    return _EMPTIED if head_file.is_file() and not has_data(settings) else None


def require_not_emptied(settings: Settings, head_file: Path) -> None:
    """Misconfigured where it is so: what another database holds would be forgotten, and its log's end with it."""
    if said := emptied(settings, head_file):
        raise Misconfigured(said)


def remember(settings: Settings) -> None:
    """That the notes are not in the home itself; which database holds them is a secret, and may change its name."""
    if settings.database != in_home(settings.home):
        (settings.home / _MARK).touch(mode=0o600)
