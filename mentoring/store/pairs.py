"""Pairs with their charters and goals, and which items a pair says bear on a goal."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from mentoring.programme.pairs import Charter, Goal, GoalStatus, Pair, Tie
from mentoring.store.database import Database
from mentoring.store.tables_programme import goal_items, goals, pairs

_CHARTER = tuple(Charter.__dataclass_fields__)
Key = tuple[str, str]
"""(programme, pair)."""


class Pairs:
    """The pairs this home knows; whether one may be read is for `mentoring.consent` to say, at the moment of use."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, one: Pair, at: datetime) -> None:
        """A pair, or its charter as it is agreed on now. Other people in it are another pair: that one begins anew."""
        said = {name: getattr(one.charter, name) for name in _CHARTER}
        with self._db.write() as connection:
            known = connection.execute(select(pairs).where(_is(one.key))).one_or_none()
            if known is not None and (known.mentor_ref, known.mentee_ref) != (one.mentor_ref, one.mentee_ref):
                connection.execute(delete(pairs).where(_is(one.key)))
                known = None
            if known is None:
                who = {"mentor_ref": one.mentor_ref, "mentee_ref": one.mentee_ref, "made_on": one.made_on}
                row = {"program": one.program, "pair": one.pair, **who, **said, "at": at.isoformat()}
                connection.execute(insert(pairs).values(**row))
            else:
                connection.execute(update(pairs).where(_is(one.key)).values(**said, at=at.isoformat()))

    def all(self) -> list[Pair]:
        """Every pair, by programme and name."""
        with self._db.read() as connection:
            rows = connection.execute(select(pairs).order_by(pairs.c.program, pairs.c.pair)).all()
        return [_pair(row) for row in rows]

    def goals(self, keys: Collection[Key]) -> dict[Key, list[Goal]]:
        """Goals of these pairs, in the order in which they were set."""
        found: dict[Key, list[Goal]] = {key: [] for key in keys}
        with self._db.read() as connection:
            for row in connection.execute(select(goals).order_by(goals.c.n)):
                if (row.program, row.pair) in found:
                    found[row.program, row.pair].append(_goal(row))
        return found

    def set_goal(self, one: Goal, on: date, at: datetime) -> str:
        """Keep a goal; returns its opaque id, "o" + 12 hex. The same words of the same pair are the same goal."""
        values = {name: getattr(one, name) for name in ("text", "baseline", "target", "measure", "status")}
        same = goals.c.id == one.id if one.id else _same_words(one)
        with self._db.write() as connection:
            known: str | None = connection.scalar(select(goals.c.id).where(same))
            if known is not None:
                connection.execute(update(goals).where(goals.c.id == known).values(**values, at=at.isoformat()))
                return known
            made = "o" + os.urandom(6).hex()
            row = {"id": made, "program": one.program, "pair": one.pair, "set_on": on, "at": at.isoformat()}
            connection.execute(insert(goals).values(**row, **values))
        return made

    def drop_goal(self, goal_id: str) -> None:
        """A goal goes with what was said to bear on it."""
        with self._db.write() as connection:
            connection.execute(delete(goals).where(goals.c.id == goal_id))

    def tie(self, one: Tie, at: datetime) -> None:
        """A pair's last word on one item and one goal."""
        here = goal_items.c.goal_id == one.goal_id, goal_items.c.item_id == one.item_id
        with self._db.write() as connection:
            connection.execute(delete(goal_items).where(*here))
            row = {"goal_id": one.goal_id, "item_id": one.item_id, "fits": one.fits}
            connection.execute(insert(goal_items).values(**row, at=at.isoformat()))

    def ties(self, goal_ids: Sequence[str]) -> list[Tie]:
        """What was said of these goals."""
        wanted = select(goal_items).where(goal_items.c.goal_id.in_(goal_ids))
        with self._db.read() as connection:
            return [Tie(row.goal_id, row.item_id, row.fits) for row in connection.execute(wanted)]


def _is(key: Key) -> Any:
    return (pairs.c.program == key[0]) & (pairs.c.pair == key[1])


def _same_words(one: Goal) -> Any:
    here = (goals.c.program == one.program) & (goals.c.pair == one.pair)
    return here & (func.lower(goals.c.text) == one.text.lower())


def _pair(row: Row[Any]) -> Pair:
    charter = Charter(**{name: getattr(row, name) for name in _CHARTER})
    return Pair(row.program, row.pair, row.mentor_ref, row.mentee_ref, charter, row.made_on)


def _goal(row: Row[Any]) -> Goal:
    status: GoalStatus = row.status
    said = (row.text, row.baseline, row.target, row.measure)
    return Goal(row.id, row.program, row.pair, *said, status, row.set_on)
