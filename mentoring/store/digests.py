"""Digests as they were made for a week and an audience, and what each audience was last told of patterns."""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from mentoring.store.database import Database
from mentoring.store.tables import digests

TOLD = "told"
"""In place of a week: what an audience was last told of patterns, by whichever page. It sorts after every week."""


class Digests:
    """Keeps the last digest of each week and audience ("organisation" or a person's reference)."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def save(self, week: str, audience: str, body_json: str, at: datetime) -> None:
        """Keep one digest in place of an earlier one."""
        with self._db.write() as connection:
            connection.execute(delete(digests).where(digests.c.week == week, digests.c.audience == audience))
            connection.execute(insert(digests).values(week=week, audience=audience, body=body_json, at=at.isoformat()))

    def get(self, week: str, audience: str) -> str | None:
        """The digest's JSON, or None if none was made or it was erased."""
        wanted = select(digests.c.body).where(digests.c.week == week, digests.c.audience == audience)
        with self._db.read() as connection:
            return connection.scalar(wanted)

    def drop_item(self, item_id: str) -> int:
        """Take one item's words out of every digest that was kept; returns how many held it."""
        touched = 0
        with self._db.write() as connection:
            for row in connection.execute(select(digests)).all():
                body = json.loads(row.body)
                left = _without(body, item_id)
                if left != body:
                    self.save(
                        row.week, row.audience, json.dumps(left, ensure_ascii=False), datetime.fromisoformat(row.at)
                    )
                    touched += 1
        return touched

    def last(self, audience: str) -> str | None:
        """JSON of the audience's digest of the last ISO week, if any is kept."""
        wanted = (
            select(digests.c.body)
            .where(digests.c.audience == audience, digests.c.week != TOLD)
            .order_by(digests.c.week.desc())
            .limit(1)
        )
        with self._db.read() as connection:
            return connection.scalar(wanted)

    def before(self, week: str, audience: str, *, limit: int) -> list[str]:
        """JSON of the audience's last `limit` digests before that ISO week, oldest first."""
        wanted = (
            select(digests.c.body)
            .where(digests.c.audience == audience, digests.c.week < week, digests.c.week != TOLD)
            .order_by(digests.c.week.desc())
            .limit(limit)
        )
        with self._db.read() as connection:
            return list(reversed(connection.scalars(wanted).all()))


def forget_told(connection: Connection, gone: AbstractSet[str]) -> None:
    """Take out what was told of these patterns, or of others with these people behind them, and what they were told."""
    for row in connection.execute(select(digests).where(digests.c.week == TOLD)).all():
        told = json.loads(row.body)["told"]
        left = {
            pattern: one
            for pattern, one in told.items()
            if gone.isdisjoint({pattern, *(person for member in one["members"] for person in member)})
        }
        mine = digests.c.week == TOLD, digests.c.audience == row.audience
        if not gone.isdisjoint(people_of(row.audience)):
            connection.execute(delete(digests).where(*mine))
        elif left != told:
            body = json.dumps({"told": left, "of": sorted(left)})
            connection.execute(update(digests).where(*mine).values(body=body))


def people_of(audience: str) -> list[str]:
    """References in an audience's name: a reader's, and that of whoever acts for her."""
    return audience.split(" by ")


def _without(value: Any, item_id: str) -> Any:
    """The same JSON without list entries that are, or carry the id of, the item."""
    if isinstance(value, dict):
        return {key: _without(inner, item_id) for key, inner in value.items()}
    if isinstance(value, list):
        mine = [one for one in value if one != item_id and not (isinstance(one, dict) and one.get("id") == item_id)]
        return [_without(one, item_id) for one in mine]
    return value
