"""Which people a figure may be made of, so that no figure and no difference of figures tells of a few.

People are taken in whole batches of k, in the order in which they came, on each side by itself: from one look to the
next a figure stays or moves by k people at least. Programmes with enough people stand alone, all others together: the
groups share nobody, so nothing can be subtracted from anything.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

P = TypeVar("P", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Group:
    """Programmes of which figures are made together."""

    programs: tuple[str, ...]


def batch(people: Sequence[P], k: int) -> list[P]:
    """The first whole batches of k, in the order given; the rest wait until their batch is full."""
    return list(people[: len(people) // k * k])


def groups(counts: Mapping[str, tuple[int, int]], k: int) -> list[Group]:
    """`counts`: (mentors, mentees) of each programme. Those with k on both sides alone, the others as one group.

    A group with fewer than k on a side is not among them: nothing is said of it.
    """
    alone = sorted(name for name, both in counts.items() if min(both) >= k)
    others = sorted(set(counts) - set(alone))
    together = [sum(counts[name][side] for name in others) for side in (0, 1)]
    found = [Group((name,)) for name in alone]
    return [*found, Group(tuple(others))] if others and min(together) >= k else found


def share(count: int, n: int) -> dict[str, float | None]:
    """Of n, with Wilson's 95 % interval (scipy binomtest); all None where n is 0."""
    if n == 0:
        return {"share": None, "low": None, "high": None}
    from scipy import stats

    found = stats.binomtest(count, n).proportion_ci(0.95, method="wilson")
    return {"share": round(count / n, 3), "low": round(float(found.low), 3), "high": round(float(found.high), 3)}
