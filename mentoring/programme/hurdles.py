"""How many pairs have something in their way, told so that neither a look nor two looks say which pair it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mentoring.programme.figures import Group, Sides, batch, groups, several, sides

Pair = tuple[str, str]
"""(programme, pair)."""


@dataclass(frozen=True, slots=True)
class Met:
    """One pair with what its notes say; `mentor` and `mentee` are references."""

    key: Pair
    mentor: str
    mentee: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hurdles:
    """A group of programmes: pairs that are counted, and kind -> at least so many of them."""

    programs: tuple[str, ...]
    pairs: int
    at_least: Mapping[str, int]


def hurdles(arrived: Sequence[Met], kinds: Collection[str], k: int) -> list[Hurdles]:
    """`arrived`: pairs in the order of their first sessions, which join in whole batches of k mentors and k mentees.

    A count moves in steps of k, downwards, and k pairs at least stay outside it: so no look says that a pair has, or
    has not, what is counted, and two looks differ by k pairs at least. Behind it stand k mentors and k mentees.
    """
    found = []
    for group in groups(_sides(arrived), k):
        inside = [one for one in arrived if one.key[0] in group.programs]
        if told := batch(inside, k, lambda one: one.mentor, lambda one: one.mentee):
            found.append(_of(group, told, kinds, k))
    return found


def _of(group: Group, told: Sequence[Met], kinds: Collection[str], k: int) -> Hurdles:
    at_least = {}
    for kind in kinds:
        having = [one for one in told if kind in one.kinds]
        steps = min(len(having), len(told) - k) // k * k
        if steps >= k and several(_sides(having).values(), k):
            at_least[kind] = steps
    return Hurdles(group.programs, len(told), at_least)


def _sides(pairs: Sequence[Met]) -> dict[str, Sides]:
    return sides((one.key[0], one.mentor, one.mentee) for one in pairs)
