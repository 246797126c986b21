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
from retrieval.passages import COARSE, granularities
from retrieval.rows import Rows
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

    @cached_property
    def rows(self) -> Rows:
        """Every passage."""
        return Rows(self.vectors, self.note_of, self.granularity, len(self.note_ids))

    @cached_property
    def coarse(self) -> Rows:
        """Windows of four sentences and whole notes: a fifth of all passages, enough to tell which notes are near."""
        return self.rows.only(np.isin(self.granularity, COARSE))

    def passages_of_row(self, note: int) -> slice:
        """Rows of a note's passages."""
        return self.rows.of_note(note)

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


def texts_at(places: Sequence[tuple[Shelf, int]], store: Store) -> list[Passage | None]:
    """What stands at these rows of these shelves; None for a passage that went away since."""
    asked = [shelf.ids[row] for shelf, row in places if shelf.kept is None]
    found = {one.id: one for one in store.passages.get(asked)}
    return [found.get(shelf.ids[row]) if shelf.kept is None else shelf.kept[row] for shelf, row in places]


def load_shelf(store: Store, program: str) -> Shelf:
    """Read a programme's passages from the store."""
    return make_shelf(*store.passages.shelf_of(program))


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
