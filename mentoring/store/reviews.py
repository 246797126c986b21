"""What reviewers did to items: decisions, edits, owners and dates, begun, done, effects, comments. Acts can be undone.

The engine's own words and what was said of owner and date stay in the item: an act lies over them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select

from mentoring.records import Owner
from mentoring.store.database import Database
from mentoring.store.tables import items
from mentoring.store.tables_review import reviews

Kind = Literal["decide", "edit", "assign", "begin", "done", "effect", "delegate", "comment"]
UNDOABLE: tuple[Kind, ...] = ("decide", "edit", "assign", "begin", "done", "effect", "delegate")
UNDO_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a reviewer did."""

    seq: int
    item_id: str
    kind: Kind
    value: Mapping[str, Any]
    by_ref: str | None
    """None: the operator."""
    at: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What holds of one item after all acts."""

    text: str | None = None
    """A reviewer's words in place of the engine's."""
    owner: Owner | None = None
    due: date | None = None
    assigned: bool = False
    """Owner and date were set by a reviewer; the date may be none."""
    begun_on: str | None = None
    effect_words: str | None = None
    """What came of it, once it was done."""
    done_on: str | None = None
    done_words: str | None = None
    handed_to: Literal["lead", "executive"] | None = None
    comments: tuple[Act, ...] = ()


class Reviews:
    """Keeps the acts of reviewers."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, item_id: str, kind: Kind, value: Mapping[str, Any], by_ref: str | None, at: datetime) -> None:
        """One more act."""
        row = {"item_id": item_id, "kind": kind, "value": json.dumps(value, ensure_ascii=False), "by_ref": by_ref}
        with self._db.write() as connection:
            connection.execute(insert(reviews).values(**row, at=at.isoformat()))

    def all(self) -> dict[str, Reviewed]:
        """What holds of every item somebody did something to, by id."""
        acts: dict[str, list[Act]] = {}
        with self._db.read() as connection:
            # what was decided stands with the item
            for row in connection.execute(select(reviews).where(reviews.c.kind != "decide").order_by(reviews.c.seq)):
                acts.setdefault(row.item_id, []).append(_act(row))
        return {item_id: _folded(found) for item_id, found in acts.items()}

    def latest(self, by_ref: str | None) -> list[Act]:
        """The last acts of one reviewer that can be undone, newest first, ten at most."""
        mine = reviews.c.by_ref.is_(None) if by_ref is None else reviews.c.by_ref == by_ref
        wanted = select(reviews).where(mine, reviews.c.kind.in_(UNDOABLE)).order_by(reviews.c.seq.desc())
        with self._db.read() as connection:
            return [_act(row) for row in connection.execute(wanted.limit(UNDO_DEPTH))]

    def take_back(self, act: Act) -> Act | None:
        """Remove an act; the one of its kind and item that holds again, if there is one."""
        before = select(reviews).where(reviews.c.item_id == act.item_id, reviews.c.kind == act.kind)
        with self._db.write() as connection:
            connection.execute(delete(reviews).where(reviews.c.seq == act.seq))
            row = connection.execute(before.order_by(reviews.c.seq.desc()).limit(1)).one_or_none()
        return None if row is None else _act(row)

    def drop_edits(self, item_id: str) -> None:
        """Others' words for an item go: its mentor has said which hold."""
        with self._db.write() as connection:
            connection.execute(delete(reviews).where(reviews.c.item_id == item_id, reviews.c.kind == "edit"))


def acts_of(connection: Connection, note_id: str) -> list[dict[str, Any]]:
    """Rows of the acts on a note's items, to be put back after the items were made anew."""
    wanted = select(reviews).join(items, items.c.id == reviews.c.item_id).where(items.c.note_id == note_id)
    return [dict(row) for row in connection.execute(wanted).mappings()]


def put_back(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Acts on items that exist and have lost theirs."""
    wanted = {row["item_id"] for row in rows}
    alive = set(connection.scalars(select(items.c.id).where(items.c.id.in_(wanted))))
    kept = set(connection.scalars(select(reviews.c.seq).where(reviews.c.item_id.in_(wanted))))
    lost = [dict(row) for row in rows if row["item_id"] in alive and row["seq"] not in kept]
    if lost:
        connection.execute(insert(reviews), lost)


def texts_of(connection: Connection, item_ids: Iterable[str]) -> list[str]:
    """Everything reviewers wrote on these items: what a scan looks for after they went."""
    values = connection.scalars(select(reviews.c.value).where(reviews.c.item_id.in_(list(item_ids))))
    found = (json.loads(value) for value in values)
    return [text for value in found for name in ("text", "words") if (text := value.get(name))]


def _act(row: Row[Any]) -> Act:
    return Act(row.seq, row.item_id, row.kind, json.loads(row.value), row.by_ref, row.at)


def _folded(acts: Sequence[Act]) -> Reviewed:
    last = {act.kind: act for act in acts}
    assigned = last["assign"].value if "assign" in last else {}
    done = last.get("done")
    return Reviewed(
        text=last["edit"].value["text"] if "edit" in last else None,
        owner=assigned.get("owner"),
        due=date.fromisoformat(assigned["due"]) if assigned.get("due") else None,
        assigned="assign" in last,
        begun_on=last["begin"].at if "begin" in last else None,
        effect_words=last["effect"].value["words"] if "effect" in last else None,
        done_on=done.at if done else None,
        done_words=done.value.get("words") if done else None,
        handed_to=last["delegate"].value["to"] if "delegate" in last else None,
        comments=tuple(act for act in acts if act.kind == "comment"),
    )
