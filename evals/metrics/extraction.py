"""Scores of extracted insights and action items against gold: pure functions over evidence words.

Predicted and gold evidence are matched one to one by token F1 >= 0.6 after names and placeholders are
taken out on both sides (issue 4), so quoting the whole note wins nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.optimize import linear_sum_assignment

MATCH = 0.6
_PLACEHOLDER = re.compile(r"\[[A-Z]+(?:_[A-Z]+)*(?:_\d+)?\]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """An item as the metric sees it, predicted or gold."""

    words: str
    """Evidence pieces joined by blanks, names and placeholders may still stand in it."""
    core: bool = True
    theme: str | None = None
    direction: str | None = None
    owner: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums over notes; add with +. Ratios are read from a Tally of notes, never averaged per note."""

    predicted: int = 0
    gold: int = 0
    matched: int = 0
    core: int = 0
    core_matched: int = 0
    theme: int = 0
    direction: int = 0
    owner: int = 0
    due: int = 0
    distractors: int = 0
    distractors_taken: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def precision(self) -> float | None:
        """Matched of predicted; None without predictions."""
        return _ratio(self.matched, self.predicted)

    @property
    def recall(self) -> float | None:
        """Matched of gold; None without gold."""
        return _ratio(self.matched, self.gold)

    @property
    def f1(self) -> float | None:
        """Harmonic mean; None when there is nothing on either side."""
        return _ratio(2 * self.matched, self.predicted + self.gold)

    @property
    def core_recall(self) -> float | None:
        """Matched of the gold insights that any careful reader would list."""
        return _ratio(self.core_matched, self.core)

    def of_matched(self, field: str) -> float | None:
        """Share of matched items whose `field` (theme, direction, owner, due) is right."""
        return _ratio(int(getattr(self, field)), self.matched)

    @property
    def distractor_rate(self) -> float | None:
        """Distractors taken as an item, of all."""
        return _ratio(self.distractors_taken, self.distractors)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def tokens(words: str, names: Sequence[str] = ()) -> Counter[str]:
    """Lower-case word tokens without placeholders and without the given names."""
    plain = _PLACEHOLDER.sub(" ", words)
    for name in sorted(names, key=len, reverse=True):
        plain = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", plain, flags=re.IGNORECASE)
    return Counter(re.findall(r"\w+", plain.lower()))


def token_f1(left: Counter[str], right: Counter[str]) -> float:
    """Multiset F1; 0 when one side is empty."""
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if left and right else 0.0


def match(predicted: Sequence[Labelled], gold: Sequence[Labelled], names: Sequence[str] = ()) -> list[tuple[int, int]]:
    """Pairs (predicted, gold), one to one, of the assignment with the largest sum of F1 at or above MATCH."""
    if not predicted or not gold:
        return []
    left = [tokens(item.words, names) for item in predicted]
    right = [tokens(item.words, names) for item in gold]
    scores = np.array([[token_f1(a, b) for b in right] for a in left])
    scores[scores < MATCH] = 0.0
    rows, columns = linear_sum_assignment(-scores)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if scores[r, c] > 0]


def score(
    predicted: Sequence[Labelled], gold: Sequence[Labelled], distractors: Sequence[str] = (), names: Sequence[str] = ()
) -> Counts:
    """Counts of one note and one kind of item."""
    pairs = match(predicted, gold, names)
    return Counts(
        predicted=len(predicted),
        gold=len(gold),
        matched=len(pairs),
        core=sum(item.core for item in gold),
        core_matched=sum(gold[g].core for _, g in pairs),
        theme=sum(predicted[p].theme == gold[g].theme for p, g in pairs),
        direction=sum(predicted[p].direction == gold[g].direction for p, g in pairs),
        owner=sum(predicted[p].owner == gold[g].owner for p, g in pairs),
        due=sum(predicted[p].due == gold[g].due for p, g in pairs),
        distractors=len(distractors),
        distractors_taken=taken(predicted, distractors, {p for p, _ in pairs}, names),
    )


def taken(predicted: Sequence[Labelled], distractors: Sequence[str], matched: set[int], names: Sequence[str]) -> int:
    """Distractors that an item, matched with no gold, quotes with token F1 >= MATCH."""
    wrong = [tokens(item.words, names) for at, item in enumerate(predicted) if at not in matched]
    return sum(any(token_f1(tokens(text, names), item) >= MATCH for item in wrong) for text in distractors)


def grounded(pieces: Sequence[tuple[int, int, str]], text: str) -> float | None:
    """Share of evidence pieces whose words stand at their offsets; None without pieces."""
    return _ratio(sum(text[start:end] == words for start, end, words in pieces), len(pieces))


def pairwise_f1(predicted: Sequence[set[str]], gold: Sequence[set[str]]) -> float | None:
    """F1 over pairs of members that share a group."""
    ours, theirs = _pairs(predicted), _pairs(gold)
    return _ratio(2 * len(ours & theirs), len(ours) + len(theirs))


def _pairs(groups: Sequence[set[str]]) -> set[tuple[str, str]]:
    return {(a, b) for group in groups for a in group for b in group if a < b}
