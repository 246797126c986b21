"""Which people a figure may be made of, so that no figure and no difference of figures tells of a few.

People are taken in whole batches of k, in the order in which they came, on each side by itself: from one look to the
next a figure stays or moves by k people at least. Whoever is in several pairs or programmes is one person everywhere.
Programmes with enough people stand alone, all others together: the groups share no pair, so nothing can be subtracted
from anything.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

P = TypeVar("P")
Sides = tuple[AbstractSet[str], AbstractSet[str]]
"""References of mentors and of mentees."""


@dataclass(frozen=True, slots=True)
class Group:
    """Programmes of which figures are made together."""

    programs: tuple[str, ...]


def batch(rows: Sequence[P], k: int, whose: Callable[[P], Hashable], *others: Callable[[P], Hashable]) -> list[P]:
    """The first whole batches, in the order given; the rest wait until their batch is full.

    A batch is full with k people on every side; `whose`, `others`: the person of a row on one side, on each other.
    """
    full = 0
    for at in range(1, len(rows) + 1):
        if all(len({person(row) for row in rows[full:at]}) >= k for person in (whose, *others)):
            full = at
    return list(rows[:full])


def sides(rows: Iterable[tuple[str, str, str]]) -> dict[str, Sides]:
    """Who stands behind each programme; `rows`: (programme, mentor reference, mentee reference)."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for program, mentor, mentee in rows:
        mentors, mentees = found.setdefault(program, (set(), set()))
        mentors.add(mentor)
        mentees.add(mentee)
    return dict(found)


def several(people: Iterable[Sides], k: int) -> bool:
    """Whether k mentors and k mentees stand behind these together."""
    mentors, mentees = set[str](), set[str]()
    for one, two in people:
        mentors |= one
        mentees |= two
    return min(len(mentors), len(mentees)) >= k


def groups(people: Mapping[str, Sides], k: int) -> list[Group]:
    """`people`: of each programme. Those with k on both sides alone, the others as one group.

    A group with fewer than k on a side is not among them: nothing is said of it.
    """
    alone = sorted(name for name, both in people.items() if several([both], k))
    others = sorted(set(people) - set(alone))
    found = [Group((name,)) for name in alone]
    return [*found, Group(tuple(others))] if several([people[name] for name in others], k) else found


def share(count: int, n: int) -> dict[str, float | None]:
    """Of n, with Wilson's 95 % interval (scipy binomtest); all None where n is 0."""
    if n == 0:
        return {"share": None, "low": None, "high": None}
    from scipy import stats

    found = stats.binomtest(count, n).proportion_ci(0.95, method="wilson")
    return {"share": round(count / n, 3), "low": round(float(found.low), 3), "high": round(float(found.high), 3)}
