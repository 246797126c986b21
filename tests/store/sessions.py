"""Small sessions of made-up people, for tests of the store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
from numpy.typing import NDArray

from mentoring.records import (
    PURPOSES,
    ActionItem,
    Consent,
    ConsentedNote,
    Evidence,
    Insight,
    Note,
    RedactedSpan,
    RedactedText,
    Vault,
)
from mentoring.store import Passage, Store

AT = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
SESSION = date(2026, 6, 2)
FIRST = "Short polls beat long surveys in the night shift."
SECOND = "[MENTEE] will show the poll to the plant council by Friday."


@dataclass(frozen=True)
class Session:
    """One stored session and what hangs on it."""

    note_id: str
    pair: str
    program: str
    mentor: str
    mentee: str
    secret: str

    @property
    def text(self) -> str:
        return f"{FIRST} {SECOND} Number of this session: {self.secret}. [PERSON_1] agreed."

    @property
    def body(self) -> str:
        return f"{FIRST} {self.mentee} will show the poll. Number: {self.secret}. Ottilie agreed."


def session(number: int, program: str = "north") -> Session:
    secret = hashlib.sha256(f"{program}/{number}".encode()).hexdigest()[:40]
    return Session(
        note_id=f"n{secret[:12]}",
        pair=f"{program}-{number:02}",
        program=program,
        mentor=f"Ilse{number} Brandvold",
        mentee=f"Tomasz{number} Okwuosa",
        secret=secret,
    )


def refs(store: Store, one: Session) -> tuple[str, str]:
    found = [store.people.ref_of(store.people.ensure(name).person_id) for name in (one.mentor, one.mentee)]
    return found[0], found[1]


def consents(store: Store, one: Session, **changes: object) -> list[Consent]:
    mentor, mentee = refs(store, one)
    given: dict[str, object] = {"purposes": frozenset(PURPOSES), "given": date(2026, 5, 1), **changes}
    return [
        Consent(person_ref=mentor, role="mentor", pair=one.pair, program=one.program, **given),  # type: ignore[arg-type]  # a table of fields
        Consent(person_ref=mentee, role="mentee", pair=one.pair, program=one.program, **given),  # type: ignore[arg-type]  # a table of fields
    ]


def vector(text: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    made = np.random.default_rng(seed).normal(size=384).astype(np.float32)
    return made / np.linalg.norm(made)


def insight(one: Session) -> Insight:
    evidence = Evidence(FIRST, 0, len(FIRST))
    statement = f"Short polls work on shifts ({one.secret})."
    return Insight(
        f"i{one.note_id[1:]}", one.note_id, statement, "ways-of-working", "junior_to_senior", 0.9, (evidence,), "test"
    )


def action(one: Session) -> ActionItem:
    start = len(FIRST) + 1
    evidence = Evidence(SECOND, start, start + len(SECOND))
    return ActionItem(
        f"a{one.note_id[1:]}", one.note_id, "Show the poll.", "mentee", date(2026, 6, 5), 0.8, (evidence,), "test"
    )


def keep(store: Store, one: Session) -> Session:
    """Consents, note, passages and items of one session, as the stages leave them."""
    mentor, mentee = refs(store, one)
    store.consents.record(consents(store, one), AT)
    note = Note(one.note_id, one.program, one.pair, SESSION, one.mentor, one.mentee, "prose", one.body)
    names = [(one.mentee, "[MENTEE]", "roster"), ("Ottilie", "[PERSON_1]", "tagger")]
    places = [(one.body.index(name), name, mark, by) for name, mark, by in names]
    spans = [RedactedSpan(at, at + len(name), "PERSON", mark, "direct", by) for at, name, mark, by in places]
    text = RedactedText(one.note_id, SESSION, "prose", one.text, tuple(spans))
    store.notes.add(
        ConsentedNote(note, frozenset(PURPOSES)),
        text,
        Vault(((one.mentee, "[MENTEE]"), ("Ottilie", "[PERSON_1]")), ("they spoke of her illness",)),
        mentor_ref=mentor,
        mentee_ref=mentee,
        content_ref=store.refs.content(one.pair, SESSION, one.body),
        at=AT,
    )
    pieces = [(FIRST, 0), (SECOND, len(FIRST) + 1), (one.text, 0)]
    found = [
        Passage(f"{one.note_id}-s{n}", one.note_id, "sentence", start, start + len(piece), piece)
        for n, (piece, start) in enumerate(pieces)
    ]
    store.passages.replace(one.note_id, found, np.stack([vector(piece + one.secret) for piece, _ in pieces]))
    store.items.replace(one.note_id, [insight(one)], [action(one)], [], at=AT)
    store.notes.set_stage(one.note_id, "extracted")
    return one
