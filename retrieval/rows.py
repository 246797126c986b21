"""Passages as arrays, notes together: what a scan runs over, and how near each note comes to a question."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from retrieval.scoring import meaning

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Rows:
    """Passages of some notes, in the order of the notes."""

    vectors: NDArray[np.float32]
    """(passages, dimension), unit length."""
    note_of: NDArray[np.int32]
    """For each passage the row of its note, ascending."""
    granularity: NDArray[np.int8]
    notes: int
    """How many notes there are; one may be without passages here."""

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """For each note its first passage's row, then the number of passages."""
        return np.searchsorted(self.note_of, np.arange(self.notes + 1)).astype(np.int64)

    def of_note(self, note: int) -> slice:
        """Rows of a note's passages."""
        return slice(int(self.first[note]), int(self.first[note + 1]))

    def only(self, chosen: Mask) -> Rows:
        """A copy of the chosen passages."""
        return Rows(self.vectors[chosen], self.note_of[chosen], self.granularity[chosen], self.notes)

    def meaning(self, vector: NDArray[np.float32], visible: Mask) -> NDArray[np.float64]:
        """For each note how near its passages come to `vector`; -1 where it is not visible: no row of it is touched."""
        edges = np.flatnonzero(np.diff(np.concatenate(([False], visible, [False])))).reshape(-1, 2)
        runs = [slice(self.first[start], self.first[end]) for start, end in edges]
        similar = [self.vectors[run] @ vector for run in runs]
        if not runs:
            return np.full(self.notes, -1.0)
        return meaning(
            np.concatenate(similar),
            np.concatenate([self.note_of[run] for run in runs]),
            np.concatenate([self.granularity[run] for run in runs]),
            self.notes,
        )
