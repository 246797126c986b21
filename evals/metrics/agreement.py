"""How far those who mark the same items agree, beyond chance: Krippendorff's alpha for nominal labels.

1: always; 0: as often as by chance; below 0: less. By Krippendorff's own advice labels with an alpha of .8 can be
relied on, from .667 on tentatively (Content Analysis, 4th edition, 2018, chapter 12). Any number of people, not
everybody marks everything; items with a single mark say nothing of agreement. Formula: Krippendorff, Computing
Krippendorff's Alpha-Reliability, 2011, section C.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

ROUNDS = 1000
_SEED = 7

Marks = Sequence[str]
"""The labels that one item got, one of each person."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha with its 95 % interval over `n` items that at least two people marked; None: nothing to compute it on."""

    alpha: float | None
    n: int
    low: float | None = None
    high: float | None = None


def agreement(items: Sequence[Marks]) -> Agreement:
    """Alpha with the interval of resampling items (Efron, 1979); undefined where all marks are one word."""
    paired = [marks for marks in items if len(marks) > 1]
    alpha = krippendorff(paired)
    if alpha is None:
        return Agreement(None, len(paired))
    chance = random.Random(_SEED)  # noqa: S311 - a draw that can be repeated, no secret
    drawn = (krippendorff(chance.choices(paired, k=len(paired))) for _ in range(ROUNDS))
    known = sorted(one for one in drawn if one is not None)
    return Agreement(alpha, len(paired), known[int(0.025 * len(known))], known[int(0.975 * len(known)) - 1])


def krippendorff(items: Sequence[Marks]) -> float | None:
    """1 - observed / expected disagreement; None without two marks on an item or with one label only."""
    paired = [Counter(marks) for marks in items if len(marks) > 1]
    totals: Counter[str] = sum(paired, Counter())
    n = totals.total()
    expected = n * n - sum(count * count for count in totals.values())
    if not expected:
        return None
    observed = sum(_disagreeing(marks) / (marks.total() - 1) for marks in paired)
    return 1 - (n - 1) * observed / expected


def _disagreeing(marks: Counter[str]) -> int:
    """Ordered couples of marks on one item that differ."""
    return marks.total() ** 2 - sum(count * count for count in marks.values())
