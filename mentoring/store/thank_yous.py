"""Thanks, sealed under the key of the mentor they go to: what a withdrawal destroys opens none of them any more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select

from mentoring.programme.credit import ThankYou
from mentoring.store.database import Database
from mentoring.store.keys import seal, unseal
from mentoring.store.subjects import Subjects
from mentoring.store.tables_credit import thanks


class ThankYous:
    """Keeps one thank-you a person and item: the last one said."""

    def __init__(self, database: Database, subjects: Subjects) -> None:
        self._db = database
        self._subjects = subjects

    def say(self, one: ThankYou, at: datetime) -> None:
        """In place of what the same person said before."""
        fields = ("item_id", "note_id", "program", "mentor_ref", "by_ref", "day")
        row = {**{name: getattr(one, name) for name in fields}, "said_by": one.by, "at": at.isoformat()}
        with self._db.write() as connection:
            key = self._subjects.key(one.mentor_ref, one.program)
            connection.execute(delete(thanks).where(_hers(one.item_id, one.by_ref)))
            sealed = seal(key, one.words.encode(), _aad(one.item_id))
            connection.execute(insert(thanks).values(**row, sealed=sealed))

    def take_back(self, item_id: str, by_ref: str | None) -> bool:
        """Whether there was one."""
        with self._db.write() as connection:
            return connection.execute(delete(thanks).where(_hers(item_id, by_ref))).rowcount > 0

    def said_by(self, by_ref: str | None) -> list[ThankYou]:
        """What one person said, oldest first; None: the operator."""
        return self._opened(_whose(by_ref))

    def said_to(self, mentor_ref: str) -> list[ThankYou]:
        """What one mentor received, oldest first."""
        return self._opened(thanks.c.mentor_ref == mentor_ref)

    def _opened(self, wanted: ColumnElement[bool]) -> list[ThankYou]:
        """Those whose key lives."""
        with self._db.read() as connection:
            rows = connection.execute(select(thanks).where(wanted).order_by(thanks.c.n)).all()
            keys = {program: self._subjects.all_keys(program) for program in {row.program for row in rows}}
        return [
            ThankYou(
                row.item_id, row.note_id, row.program, row.mentor_ref, row.by_ref, row.said_by, row.day,
                unseal(key, row.sealed, _aad(row.item_id)).decode(),
            )
            for row in rows
            if (key := keys[row.program].get(row.mentor_ref)) is not None
        ]  # fmt: skip

    def forget(self, by_ref: str) -> None:
        """Whatever somebody said who is no longer known."""
        with self._db.write() as connection:
            connection.execute(delete(thanks).where(thanks.c.by_ref == by_ref))


def _hers(item_id: str, by_ref: str | None) -> ColumnElement[bool]:
    return (thanks.c.item_id == item_id) & _whose(by_ref)


def _whose(by_ref: str | None) -> ColumnElement[bool]:
    return thanks.c.by_ref.is_(None) if by_ref is None else thanks.c.by_ref == by_ref


def _aad(item_id: str) -> str:
    return f"thanks:{item_id}"
