"""One programme's passages in memory, as arrays: what a scan runs over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from mentoring.store import Store
from mentoring.store.passages import Passage
from retrieval.passages import granularities
from retrieval.words import WordIndex


@dataclass(frozen=True, eq=False)
class Shelf:
    """Passages of one programme, notes together. 1.6 kB a passage; their text is left in the store."""

    ids: tuple[str, ...]
    vectors: NDArray[np.float32]
    """(passages, dimension), unit length."""
    note_ids: tuple[str, ...]
    note_of: NDArray[np.int32]
    """For each passage the row of its note."""
    granularity: NDArray[np.int8]
    places: NDArray[np.int32]
    """(passages, 2): start and end in the redacted text."""
    words: WordIndex
    kept: tuple[Passage, ...] | None = None
    """What stands at each row, where the store has no passage of just these words."""

    def texts(self, rows: Sequence[int], store: Store) -> list[Passage | None]:
        """The passages at these rows; None for one that went away since."""
        if self.kept is not None:
            return [self.kept[row] for row in rows]
        found = {one.id: one for one in store.passages.get([self.ids[row] for row in rows])}
        return [found.get(self.ids[row]) for row in rows]

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """For each note its first passage's row, then the number of passages."""
        return np.searchsorted(self.note_of, np.arange(len(self.note_ids) + 1)).astype(np.int64)

    def passages_of_row(self, note: int) -> slice:
        """Rows of a note's passages."""
        return slice(int(self.first[note]), int(self.first[note + 1]))

    @cached_property
    def note_row(self) -> dict[str, int]:
        """Note id -> row."""
        return {one: row for row, one in enumerate(self.note_ids)}

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Passage id -> row."""
        return {one: row for row, one in enumerate(self.ids)}

    def visible(self, allowed: frozenset[str]) -> NDArray[np.bool_]:
        """For each note whether it may be seen."""
        return np.fromiter((one in allowed for one in self.note_ids), dtype=np.bool_, count=len(self.note_ids))

    def similar(
        self, vector: NDArray[np.float32], notes: NDArray[np.bool_]
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Cosine similarity of the passages of `notes`, and which rows those are. No other row is touched."""
        edges = np.flatnonzero(np.diff(np.concatenate(([False], notes, [False]))))
        runs = [slice(self.first[a], self.first[b]) for a, b in edges.reshape(-1, 2)]
        parts = [self.vectors[run] @ vector for run in runs]
        return np.concatenate([np.zeros(0, dtype=np.float32), *parts]), notes[self.note_of]


def load_shelf(store: Store, program: str) -> Shelf:
    """Read a programme's passages from the store."""
    ids, vectors = store.passages.of_program(program)
    return make_shelf(store.passages.get(ids), vectors)


def make_shelf(passages: Sequence[Passage], vectors: NDArray[np.float32]) -> Shelf:
    """Arrays of `passages`, one row of `vectors` each."""
    order = sorted(range(len(passages)), key=lambda at: passages[at].note_id)
    rows = [passages[at] for at in order]
    notes = [(note_id, list(group)) for note_id, group in groupby(rows, key=lambda one: one.note_id)]
    return Shelf(
        ids=tuple(one.id for one in rows),
        vectors=vectors[order],
        note_ids=tuple(note_id for note_id, _ in notes),
        note_of=np.repeat(np.arange(len(notes), dtype=np.int32), [len(group) for _, group in notes]),
        granularity=np.array([one for _, group in notes for one in granularities(group)], dtype=np.int8),
        places=np.array([(one.start, one.end) for one in rows], dtype=np.int32).reshape(-1, 2),
        words=WordIndex([_whole(group) for _, group in notes]),
    )


def _whole(group: Sequence[Passage]) -> str:
    return next((one.text for one in group if one.kind == "note"), "")
