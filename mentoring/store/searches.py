"""Searches kept by their owner, sealed under the home's key; nobody else reads or drops them."""

from __future__ import annotations

import os
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select

from mentoring.store.database import Database
from mentoring.store.keys import Keys
from mentoring.store.tables_search import kept_searches


class Searches:
    """The kept searches of this home."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._db = database
        self._keys = keys

    def keep(self, owner_ref: str | None, body: str, at: datetime) -> str:
        """Keep one; returns its opaque id, "s" + 16 hex."""
        made = "s" + os.urandom(8).hex()
        row = {"id": made, "owner_ref": owner_ref, "sealed": self._keys.seal(body.encode(), f"search:{made}")}
        with self._db.write() as connection:
            connection.execute(insert(kept_searches).values(**row, at=at.isoformat()))
        return made

    def of(self, owner_ref: str | None) -> list[tuple[str, str]]:
        """(id, body) of one owner's, oldest first."""
        wanted = select(kept_searches).where(_owned(owner_ref)).order_by(kept_searches.c.at, kept_searches.c.id)
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        return [(row.id, self._keys.unseal(row.sealed, f"search:{row.id}").decode()) for row in rows]

    def forget(self, owner_ref: str | None, id_: str) -> bool:
        """Drop one of this owner's; whether there was one."""
        with self._db.write() as connection:
            gone = connection.execute(delete(kept_searches).where(kept_searches.c.id == id_, _owned(owner_ref)))
        return gone.rowcount == 1


def _owned(owner_ref: str | None) -> ColumnElement[bool]:
    return kept_searches.c.owner_ref.is_(None) if owner_ref is None else kept_searches.c.owner_ref == owner_ref
