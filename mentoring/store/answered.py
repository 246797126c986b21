"""What each of a pair answered: pulses and surveys, sealed under her own key of that programme; and meetings.

Destroying the key, as a withdrawal does, leaves nothing of an answer; a row whose key is gone is not read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, delete, insert, select, update

from mentoring.programme.rhythm import Meeting, Pulse
from mentoring.programme.surveys import Answers, Side, Wave
from mentoring.store.database import Database
from mentoring.store.keys import seal, unseal
from mentoring.store.subjects import Subjects
from mentoring.store.tables_programme import meetings, pulses, surveys

Place = tuple[str, str, Side]
"""(programme, pair, side)."""
_NOTHING: Mapping[str, Any] = {"scores": {}, "comment": ""}
"""What lies where answers were taken back."""


class Answered:
    """Keeps meetings without a note, pulses and survey answers."""

    def __init__(self, database: Database, subjects: Subjects) -> None:
        self._db = database
        self._subjects = subjects

    def meet(self, one: Meeting, at: datetime) -> None:
        """A session that was held or called off; the last word of a day holds."""
        here = [meetings.c[name] == getattr(one, name) for name in ("program", "pair", "day")]
        row = {"program": one.program, "pair": one.pair, "day": one.day, "held": one.held, "at": at.isoformat()}
        with self._db.write() as connection:
            connection.execute(delete(meetings).where(*here))
            connection.execute(insert(meetings).values(**row))

    def meetings(self) -> list[Meeting]:
        """All that were told of, by day."""
        with self._db.read() as connection:
            rows = connection.execute(select(meetings).order_by(meetings.c.day)).all()
        return [Meeting(row.program, row.pair, row.day, row.held) for row in rows]

    def feel(self, one: Pulse, at: datetime) -> None:
        """Her two answers about one session; the last ones hold."""
        self._put(pulses, one, {"worth": one.worth, "open": one.open}, {"day": one.day}, at)

    def pulses(self) -> list[Pulse]:
        """All whose key lives, by day."""
        return [
            Pulse(row.program, row.pair, row.role, row.person_ref, row.day, said["worth"], said["open"])
            for row, said in self._opened(pulses)
        ]

    def answer(self, one: Answers, at: datetime) -> bool:
        """One wave of one person, in place of what she said before; False if she said the same."""
        said = {"scores": dict(one.scores), "comment": one.comment}
        if any(known == said for _, known in self._opened(surveys, _of(*one.place, one.wave))):
            return False
        self._put(surveys, one, said, {"wave": one.wave}, at)
        return True

    def take_back(self, one: Answers, at: datetime) -> None:
        """Her answers of one wave go; that she took them back stays, so that no older file brings them in again."""
        self._put(surveys, one, _NOTHING, {"wave": one.wave}, at)

    def last_word(self, place: Place, wave: Wave) -> tuple[date, bool] | None:
        """On which day somebody last answered or took it back, and whether answers stand; None: neither yet."""
        found = self._opened(surveys, _of(*place, wave))
        return (found[0][0].day, found[0][1] != _NOTHING) if found else None

    def surveys(self) -> list[Answers]:
        """All whose key lives, in the order in which they came."""
        return [
            Answers(
                row.program, row.pair, row.role, row.person_ref, row.wave, row.day, said["scores"], said["comment"],
                row.n,
            )
            for row, said in self._opened(surveys)
            if said != _NOTHING
        ]  # fmt: skip

    def _put(self, table: Table, one: Pulse | Answers, said: Any, where: Mapping[str, Any], at: datetime) -> None:
        place = {"program": one.program, "pair": one.pair, "role": one.role, **where}
        row = {**place, "person_ref": one.person_ref, "day": one.day, "at": at.isoformat()}
        here = [table.c[name] == value for name, value in place.items()]
        with self._db.write() as connection:
            key = self._subjects.key(one.person_ref, one.program)
            row["sealed"] = seal(key, json.dumps(said, ensure_ascii=False).encode(), _aad(table, one.pair, one.role))
            # Who said something else keeps her turn: batches of figures must not shift by a person.
            if connection.execute(update(table).where(*here).values(**row)).rowcount == 0:
                connection.execute(insert(table).values(**row))

    def _opened(self, table: Table, *where: ColumnElement[bool]) -> list[tuple[Row[Any], dict[str, Any]]]:
        with self._db.read() as connection:
            rows = connection.execute(select(table).where(*where).order_by(table.c.n)).all()
            keys = {program: self._subjects.all_keys(program) for program in {row.program for row in rows}}
        found = [(row, keys[row.program].get(row.person_ref)) for row in rows]
        return [
            (row, json.loads(unseal(key, row.sealed, _aad(table, row.pair, row.role))))
            for row, key in found
            if key is not None
        ]


def _of(program: str, pair: str, role: str, wave: str) -> ColumnElement[bool]:
    said = {"program": program, "pair": pair, "role": role, "wave": wave}
    return and_(*(surveys.c[name] == value for name, value in said.items()))


def _aad(table: Table, pair: str, role: str) -> str:
    return f"{table.name}:{pair}:{role}"


def days_held(notes: Collection[tuple[str, str, date]], told: Collection[Meeting]) -> dict[tuple[str, str], set[date]]:
    """(programme, pair) -> days of sessions, from stored notes and from what was told; a day called off was none."""
    found: dict[tuple[str, str], set[date]] = {}
    for program, pair, day in notes:
        found.setdefault((program, pair), set()).add(day)
    for one in told:
        if one.held:
            found.setdefault((one.program, one.pair), set()).add(one.day)
    return found
