"""Rows of the programme that no consent covers any more: what an erasure takes besides notes.

An accepted match stands while it may wait for two answers, and as long as both agree. A pair with its charter, goals
and meetings stands while both consent to keep what concerns them; what one person answered stands while she does. A
session that one of the two took out is no meeting either.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, Row, delete, select

from mentoring.consent.gate import ConsentGate
from mentoring.store.database import Database
from mentoring.store.matches import may_wait
from mentoring.store.tables_matching import matches
from mentoring.store.tables_programme import goal_items, goals, meetings, pairs, pulses, surveys

Key = tuple[str, str]
Places = tuple[str | None, str | None]
"""(programme, pair) that somebody leaves; None: every one."""


@dataclass(frozen=True, slots=True)
class ProgrammeReach:
    """Rows that go."""

    pairs: tuple[Key, ...] = ()
    meetings: tuple[tuple[str, str, date], ...] = ()
    pulses: tuple[int, ...] = ()
    surveys: tuple[int, ...] = ()
    matches: tuple[int, ...] = ()
    matched: tuple[tuple[str, str], ...] = ()
    """(reference, programme) of everybody in these matches."""
    goals: int = 0
    texts: tuple[str, ...] = field(default=(), repr=False)
    """Words of charters and goals: what the scan looks for."""
    people: tuple[str, ...] = ()
    """Whose consent ended, a reference for each row."""

    def __bool__(self) -> bool:
        return bool(self.pairs or self.meetings or self.pulses or self.surveys or self.matches)

    @property
    def rows(self) -> int:
        """How many: pairs, goals, meetings, pulses, surveys and accepted matches."""
        return sum(map(len, (self.pairs, self.meetings, self.pulses, self.surveys, self.matches))) + self.goals


def uncovered_rows(
    database: Database, gate: ConsentGate, person_ref: str | None = None, leaves: Places | None = None
) -> ProgrammeReach:
    """What no consent covers now; `person_ref`: of that person's pairs and answers only.

    `leaves`: where she takes everything back, so that what only waited for her answer goes as well.
    """
    with database.read() as connection:
        gone, whose = _pairs(connection, gate, person_ref)
        texts, count = _words(connection, gone)
        accepted = _matches(connection, gate, person_ref, leaves)
        met = _meetings(connection, gate, person_ref)
        felt, felt_by = _answered(connection, "pulses", gate, person_ref)
        said, said_by = _answered(connection, "surveys", gate, person_ref)
    return ProgrammeReach(
        pairs=tuple(gone), meetings=tuple(met), pulses=tuple(felt), surveys=tuple(said), goals=count,
        matches=tuple(row.n for row in accepted),
        matched=tuple((ref, row.program) for row in accepted for ref in (row.mentor_ref, row.mentee_ref)),
        texts=tuple(texts), people=(*whose, *felt_by, *said_by, *(row.mentor_ref for row in accepted)),
    )  # fmt: skip


def remove_rows(connection: Connection, reach: ProgrammeReach, item_ids: Collection[str]) -> None:
    """Delete them; and what was said of items that go."""
    for program, pair in reach.pairs:
        connection.execute(delete(pairs).where(pairs.c.program == program, pairs.c.pair == pair))
    for program, pair, day in reach.meetings:
        here = meetings.c.program == program, meetings.c.pair == pair, meetings.c.day == day
        connection.execute(delete(meetings).where(*here))
    connection.execute(delete(matches).where(matches.c.n.in_(reach.matches)))
    connection.execute(delete(pulses).where(pulses.c.n.in_(reach.pulses)))
    connection.execute(delete(surveys).where(surveys.c.n.in_(reach.surveys)))
    connection.execute(delete(goal_items).where(goal_items.c.item_id.in_(list(item_ids))))


def _pairs(connection: Connection, gate: ConsentGate, person_ref: str | None) -> tuple[list[Key], list[str]]:
    gone, whose = [], []
    for row in connection.execute(select(pairs)):
        if person_ref not in (None, row.mentor_ref, row.mentee_ref):
            continue
        stands = {
            ref: gate.covers(ref, role, row.pair, row.program, row.made_on)
            for ref, role in ((row.mentor_ref, "mentor"), (row.mentee_ref, "mentee"))
        }
        if not all(stands.values()):
            gone.append((row.program, row.pair))
            whose.append(next(ref for ref, stays in stands.items() if not stays))
    return gone, whose


def _words(connection: Connection, gone: Collection[Key]) -> tuple[list[str], int]:
    charters = [row for row in connection.execute(select(pairs)) if (row.program, row.pair) in gone]
    aims = [row for row in connection.execute(select(goals)) if (row.program, row.pair) in gone]
    said = [text for row in charters for text in (row.project, row.ground_rules, row.rationale)]
    said += [text for row in aims for text in (row.text, row.baseline, row.target, row.measure)]
    return [text for text in said if text], len(aims)


def _matches(
    connection: Connection, gate: ConsentGate, person_ref: str | None, leaves: Places | None
) -> list[Row[tuple[object, ...]]]:
    rows = connection.execute(select(matches)).all()
    hers = [row for row in rows if person_ref in (None, row.mentor_ref, row.mentee_ref)]
    left = [row for row in hers if leaves and leaves[0] in (None, row.program) and leaves[1] in (None, row.pair)]
    return [row for row in hers if row in left or not may_wait(row, gate)]


def _meetings(connection: Connection, gate: ConsentGate, person_ref: str | None) -> list[tuple[str, str, date]]:
    """Meetings of pairs that stay, on days that no consent covers or that one of the two took out."""
    here = (meetings.c.program == pairs.c.program) & (meetings.c.pair == pairs.c.pair)
    rows = connection.execute(select(meetings, pairs.c.mentor_ref, pairs.c.mentee_ref).join(pairs, here)).all()
    return [
        (row.program, row.pair, row.day)
        for row in rows
        if person_ref in (None, row.mentor_ref, row.mentee_ref)
        and "store" not in gate.purposes(row.program, row.pair, row.day, row.mentor_ref, row.mentee_ref)
    ]


def _answered(
    connection: Connection, name: str, gate: ConsentGate, person_ref: str | None
) -> tuple[list[int], list[str]]:
    table = {"pulses": pulses, "surveys": surveys}[name]
    rows = [
        row
        for row in connection.execute(select(table))
        if person_ref in (None, row.person_ref)
        and not gate.covers(row.person_ref, row.role, row.pair, row.program, row.day)
    ]
    return [row.n for row in rows], [row.person_ref for row in rows]
