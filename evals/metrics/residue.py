"""What is left of an erased session in a real home with a real index, and which changes of the audit log go unseen.

The search after the erasure is a plain one over all bytes of the home and knows nothing of Upwell's own scanner.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mentoring.consent import ConsentGate
from mentoring.records import PURPOSES, Consent, ConsentedNote, Note, RedactedText, Vault
from mentoring.store import Keys, Store
from mentoring.store.erasure import Erasure
from retrieval.index import Index

AT, TODAY, SESSION = datetime(2026, 7, 1, 9, tzinfo=UTC), date(2026, 7, 12), date(2026, 6, 2)
ROWS = 12
_COLUMNS = ("at", "event", "actor", "subjects", "details", "previous", "mac")


@dataclass(frozen=True, slots=True)
class Planted:
    """One session and what will be looked for."""

    mentor_ref: str
    needles: tuple[bytes, ...]
    """Its words, note id, passage ids and pieces of its vectors."""


def left_after_erasure(folder: Path, seed: int) -> int:
    """Needles of one withdrawn session that are still found in its home; -1 if they were not all there before."""
    store = _opened(folder)
    index = Index(folder / "home" / "index", store)
    chance = random.Random(seed)  # noqa: S311 - draws cases
    planted = [_plant(store, index, seed * 100 + number, chance) for number in range(chance.randint(2, 5))]
    gone = chance.choice(planted)

    def rebuild(programs: Sequence[str]) -> None:
        for program in programs:
            index.rebuild(program)

    there = _found(folder / "home", gone)
    Erasure(store, folder / "home", rebuild).withdraw(gone.mentor_ref, None, today=TODAY, at=AT)
    left = _found(folder / "home", gone)
    index.close()
    store.close()
    return left if there == len(gone.needles) else -1


def mutations_missed(folder: Path, count: int, seed: int) -> int:
    """How many of `count` single edits, deletions and cuts of an audit log of twelve rows go unseen."""
    store = _opened(folder)
    for number in range(ROWS):
        store.audit.append("decide", actor_ref=f"p{number % 3:016}", details={"n": number}, at=AT)
    keys, content = store.keys, folder / "home" / "upwell.db"
    store.close()
    original, missed = content.read_bytes(), 0
    for number in range(count):
        copy = folder / "home" / f"copy{number}.db"
        copy.write_bytes(original)
        _mutate(copy, random.Random(seed * 10_000 + number))  # noqa: S311 - draws cases
        tampered = Store.open(f"sqlite:///{copy}", keys)
        missed += not tampered.audit.verify()
        tampered.close()
        copy.unlink()
    return missed


def _opened(folder: Path) -> Store:
    (folder / "home").mkdir(parents=True)
    return Store.open(f"sqlite:///{folder / 'home' / 'upwell.db'}", Keys.open(folder / "keys", "h1"))


def _plant(store: Store, index: Index, number: int, chance: random.Random) -> Planted:
    secret = hashlib.sha256(str(number).encode()).hexdigest()
    program = chance.choice(["north", "south"])
    body = " ".join(f"Sentence {at} of session {secret} says so." for at in range(chance.randint(2, 9)))
    note = Note(
        f"n{secret[:12]}",
        program,
        f"pair-{number}",
        SESSION,
        f"Mentor {secret[:9]}",
        f"Mentee {secret[:9]}",
        None,
        body,
    )
    mentor, mentee = (store.people.ref_of(store.people.ensure(name).person_id) for name in (note.mentor, note.mentee))
    given = [
        Consent(mentor, "mentor", note.pair, program, frozenset(PURPOSES), date(2026, 5, 1)),
        Consent(mentee, "mentee", note.pair, program, frozenset(PURPOSES), date(2026, 5, 1)),
    ]
    store.consents.record(given, AT)
    admitted = ConsentGate(store.consents.current(), TODAY).admit(note, mentor, mentee)
    if not isinstance(admitted, ConsentedNote):
        raise TypeError("a planted note was refused")
    text = RedactedText(note.note_id, SESSION, None, body)
    content = store.refs.content(note.pair, SESSION, body)
    store.notes.add(admitted, text, Vault((), ()), mentor_ref=mentor, mentee_ref=mentee, content_ref=content, at=AT)
    index.add(program, [text], _vectors)
    index.nearest(program, _vectors([secret])[0], 3)
    ids = [one.id for one in store.passages.of_note(note.note_id)]
    pieces = [row.astype("<f4").tobytes()[at : at + 64] for row in store.passages.vectors(ids)[1] for at in (0, 768)]
    return Planted(mentor, (secret.encode(), note.note_id.encode(), *(one.encode() for one in ids), *pieces))


def _vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") for text in texts]
    made = np.stack([np.random.default_rng(seed).normal(size=384) for seed in seeds]).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def _found(home: Path, planted: Planted) -> int:
    content = b"\n".join(file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file())
    return sum(needle in content for needle in planted.needles)


def _mutate(file: Path, chance: random.Random) -> None:
    """One change that somebody with the file and without the key could make."""
    row, kind = chance.randint(1, ROWS), chance.choice(["edit", "edit", "delete", "cut", "renumber"])
    with closing(sqlite3.connect(file)) as raw:
        for action in ("update", "delete"):
            raw.execute(f"DROP TRIGGER audit_no_{action}")
        if kind == "edit":
            column = chance.choice(_COLUMNS)
            raw.execute(f"UPDATE audit SET {column} = coalesce({column}, '') || 'x' WHERE seq = ?", (row,))  # noqa: S608 - a column of ours
        elif kind == "renumber":
            raw.execute("UPDATE audit SET seq = seq + 100 WHERE seq = ?", (row,))
        else:
            sign = "=" if kind == "delete" else ">="
            raw.execute(f"DELETE FROM audit WHERE seq {sign} ?", (row,))  # noqa: S608 - one of two signs
        raw.commit()
