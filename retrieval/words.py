"""The words half of search: BM25 over the notes a reader may see, and over no other.

A full-text index of the database ranks with the statistics of every row; a note that is hidden from the reader
would move her scores. Here document frequencies and lengths are those of the visible notes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.redaction.render import PLACEHOLDER

K1, B = 0.9, 0.4
"""BM25 as Anserini sets it for passages (Yang et al. 2017)."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STOP_WORDS = """
    a about after all also am an and any are as at be because been before being but by can could did do does doing
    each few for from further get gets got had has have having he her here hers him his how i if in into is it its
    itself just me more most my no nor not now of off on once only or other our ours out over own s same she should
    so some such t than that the their theirs them then there these they this those through to too until up us very
    was we were what when where which while who whom why will with would you your yours
"""
_STOP = frozenset(_STOP_WORDS.split())
_ENDING = re.compile(r"(.{3,}?)(?:ically|ingly|ings|ies|ing|ers|ely|ed|es|er|ly|['’]s|s|e|y)")


def terms(text: str) -> list[str]:
    """Stems of the words that say something, in order; none of stop words, emoji and punctuation."""
    words = _WORD.findall(PLACEHOLDER.sub(" ", text).casefold())
    return [stem(word) for word in words if word not in _STOP]


def stem(word: str) -> str:
    """`word` without an English ending, if three letters remain: meetings, meeting, meets -> meet."""
    ended = _ENDING.fullmatch(word)  # the shortest stem, so the longest ending
    return ended[1] if ended else word


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the visible notes, all together, say of a question's words."""

    notes: int
    length: float
    """Words in all of them."""
    holding: tuple[int, ...]
    """For each word, how many of them hold it."""

    def __add__(self, other: Statistics) -> Statistics:
        holding = tuple(a + b for a, b in zip(self.holding, other.holding, strict=True))
        return Statistics(self.notes + other.notes, self.length + other.length, holding)


class WordIndex:
    """Which note holds which words how often; notes are known by their row."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(terms(text)) for text in texts]
        self._lengths = np.array([sum(one.values()) for one in counts], dtype=np.float64)
        self._postings = _postings(counts)

    def statistics(self, question: Sequence[str], visible: NDArray[np.bool_]) -> Statistics:
        """Counts of the question's words over the notes that are visible here."""
        holding = tuple(int(visible[self._postings.get(term, _NOTHING)[0]].sum()) for term in question)
        return Statistics(int(visible.sum()), float(self._lengths[visible].sum()), holding)

    def scores(self, question: Sequence[str], visible: NDArray[np.bool_], known: Statistics) -> NDArray[np.float64]:
        """BM25 of each visible note, as a share of the most that the question's words can give; else 0."""
        scores, most = np.zeros(len(self._lengths)), 0.0
        average = max(known.length / max(known.notes, 1), 1.0)
        for term, holding in zip(question, known.holding, strict=True):
            rows, times = self._postings.get(term, _NOTHING)
            seen = visible[rows]
            rows, times = rows[seen], times[seen]
            idf = float(np.log(1 + (known.notes - holding + 0.5) / (holding + 0.5)))
            most += idf * (K1 + 1)
            scores[rows] += idf * times * (K1 + 1) / (times + K1 * (1 - B + B * self._lengths[rows] / average))
        return scores / most if most else scores


_NOTHING = (np.zeros(0, dtype=np.int32), np.zeros(0))


def _postings(counts: list[Counter[str]]) -> Mapping[str, tuple[NDArray[np.int32], NDArray[np.float64]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for row, count in enumerate(counts):
        for term, times in count.items():
            found.setdefault(term, []).append((row, times))
    return {
        term: (np.array([row for row, _ in pairs], dtype=np.int32), np.array([n for _, n in pairs], dtype=np.float64))
        for term, pairs in found.items()
    }
