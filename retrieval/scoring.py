"""How well a note answers a question: pure functions over similarities and word scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retrieval.passages import GRANULARITIES

WORDS_WEIGHT = 0.4
"""Share of the words against the meaning. Any value from 0.2 to 0.8 gains on the development notes, qmsum and
scifact alike (docs/decisions/search.md), so it is not tuned further."""


def meaning(
    similarities: NDArray[np.float32], note_of: NDArray[np.int32], granularity: NDArray[np.int8], notes: int
) -> NDArray[np.float64]:
    """For each of `notes` rows the mean, over granularities, of its most similar passage; -1 without passages.

    A granularity that a short note lacks does not count against it.
    """
    total, present = np.zeros(notes), np.zeros(notes)
    for one in GRANULARITIES:
        chosen = granularity == one
        best = np.full(notes, -np.inf, dtype=np.float32)  # the type of `similarities`: no number is converted
        np.maximum.at(best, note_of[chosen], similarities[chosen])
        has = np.isfinite(best)
        total[has] += best[has]
        present[has] += 1
    return np.where(present > 0, total / np.maximum(present, 1), -1.0)


def fuse(by_meaning: NDArray[np.float64], by_words: NDArray[np.float64]) -> NDArray[np.float64]:
    """One score a note, at most 1.

    A weighted sum, because ranks throw away how far apart notes are: reciprocal-rank fusion lost to the
    similarities alone on unseen notes (0.531 against 0.555).
    """
    return (by_meaning + WORDS_WEIGHT * by_words) / (1 + WORDS_WEIGHT)


def best_rows(scores: NDArray[np.float64], k: int) -> list[int]:
    """Rows of the `k` best scores, best first, ties by row."""
    return [int(row) for row in np.argsort(-scores, kind="stable")[:k]]
