"""The two databases that homes of the tests are kept in, chosen by a test's parameter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from mentoring.store import Store
from tests.postgres import server

FILE = "upwell.db"


@dataclass(frozen=True)
class Databases:
    """Makes and copies databases of one kind; SQLite's lie in their home and are copied with it."""

    kind: str

    def make(self, home: Path) -> str:
        """The URL of an empty one."""
        return server().create() if self.kind == "postgresql" else f"sqlite:///{home / FILE}"

    @contextmanager
    def copy(self, url: str, home: Path) -> Iterator[str]:
        """The URL of a copy, for a home that was copied already; nobody may be connected to the first."""
        if self.kind == "sqlite":
            yield f"sqlite:///{home / FILE}"
            return
        mine = server().create(url)
        try:
            yield mine
        finally:
            server().drop(mine)

    def told(self, url: str, home: Path) -> dict[str, SecretStr]:
        """What settings of the home need to be told, which commands in other processes read in its upwell.toml."""
        if self.kind == "sqlite":
            return {}
        (home / "upwell.toml").write_text(f'database_url = "{url}"\n')
        return {"database_url": SecretStr(url)}


def files_below(home: Path) -> bytes:
    """The bytes of every file of a home."""
    return b"".join(file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file())


def bytes_on_disk(store: Store, home: Path) -> bytes:
    """All that is kept of a home: its files and, on PostgreSQL, those of its database and the server's log."""
    name = str(store.database.url.database)
    beside = [] if store.database.is_sqlite else server().files_of(name)
    return files_below(home) + b"".join(file.read_bytes() for file in beside)
