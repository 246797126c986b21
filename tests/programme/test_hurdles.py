"""Counts of pairs with something in their way: what is told, and what no look may give away."""

from __future__ import annotations

import pytest

from mentoring.programme.hurdles import Met, hurdles

K = 3


def pairs(*having: bool, program: str = "north", mentor: str | None = None) -> list[Met]:
    return [
        Met((program, f"p{n}"), mentor or f"{program}-m{n}", f"{program}-e{n}", frozenset({"fear"} if one else ()))
        for n, one in enumerate(having)
    ]


@pytest.mark.parametrize(
    ("having", "counted", "told"),
    [
        pytest.param([True] * 2, None, 0, id="two pairs"),
        pytest.param([True] * 3, 3, 0, id="all of three: each would be told of"),
        pytest.param([True] * 6, 6, 3, id="all of six: three stay outside"),
        pytest.param([True] * 3 + [False] * 3, 6, 3, id="three of six"),
        pytest.param([True] * 4 + [False] * 2, 6, 3, id="a fourth changes nothing"),
        pytest.param([True] * 2 + [False] * 4, 6, 0, id="two of six"),
        pytest.param([True] * 6 + [False] * 3, 9, 6, id="six of nine"),
        pytest.param([False] * 6 + [True] * 2, 6, 0, id="the last two wait for their batch"),
    ],
)
def test_a_count_is_told_in_steps_with_k_pairs_outside(having, counted, told) -> None:
    found = hurdles(pairs(*having), ["fear"], K)
    assert [one.pairs for one in found] == ([counted] if counted else [])
    assert [one.at_least.get("fear", 0) for one in found] == ([told] if counted else [])


def test_one_pair_more_or_less_moves_nothing_by_less_than_k() -> None:
    for n in range(12):
        for having in range(n + 1):
            few = hurdles(pairs(*[True] * having, *[False] * (n - having)), ["fear"], K)
            more = hurdles(pairs(*[True] * (having + 1), *[False] * (n - having)), ["fear"], K)
            for before, after in zip(few, more, strict=False):
                assert after.pairs - before.pairs in (0, K)
                assert (after.at_least.get("fear", 0) - before.at_least.get("fear", 0)) % K == 0


def test_one_mentor_of_many_pairs_is_nobody_to_count() -> None:
    assert hurdles(pairs(*[True] * 6, mentor="one"), ["fear"], K) == []


def test_more_pairs_of_one_mentor_wait_for_other_mentors() -> None:
    more = pairs(*[False] * 6, *[True] * 3, mentor="one")[6:]
    assert [one.pairs for one in hurdles([*pairs(*[True] * 6), *more], ["fear"], K)] == [6]


def test_small_programmes_are_told_of_together_and_large_ones_alone() -> None:
    many = [*pairs(*[True] * 6), *pairs(True, False, program="a"), *pairs(True, True, program="b")]
    assert [one.programs for one in hurdles(many, ["fear"], K)] == [("north",), ("a", "b")]
