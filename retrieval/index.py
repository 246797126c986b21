"""The derived index of one home: which shards there are, kept in step with the store, rebuilt after erasure.

The store is the truth. What is out of step is never served: search then scans the store's own vectors.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from mentoring.errors import Damaged
from mentoring.records import RedactedText
from mentoring.store import Passage, Store
from retrieval.chroma import MOST, SEGMENT, InHome, Shard
from retrieval.chroma_server import OnServer, ServerAway
from retrieval.passages import passages_of, readable
from retrieval.shelf import Shelf, load_shelf

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What rebuilding one programme's shards came to."""

    shards: int
    vectors: int
    bytes_wiped: int


class Index:
    """Shards below `folder`, or on a server, one a generation, never renamed; safe to share between threads."""

    def __init__(self, folder: Path, store: Store, server: OnServer | None = None) -> None:
        self._in_home = InHome(folder)
        self._shards: InHome | OnServer = server or self._in_home
        self._store = store
        self._open: dict[str, Shard] = {}
        self._shelves: dict[str, Shelf] = {}
        self._building: set[str] = set()
        self._writing, self._using = RLock(), RLock()

    def add(self, program: str, notes: Sequence[RedactedText], embed: Embed) -> int:
        """Passages of notes already in the store: into it with their vectors, then into the index.

        A note that was changed or erased while it was embedded is passed over. Returns how many vectors were kept.
        """
        found = [passages_of(note, lambda: secrets.token_hex(12)) for note in notes]
        vectors = embed([readable(one) for passages in found for one in passages])
        with self._writing:
            again = any(self._store.passages.of_note(note.note_id) for note in notes)
            in_step = self._in_step(program) and not again
            ids, vectors = self._keep(notes, found, vectors)
            self._forget_shelf(program)
            with suppress(ServerAway):  # then the index is behind: search scans the store until it is mended
                if not in_step:
                    self.rebuild(program)
                elif ids:
                    self._append(program, ids, vectors)
        return len(ids)

    def rebuild(self, program: str) -> Rebuilt:
        """Build a programme's shards anew from the store, switch to them, wipe the old ones and strays."""
        with self._writing:
            self._building.add(program)
            self._forget_shelf(program)
            try:
                ids, vectors = self._store.passages.of_program(program)
                parts = [slice(at, at + MOST) for at in range(0, len(ids), MOST)]
                made = [self._build(ids[part], vectors[part]) for part in parts]
                self._switch(program, made)
            finally:
                self._building.discard(program)
            return Rebuilt(len(made), len(ids), self.sweep())

    def mend(self, programs: Sequence[str]) -> None:
        """Build anew what a crash left broken or behind; what is on a server that is away waits."""
        with suppress(ServerAway):
            for program in programs:
                if not self._in_step(program):
                    self.rebuild(program)

    def sweep(self) -> int:
        """Wipe everything that no shard calls its own, as a killed rebuild leaves; returns bytes wiped."""
        with self._writing:
            current = set(self._store.index.all().values())
            left_behind = 0 if self._shards is self._in_home else self._in_home.sweep(())
            return left_behind + self._shards.sweep(current)

    def shelf(self, program: str) -> Shelf:
        """The programme's passages as arrays, read once and kept until they change."""
        with self._using:
            if program not in self._shelves:
                self._shelves[program] = load_shelf(self._store, program)
            return self._shelves[program]

    def nearest(self, program: str, vector: NDArray[np.float32], count: int) -> list[tuple[str, float]] | None:
        """(passage id, similarity) of the `count` nearest; None if Chroma cannot be relied on now."""
        with self._using:
            try:
                if not self._in_step(program):
                    return None
                shards = [self._shard(generation) for generation in self._generations(program).values()]
                near = [hit for shard in shards for hit in shard.nearest(vector, count)]
                return sorted(near, key=lambda hit: -hit[1])[:count]
            except Damaged:
                self._drop(self._generations(program).values())
                return None

    def faults(self, programs: Sequence[str]) -> list[str]:
        """One sentence for each programme whose shards are broken or out of step with the store."""
        return [
            f"The search index of programme {program} is broken or behind: searches scan the store until it is rebuilt."
            for program in programs
            if not self._in_step(program)
        ]

    def close(self) -> None:
        """Close every shard and let the arrays go."""
        with self._using:
            for shard in self._open.values():
                shard.close()
            self._shards.close()
            self._open.clear()
            self._shelves.clear()

    def _keep(
        self, notes: Sequence[RedactedText], found: Sequence[Sequence[Passage]], vectors: NDArray[np.float32]
    ) -> tuple[list[str], NDArray[np.float32]]:
        """Into the store, of notes that have these very words still; ids and vectors of what is kept."""
        ids: list[str] = []
        kept = np.zeros(len(vectors), dtype=bool)
        at = 0
        with self._store.transaction():
            for note, passages in zip(notes, found, strict=True):
                own = slice(at, at + len(passages))
                at = own.stop
                if self._store.notes.is_still(note):
                    self._store.passages.replace(note.note_id, passages, vectors[own])
                    kept[own] = True
                    ids += [one.id for one in passages]
        return ids, vectors[kept]

    def _in_step(self, program: str) -> bool:
        """Whether the shards hold as many vectors as the store has passages of the programme."""
        if program in self._building:
            return False
        with self._using:
            try:
                held = sum(self._shard(one).held for one in self._generations(program).values())
            except Damaged:
                self._drop(self._generations(program).values())
                return False
            # Counted, where nobody searched yet: an import that goes on for hours need not read all vectors each time.
            shelf = self._shelves.get(program)
        return held == (self._store.passages.count_of(program) if shelf is None else len(shelf.ids))

    def _append(self, program: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add to the newest shard, in a child; one too small to be a segment is built anew with what is new."""
        shards = self._generations(program)
        place = max(shards, default=0)
        held = self._shard(shards[place]).held if shards else 0
        self._building.add(program)
        try:
            if held + len(ids) > MOST:
                self._replace(program, place + 1, len(ids))
            elif held < SEGMENT:
                self._replace(program, place, held + len(ids))
            else:
                with self._using:
                    self._drop([shards[place]])
                self._shards.append(shards[place], ids, vectors)
        finally:
            self._building.discard(program)

    def _replace(self, program: str, place: int, newest: int) -> None:
        """Put a shard of the programme's `newest` passages at `place`; shards are filled by age."""
        ids, vectors = self._store.passages.of_program(program)
        made = self._build(ids[-newest:], vectors[-newest:])
        with self._using:
            old = self._generations(program).get(place)
            self._store.index.switch(_name(program, place), made)
            self._drop([old] if old else [])
        self.sweep()

    def _build(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> str:
        generation = secrets.token_hex(8)
        self._shards.build(generation, ids, vectors)
        return generation

    def _switch(self, program: str, made: Sequence[str]) -> None:
        with self._using:
            old = self._generations(program)
            for place in range(max(len(old), len(made))):
                self._store.index.switch(_name(program, place), made[place] if place < len(made) else None)
            self._drop(old.values())

    def _generations(self, program: str) -> dict[int, str]:
        """Place -> generation of the programme's shards."""
        current, found = self._store.index.all(), dict[int, str]()
        while (generation := current.get(_name(program, len(found)))) is not None:
            found[len(found)] = generation
        return found

    def _shard(self, generation: str) -> Shard:
        with self._using:
            if generation not in self._open:
                self._open[generation] = self._shards.open(generation)
            return self._open[generation]

    def _drop(self, generations: Iterable[str]) -> None:
        """Close shards; the next use opens them again, if their row is still there."""
        for generation in generations:
            if generation in self._open:
                self._open.pop(generation).close()

    def _forget_shelf(self, program: str) -> None:
        with self._using:
            self._shelves.pop(program, None)


def _name(program: str, place: int) -> str:
    return f"{program}/{place}"
