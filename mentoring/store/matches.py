"""Accepted pairs that wait for both people's answer: two references, and why these two, sealed under both their keys.

Destroying either key leaves nothing of the reason. Somebody of whom nothing else is kept is forgotten with the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Row, delete, insert, select

from mentoring.consent.gate import ConsentGate
from mentoring.programme.matching import Match
from mentoring.store.consents import Consents
from mentoring.store.database import Database
from mentoring.store.keys import seal, unseal
from mentoring.store.people import People
from mentoring.store.subjects import OWN, Subjects
from mentoring.store.tables import notes
from mentoring.store.tables_matching import matches

WAIT = timedelta(days=90)
"""How long an accepted pair waits for two answers."""


class Matches:
    """The accepted pairs of this home; whether one may stay is asked of the consents at every expiry."""

    def __init__(self, database: Database, subjects: Subjects, people: People, consents: Consents) -> None:
        self._db = database
        self._subjects = subjects
        self._people = people
        self._consents = consents

    def keep(self, some: Sequence[Match], at: datetime) -> None:
        """Accepted pairs; their names are new in their programme."""
        with self._db.write() as connection:
            for one in some:
                sealed = one.rationale.encode()
                for ref in (one.mentor_ref, one.mentee_ref):
                    sealed = seal(self._subjects.key(ref, one.program), sealed, _aad(one.program, one.pair))
                row = {"program": one.program, "pair": one.pair, "mentor_ref": one.mentor_ref,
                       "mentee_ref": one.mentee_ref, "sealed": sealed, "made_on": one.made_on}  # fmt: skip
                connection.execute(insert(matches).values(**row, at=at.isoformat()))

    def all(self) -> list[Match]:
        """All whose two keys live, by programme and name."""
        with self._db.read() as connection:
            rows = connection.execute(select(matches).order_by(matches.c.program, matches.c.pair)).all()
            keys = {program: self._subjects.all_keys(program) for program in {row.program for row in rows}}
        found = [_opened(row, keys[row.program]) for row in rows]
        return [one for one in found if one is not None]

    def drop(self, one: Match) -> None:
        """An accepted pair goes; of whom nothing else is kept in that programme, nothing stays."""
        with self._db.write() as connection:
            connection.execute(delete(matches).where(matches.c.program == one.program, matches.c.pair == one.pair))
            for ref in (one.mentor_ref, one.mentee_ref):
                self.let_go(ref, one.program)

    def let_go(self, person_ref: str, program: str) -> int:
        """Destroy her key there unless a consent, a note or another match needs it; returns how many went."""
        if program not in self._subjects.scopes(person_ref) or self._needed(person_ref, program):
            return 0
        self._subjects.destroy(person_ref, program)
        if self._subjects.scopes(person_ref) == {OWN} and not self._people.on_roster(person_ref):
            self._people.forget(person_ref)
            self._subjects.destroy(person_ref, OWN)
            return 2
        return 1

    def _needed(self, person_ref: str, program: str) -> bool:
        if any((one.person_ref, one.program) == (person_ref, program) for one in self._consents.current()):
            return True
        with self._db.read() as connection:
            return any(
                connection.scalar(
                    select(table.c.program).where(
                        table.c.program == program,
                        (table.c.mentor_ref == person_ref) | (table.c.mentee_ref == person_ref),
                    )
                )
                for table in (matches, notes)
            )


def may_wait(row: Row[tuple[object, ...]], gate: ConsentGate) -> bool:
    """Whether the row may stay: both agreed, or the answers still out may yet come."""
    sides = (row.mentor_ref, "mentor"), (row.mentee_ref, "mentee")
    if all(gate.covers(ref, role, row.pair, row.program, gate.today) for ref, role in sides):
        return True
    return gate.today <= row.made_on + WAIT and all(
        gate.open_to(ref, role, row.pair, row.program) for ref, role in sides
    )


def _opened(row: Row[tuple[object, ...]], keys: dict[str, bytes]) -> Match | None:
    said = row.sealed
    for ref in (row.mentee_ref, row.mentor_ref):
        key = keys.get(ref)
        if key is None:
            return None
        said = unseal(key, said, _aad(row.program, row.pair))
    return Match(row.program, row.pair, row.mentor_ref, row.mentee_ref, said.decode(), row.made_on)


def _aad(program: str, pair: str) -> str:
    return f"match:{program}:{pair}"
