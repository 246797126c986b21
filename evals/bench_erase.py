"""How long a withdrawal of a large programme takes, and how soon no read finds it: `make bench-erase`.

A home with one mentor in all sessions of a programme (1,000 notes by default, about 20 passages each) and a smaller
programme beside it. While the withdrawal runs, another thread reads as a programme lead does, ten times a second: what
counts is when the last read that still saw something of the programme began.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mentoring.consent import ConsentGate
from mentoring.records import PURPOSES, Consent, ConsentedNote, Evidence, Insight, Note, RedactedText, Vault
from service import requests, workflows
from service.callers import OPERATOR
from service.progress import silent
from service.settings import load
from service.wiring import App, opened

NOTES, BESIDE, SENTENCES = 1000, 100, 10
SESSION, TODAY = date(2026, 6, 2), date(2026, 7, 12)


def main(notes: int) -> None:
    """Fill a home, withdraw, print the seconds."""
    with tempfile.TemporaryDirectory() as place:
        settings = load(home=Path(place) / "home", key_dir=Path(place) / "keys", today=TODAY)
        settings.home.mkdir(mode=0o700)
        with opened(settings) as app:
            begun = time.perf_counter()
            _fill(app, "large", notes, one_mentor=True)
            _fill(app, "beside", BESIDE, one_mentor=False)
            vectors = len(app.store.passages.of_program("large")[0])
            _say(f"{notes} notes, {vectors} vectors filled in", time.perf_counter() - begun)
            _withdraw(app)


def _withdraw(app: App) -> None:
    """The withdrawal with a reader beside it."""
    reads: list[tuple[float, bool]] = []
    over = threading.Event()
    reader = threading.Thread(target=_read, args=(app, reads, over))
    reader.start()
    time.sleep(1)
    begun, cpu = time.perf_counter(), time.process_time()
    receipt = workflows.withdraw(app, OPERATOR, requests.Withdraw("The mentor"), silent)
    done, cpu = time.perf_counter() - begun, time.process_time() - cpu
    over.set()
    reader.join()
    saw = [at - begun for at, seen in reads if seen and at > begun]
    _say(f"withdrawn: {receipt['notes']} notes, {receipt['vectors']} vectors, residue {receipt['residue']}", done)
    _say("  of which this process computed, its reader included", cpu)
    _say(f"the last of {len(reads)} reads that saw something began after", max(saw, default=0.0))


def _read(app: App, reads: list[tuple[float, bool]], over: threading.Event) -> None:
    """What a lead's overview, search and export of insights rest on, over and over."""
    while not over.is_set():
        at = time.perf_counter()
        gate = ConsentGate(app.store.consents.current(), app.today, refused_sessions=app.store.sessions.refused())
        rows = app.store.notes.rows(program="large")
        seen = any(gate.purposes(r.program, r.pair, r.session_date, r.mentor_ref, r.mentee_ref) for r in rows)
        reads.append((at, seen))
        time.sleep(0.1)


def _fill(app: App, program: str, count: int, *, one_mentor: bool) -> None:
    with app.store.transaction():
        given = [_consents(app, program, number, one_mentor=one_mentor) for number in range(count)]
        app.store.consents.record([one for pair in given for one in pair], app.now())
        texts = [_note(app, pair, number) for number, pair in enumerate(given)]
    app.index.add(program, texts, _vectors)
    for text in texts:
        app.store.notes.set_stage(text.note_id, "extracted")


def _consents(app: App, program: str, number: int, *, one_mentor: bool) -> tuple[Consent, Consent]:
    names = "The mentor" if one_mentor else f"Mentor {number}", f"Mentee {program} {number}"
    mentor, mentee = (app.store.people.ref_of(app.store.people.ensure(name).person_id) for name in names)
    pair = (f"{program}-{number}", program, frozenset(PURPOSES), date(2026, 5, 1))
    return Consent(mentor, "mentor", *pair), Consent(mentee, "mentee", *pair)


def _note(app: App, given: tuple[Consent, Consent], number: int) -> RedactedText:
    mentor, mentee = given
    store, chance = app.store, random.Random(mentor.pair)  # noqa: S311 - draws texts
    body = " ".join(f"Sentence {at} says {chance.getrandbits(64):x}." for at in range(SENTENCES))
    note = Note(f"n-{mentor.pair}", mentor.program, mentor.pair, SESSION, "M", "E", None, body)
    admitted = ConsentGate(given, TODAY).admit(note, mentor.person_ref, mentee.person_ref)
    if not isinstance(admitted, ConsentedNote):
        raise TypeError("a note of the bench was refused")
    text, content = RedactedText(note.note_id, SESSION, None, body), store.refs.content(note.pair, SESSION, body)
    refs = {"mentor_ref": mentor.person_ref, "mentee_ref": mentee.person_ref, "content_ref": content}
    store.notes.add(admitted, text, Vault((), ()), at=app.now(), **refs)
    evidence, item = (Evidence(body[:20], 0, 20),), f"i{mentor.program[0]}{number:011}"
    insight = Insight(item, note.note_id, body[:60], "ways-of-working", "mutual", 0.9, evidence, "bench")
    store.items.replace(note.note_id, [insight], [], [], at=app.now())
    return text


def _vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    made = np.random.default_rng(len(texts)).normal(size=(len(texts), 384)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def _say(what: str, seconds: float) -> None:
    sys.stdout.write(f"{what:70} {seconds:8.2f} s\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else NOTES)
