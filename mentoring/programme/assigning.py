"""Puts mentors and mentees together: as many pairs as the rules allow, and of all such ways the one that fits best.

Beside it two ways in which it is often done: by chance, and best pair first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from mentoring.programme.fitting import Fits
from mentoring.programme.matching import HOURS, Joiner, barred

Allowed = NDArray[np.bool_]
Two = tuple[int, int]
"""(row of the mentor, column of the mentee)."""
DRAWS = 20
"""How often chance is asked."""


def allowed(mentors: Sequence[Joiner], mentees: Sequence[Joiner], hours: float = HOURS) -> Allowed:
    """Which two may be put together."""
    rows = [[barred(one, two, hours) is None for two in mentees] for one in mentors]
    return np.array(rows, dtype=bool).reshape(len(mentors), len(mentees))


def best(fit: Fits, may: Allowed, fixed: Collection[Two] = ()) -> list[Two]:
    """Most pairs first, then the greatest sum of fits; `fixed` ones stay. Mentors in order.

    An assignment over a rectangular table (scipy's linear_sum_assignment, after Jonker and Volgenant). A pair is worth
    more than all fits together, so no good fit is bought with somebody left out.
    """
    from scipy.optimize import linear_sum_assignment

    rows = [row for row in range(fit.shape[0]) if row not in {one for one, _ in fixed}]
    columns = [column for column in range(fit.shape[1]) if column not in {two for _, two in fixed}]
    if not rows or not columns:
        return sorted(fixed)
    here = np.ix_(rows, columns)
    worth = np.where(may[here], fit[here] + min(len(rows), len(columns)) + 1, 0.0)
    chosen = zip(*linear_sum_assignment(worth, maximize=True), strict=True)
    found = [(rows[one], columns[two]) for one, two in chosen]
    return sorted([*fixed, *(two for two in found if may[two])])


def greedy(fit: Fits, may: Allowed) -> list[Two]:
    """The best allowed pair first, then the best of those left."""
    taken: tuple[set[int], set[int]] = set(), set()
    found = []
    for place in np.argsort(-fit, axis=None, kind="stable"):
        row, column = divmod(int(place), fit.shape[1])
        if may[row, column] and row not in taken[0] and column not in taken[1]:
            taken[0].add(row)
            taken[1].add(column)
            found.append((row, column))
    return sorted(found)


def by_chance(shape: tuple[int, int], seed: int = 0) -> list[list[Two]]:
    """DRAWS ways of putting them together blindly, the same for the same seed."""
    dice = np.random.default_rng(seed)
    size = min(shape)
    draws = [(dice.permutation(shape[0])[:size], dice.permutation(shape[1])[:size]) for _ in range(DRAWS)]
    return [sorted(zip(map(int, rows), map(int, columns), strict=True)) for rows, columns in draws]


def others(fit: Fits, may: Allowed, two: Two, most: int = 2) -> list[int]:
    """Rows of the mentors who would fit this pair's mentee best besides her own, best first."""
    row, column = two
    order = [int(one) for one in np.argsort(-fit[:, column], kind="stable") if one != row and may[one, column]]
    return order[:most]
