"""Who stayed and who was promoted among those who took part, beside others who did not: an observation, no effect.

Groups that people chose, or were chosen for, differ in more than the programme. The figure of 96 % that is told of
reverse mentoring is one firm's first cohort, without a comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Literal, get_args

Measure = Literal["stayed", "promoted"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
Group = Literal["participant", "comparison"]
GROUPS: tuple[Group, ...] = get_args(Group)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of one group of a programme; no person stands behind it any more."""

    program: str
    group: Group
    measure: Measure
    n: int
    yes: int
    day: date
    """On which it was brought in."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure in both groups; shares and bounds between 0 and 1, the difference between -1 and 1."""

    program: str
    measure: Measure
    day: date
    n: int
    share: float
    others: int
    others_share: float
    difference: float
    low: float
    high: float


def compared(one: Counted, other: Counted) -> Compared:
    """Participants less comparison, with Newcombe's 95 % interval (1998, method 10: of the two Wilson intervals)."""
    mine, theirs = _wilson(one), _wilson(other)
    difference = mine[0] - theirs[0]
    low = difference - sqrt((mine[0] - mine[1]) ** 2 + (theirs[2] - theirs[0]) ** 2)
    high = difference + sqrt((mine[2] - mine[0]) ** 2 + (theirs[0] - theirs[1]) ** 2)
    return Compared(
        one.program, one.measure, max(one.day, other.day), one.n, round(mine[0], 3), other.n, round(theirs[0], 3),
        round(difference, 3), round(low, 3), round(high, 3),
    )  # fmt: skip


def _wilson(one: Counted) -> tuple[float, float, float]:
    from scipy import stats

    found = stats.binomtest(one.yes, one.n).proportion_ci(0.95, method="wilson")
    return one.yes / one.n, float(found.low), float(found.high)


def crossing(mentor: str, mentee: str, above: Mapping[str, frozenset[str]], heads: frozenset[str]) -> bool | None:
    """Whether the two of a pair work in different departments: no manager below the top is common to both.

    `above`: who stands above whom; `heads`: those above whom nobody stands. None: the roster does not say.
    """
    if not above.get(mentor) or (not above.get(mentee) and mentee not in heads) or mentee in heads:
        return None
    return not above[mentor] & (above[mentee] | {mentee}) - heads
