"""A home is not opened with another database than its notes are in: no withdrawal would reach them there.

The file upwell.db says that they are in the home itself; a mark beside it says that they are not.
"""

from __future__ import annotations

from mentoring.errors import Misconfigured
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


def left_behind(settings: Settings) -> str | None:
    """Where the notes are instead, and the way out; None: where they are looked for, or nowhere yet."""
    if settings.database != in_home(settings.home):
        return _IN_HOME if (settings.home / "upwell.db").is_file() else None
    return _ELSEWHERE if (settings.home / _MARK).is_file() else None


def require_not_left_behind(settings: Settings) -> None:
    """Misconfigured where they are elsewhere."""
    if said := left_behind(settings):
        raise Misconfigured(said)


def remember(settings: Settings) -> None:
    """That the notes are not in the home itself; which database holds them is a secret, and may change its name."""
    if settings.database != in_home(settings.home):
        (settings.home / _MARK).touch(mode=0o600)
