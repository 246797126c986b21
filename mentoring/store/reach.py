"""What a withdrawal reaches: notes that no longer may be kept, and everything made of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update

from mentoring.consent.gate import ConsentGate
from mentoring.records import Purpose
from mentoring.store import credit_reach, reviews, taken_back
from mentoring.store.artifacts import Artifact, Artifacts
from mentoring.store.database import Database
from mentoring.store.digests import TOLD, forget_told, people_of
from mentoring.store.notes import NoteRow
from mentoring.store.programme_reach import ProgrammeReach, remove_rows
from mentoring.store.tables import (
    answers,
    digests,
    items,
    notes,
    outcomes,
    passages,
    pattern_items,
    patterns,
    set_aside,
)
from mentoring.store.tables_access import kept_answers
from mentoring.store.tables_programme import goals, pairs
from mentoring.store.tables_review import reviews as acts
from mentoring.store.tables_setup import programme_texts
from mentoring.store.taken_back import TakenBack


@dataclass(frozen=True, slots=True)
class Reach:
    """Rows that go. `notes` go whole; of `unread` only what was extracted, as `extract` no longer holds."""

    notes: tuple[str, ...]
    unread: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    """Shards to rebuild."""
    derived: tuple[str, ...] = ()
    """Notes that stay, rewritten: of them go the items below, all passages and answers."""
    items: tuple[str, ...] = ()
    insights: int = 0
    passages: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    digests: tuple[tuple[str, str], ...] = ()
    """(week, audience)."""
    people: tuple[str, ...] = ()
    """References of those whose notes go whole: no figure that was told keeps them."""
    texts: tuple[str, ...] = field(default=(), repr=False)
    """Redacted texts, statements, tasks, answers, words of charters and goals: what the scan looks for."""
    vectors: tuple[bytes, ...] = field(default=(), repr=False)
    programme: ProgrammeReach = field(default_factory=ProgrammeReach)
    """Pairs, goals, meetings and answers."""
    taken: TakenBack = field(default_factory=dict)
    """Notes that stay without a purpose other than `store` and `extract`."""
    credit: int = 0
    """Thanks for what goes, stories made of it."""

    def __bool__(self) -> bool:
        return bool(self.notes or self.unread or self.derived or self.programme or self.taken)


def uncovered(rows: Sequence[NoteRow], gate: ConsentGate) -> tuple[list[NoteRow], list[NoteRow]]:
    """Notes that may no longer be kept, and notes of which nothing may be extracted any more."""
    gone, unread = [], []
    for row in rows:
        held = gate.purposes(row.program, row.pair, row.session_date, row.mentor_ref, row.mentee_ref)
        if "store" not in held:
            gone.append(row)
        elif "extract" not in held and _was_read(row):
            unread.append(row)
    return gone, unread


def _was_read(row: NoteRow) -> bool:
    """Whether something may have been extracted of it; an erasure narrows the purposes and undoes the stage."""
    extract: Purpose = "extract"
    return extract in row.purposes or row.stage == "extracted"


def measure(
    database: Database, gone: Sequence[NoteRow], unread: Sequence[NoteRow] = (), taken: TakenBack | None = None
) -> Reach:
    """Find everything that was made of these notes; `taken`: of those, what a purpose alone had let be made."""
    beside = taken or {}
    whole, part = [row.note_id for row in gone], [row.note_id for row in unread]
    with database.read() as connection:
        texts = list(connection.scalars(select(notes.c.text).where(notes.c.note_id.in_(whole))))
        made = connection.execute(
            select(items.c.id, items.c.kind, items.c.text).where(items.c.note_id.in_(whole + part))
        ).all()
        said = connection.scalars(select(answers.c.answer).where(answers.c.note_id.in_(whole + part)))
        pieces = connection.execute(
            select(passages.c.id, passages.c.text, passages.c.vector).where(_going(whole, part))
        ).all()
        ids = [row.id for row in made]
        touched = connection.scalars(
            select(pattern_items.c.pattern_id).where(pattern_items.c.item_id.in_(ids)).distinct()
        ).all()
        titles = connection.scalars(select(patterns.c.title).where(patterns.c.id.in_(touched)))
        texts += [row.text for row in (*made, *pieces)] + list(said) + list(titles) + reviews.texts_of(connection, ids)
        people = sorted({ref for row in gone for ref in (row.mentor_ref, row.mentee_ref)})
        known = {*whole, *part, *ids, *touched, *texts, *people}
        told = [
            (row.week, row.audience)
            for row in connection.execute(select(digests).where(digests.c.week != TOLD))
            if not known.isdisjoint(people_of(row.audience)) or not known.isdisjoint(_strings(json.loads(row.body)))
        ]
        told += [one for one in taken_back.said_in(connection, beside) if one not in told]
        texts += taken_back.answered(connection, beside)
        credit = credit_reach.count(connection, whole + part, ids)
    return Reach(
        notes=tuple(whole),
        unread=tuple(part),
        programs=tuple(sorted({row.program for row in (*gone, *unread)})),
        items=tuple(ids),
        insights=sum(row.kind == "insight" for row in made),
        passages=tuple(row.id for row in pieces),
        patterns=tuple(touched),
        digests=tuple(told),
        people=tuple(people),
        texts=tuple(dict.fromkeys(texts)),
        vectors=tuple(row.vector for row in pieces),
        taken=beside,
        credit=credit,
    )


def remove(database: Database, reach: Reach) -> None:
    """Delete the rows; what refers to a note follows it."""
    with database.write() as connection:
        connection.execute(delete(kept_answers))  # whatever they say of: a write can be sent once more
        for week, audience in reach.digests:
            connection.execute(delete(digests).where(digests.c.week == week, digests.c.audience == audience))
        forget_told(connection, {*reach.patterns, *reach.people})
        connection.execute(delete(patterns).where(patterns.c.id.in_(reach.patterns)))
        connection.execute(delete(passages).where(_going((*reach.notes, *reach.derived), reach.unread)))
        connection.execute(delete(items).where(items.c.id.in_(reach.items)))
        remove_rows(connection, reach.programme, reach.items)
        credit_reach.remove(connection, (*reach.notes, *reach.unread), reach.items)
        for table in (set_aside, answers, outcomes):
            touched = [*reach.notes, *reach.unread, *reach.derived]
            connection.execute(delete(table).where(table.c.note_id.in_(touched)))
        connection.execute(delete(notes).where(notes.c.note_id.in_(reach.notes)))
        for note_id, held in connection.execute(
            select(notes.c.note_id, notes.c.purposes).where(notes.c.note_id.in_(reach.unread))
        ).all():
            left = [purpose for purpose in held if purpose != "extract"]
            connection.execute(update(notes).where(notes.c.note_id == note_id).values(purposes=left, stage="indexed"))
        taken_back.remove(connection, reach.taken)


def left_the_store(artifacts: Artifacts, reach: Reach) -> list[Artifact]:
    """Files to wipe, and what was handed out or copied and is to be named, oldest first."""
    found = artifacts.holding((*reach.notes, *reach.unread, *reach.derived))
    found += taken_back.left_with(artifacts, reach.taken)
    return sorted({one.id: one for one in found}.values(), key=lambda one: (one.at, one.id))


def living_texts(database: Database) -> Iterator[bytes]:
    """Texts and ids that stay, in pieces of some MB: their windows are no residue."""
    ids = (notes.c.note_id, items.c.id, passages.c.id)
    columns = (
        *(*ids, notes.c.text, items.c.text, passages.c.text, patterns.c.title, digests.c.body, acts.c.value),
        answers.c.answer,
        *(pairs.c.project, pairs.c.ground_rules, pairs.c.rationale),
        *(goals.c.text, goals.c.baseline, goals.c.target, goals.c.measure, programme_texts.c.body),
    )
    with database.read() as connection:
        for column in columns:
            for values in connection.scalars(select(column)).partitions(1000):
                yield "\0".join(values).encode("utf-8", "surrogatepass")


def living_vectors(database: Database) -> Iterator[bytes]:
    """Vectors that stay."""
    with database.read() as connection:
        for blobs in connection.scalars(select(passages.c.vector)).partitions(1000):
            yield b"".join(blobs)


def _going(whole: Sequence[str], part: Sequence[str]) -> ColumnElement[bool]:
    said = (passages.c.kind == "insight") & passages.c.note_id.in_(part)
    return or_(passages.c.note_id.in_(whole), said)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
