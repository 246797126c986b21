"""Homes full of invented notes for `make bench-search`: the store, full text and shards are the real ones.

One of a million passages would take an hour to write on a busy machine: its passages are made in memory, as search
reads them out of a store.

Words are drawn by rank (Zipf), vectors are clustered: a sentence lies near its note, a note near its topic, a window
where its sentences lie. Nothing of them means anything; speed does not depend on it, but on how many there are.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mentoring.records import PURPOSES, ConsentedNote, Note, RedactedText, Vault
from mentoring.store import Keys, Store
from mentoring.store.passages import Passage
from retrieval.index import Index
from retrieval.passages import granularities, passages_of
from retrieval.shelf import Shelf
from retrieval.words import WordIndex

Floats = NDArray[np.float32]
PROGRAMME = 100_000
"""Passages of one programme; more are of further programmes."""
SENTENCES = 48
"""A note: 119 passages, as the development notes have on average."""
_WORDS = [f"{first}{last}" for first in "bdfgklmnprst" for last in ("anu", "eki", "olo", "ira", "usa", "eta", "omi")]
_TOPICS, _DIMENSION = 64, 384
_TEXTS = 500
"""Different texts: more take longer to invent than to index."""


@dataclass(frozen=True)
class Home:
    """What was made."""

    store: Store
    index: Index
    notes: dict[str, list[str]]
    """Programme -> its notes."""
    passages: int


@contextmanager
def made(folder: Path, count: int, seed: int) -> Iterator[Home]:
    """A home of about `count` passages."""
    chance = np.random.default_rng(seed)
    store = Store.open(f"sqlite:///{folder / 'upwell.db'}", Keys.open(folder / "keys", "bench"), scratch=True)
    index = Index(folder / "index", store)
    refs = [store.people.ref_of(store.people.ensure(name).person_id) for name in ("Mentor One", "Mentee Two")]
    topics, notes, total = unit(chance, _TOPICS), dict[str, list[str]](), 0
    bodies = [_text(chance) for _ in range(_TEXTS)]
    for number in range(max(1, -(-count // PROGRAMME))):
        program, of_programme = f"p{number:02}", 0
        with store.transaction():
            while of_programme < min(PROGRAMME, count) and total < count:
                text = RedactedText(secrets.token_hex(6), date(2026, 5, 4), None, bodies[chance.integers(_TEXTS)])
                _keep(store, program, text, (refs[0], refs[1]))
                passages = passages_of(text, lambda: secrets.token_hex(12))
                store.passages.replace(text.note_id, passages, _vectors(passages, topics, chance))
                notes.setdefault(program, []).append(text.note_id)
                of_programme, total = of_programme + len(passages), total + len(passages)
        index.rebuild(program)
    try:
        yield Home(store, index, notes, total)
    finally:
        index.close()
        store.close()


class _Shelved(Index):
    """An index whose programmes lie in memory, without shards."""

    def __init__(self, folder: Path, store: Store, shelves: dict[str, Shelf]) -> None:
        super().__init__(folder, store)
        self._made = shelves

    def shelf(self, program: str) -> Shelf:
        """As it was made."""
        return self._made[program]

    def nearest(self, program: str, vector: Floats, count: int) -> None:
        """None: there are no shards to ask."""


@contextmanager
def in_memory(folder: Path, count: int, seed: int) -> Iterator[Home]:
    """About `count` passages that no store and no shard has."""
    chance = np.random.default_rng(seed)
    topics = unit(chance, _TOPICS)
    texts = [RedactedText(f"n{at}", date(2026, 5, 4), None, _text(chance)) for at in range(_TEXTS)]
    bodies = [passages_of(text, lambda: "") for text in texts]
    shelves = {f"p{number:02}": _shelf(number, bodies, topics, chance) for number in range(-(-count // PROGRAMME))}
    store = Store.open(f"sqlite:///{folder / 'upwell.db'}", Keys.open(folder / "keys", "bench"), scratch=True)
    try:
        notes = {program: list(shelf.note_ids) for program, shelf in shelves.items()}
        yield Home(
            store, _Shelved(folder / "index", store, shelves), notes, sum(len(one.ids) for one in shelves.values())
        )
    finally:
        store.close()


def _shelf(number: int, bodies: list[list[Passage]], topics: Floats, chance: np.random.Generator) -> Shelf:
    """A programme's notes, each one of the bodies with vectors of its own."""
    picked = [bodies[at] for at in chance.integers(len(bodies), size=PROGRAMME // len(bodies[0]))]
    sizes = [len(body) for body in picked]
    kept = tuple(one for body in picked for one in body)
    return Shelf(
        ids=tuple(f"{number:04x}{at:020x}" for at in range(len(kept))),
        vectors=np.concatenate([_vectors(body, topics, chance) for body in picked]),
        note_ids=tuple(f"n{number:02}-{at:04}" for at in range(len(picked))),
        note_of=np.repeat(np.arange(len(picked), dtype=np.int32), sizes),
        granularity=np.array([one for body in picked for one in granularities(body)], dtype=np.int8),
        places=np.array([(one.start, one.end) for one in kept], dtype=np.int32),
        words=WordIndex([body[-1].text for body in picked]),
        kept=kept,
    )


def question(chance: np.random.Generator) -> str:
    """Six words as a reader might type them."""
    return " ".join(_words(chance, 6))


def unit(chance: np.random.Generator, rows: int) -> Floats:
    """Random unit vectors."""
    return _unit(chance.standard_normal((rows, _DIMENSION), dtype=np.float32))


def _text(chance: np.random.Generator) -> str:
    return " ".join(f"{' '.join(_words(chance, 12)).capitalize()}." for _ in range(SENTENCES))


def _words(chance: np.random.Generator, count: int) -> list[str]:
    """`count` of about 7,000 words made of two parts, the first ones often."""
    ranks = np.minimum(chance.zipf(1.3, count), len(_WORDS) ** 2) - 1
    return [_WORDS[rank % len(_WORDS)] + _WORDS[rank // len(_WORDS)] for rank in ranks]


def _vectors(passages: list[Passage], topics: Floats, chance: np.random.Generator) -> Floats:
    """Of one note: sentences around a point near a topic, windows and the whole as the mean of theirs."""
    middle = topics[chance.integers(len(topics))] + 0.8 * unit(chance, 1)[0]
    short = [one for one in passages if one.kind == "sentence"]
    own = _unit(middle + 1.6 * unit(chance, len(short)))
    starts = np.array([one.start for one in short])
    edges = [np.searchsorted(starts, (one.start, one.end)) for one in passages]
    return _unit(np.array([own[first:last].mean(axis=0) for first, last in edges], dtype=np.float32))


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _keep(store: Store, program: str, text: RedactedText, refs: tuple[str, str]) -> None:
    note = Note(text.note_id, program, f"{program}-01", text.session_date, "Mentor One", "Mentee Two", None, text.text)
    store.notes.add(
        ConsentedNote(note, frozenset(PURPOSES)), text, Vault((), ()), mentor_ref=refs[0], mentee_ref=refs[1],
        content_ref=f"c-{text.note_id}", at=datetime(2026, 5, 5, tzinfo=UTC),
    )  # fmt: skip
