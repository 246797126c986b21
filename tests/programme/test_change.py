"""Changes of answers: figures by hand, and that nobody stands alone in any of them."""

from __future__ import annotations

import math
from datetime import date

import pytest

from mentoring.programme.change import interval, moved
from mentoring.programme.figures import Group, Sides, batch, groups
from mentoring.programme.signals import mismatched
from mentoring.programme.surveys import Answers

T_975 = {2: 4.302653, 5: 2.570582}
"""Student's t, 97.5 %, by degrees of freedom: Fisher and Yates, table III."""


def answers(program: str, n: int, role: str, wave: str, trust: int, seq: int = 0, who: str | None = None) -> Answers:
    """`who`: whose they are, where it is not somebody of this pair alone."""
    person = who or f"{program}{n}{role}"
    return Answers(program, f"{program}-{n}", role, person, wave, date(2026, 5, 1), {"trust": trust}, seq=seq)  # type: ignore[arg-type]  # closed words


def both(program: str, n: int, role: str, before: int, after: int, who: str | None = None) -> list[Answers]:
    times = (("initial", before, n), ("post", after, 100 + n))
    return [answers(program, n, role, wave, trust, seq, who) for wave, trust, seq in times]


def cohort(program: str, mentors: list[int], mentees: list[int]) -> list[Answers]:
    """Somebody on each side for each gain given; everybody began at 2."""
    found = [one for n, gain in enumerate(mentors) for one in both(program, n, "mentor", 2, 2 + gain)]
    return found + [one for n, gain in enumerate(mentees) for one in both(program, n, "mentee", 2, 2 + gain)]


def test_a_change_is_the_mean_of_each_persons_own_difference() -> None:
    (found,) = moved(cohort("a", [1, 2, 3], [0, 1, 1]), "initial", "post", 3)
    everybody, mentors, mentees = found.changes
    assert (everybody.n, everybody.mean, mentors.n, mentors.mean, mentees.n, mentees.mean) == (6, 1.33, 3, 2.0, 3, 0.67)
    spread = T_975[2] * 1 / math.sqrt(3)  # differences 1, 2, 3: standard deviation 1
    assert (mentors.low, mentors.high) == (round(2 - spread, 2), 4)  # 4.48 is more than the scale has
    deviation = math.sqrt(sum((gain - 8 / 6) ** 2 for gain in (1, 2, 3, 0, 1, 1)) / 5)
    spread = T_975[5] * deviation / math.sqrt(6)
    assert (everybody.low, everybody.high) == (round(8 / 6 - spread, 2), round(8 / 6 + spread, 2))


def test_where_all_moved_alike_no_interval_is_claimed() -> None:
    assert interval([1, 1, 1]) == (None, None)


@pytest.mark.parametrize(
    ("mentors", "mentees"),
    [
        pytest.param([1, 2], [1, 2], id="two on each side"),
        pytest.param([1, 2, 3, 3, 3], [1, 2], id="many mentors, two mentees"),
        pytest.param([], [1, 2, 3], id="one side alone"),
    ],
)
def test_fewer_than_k_on_a_side_are_told_of_by_nothing(mentors, mentees) -> None:
    assert moved(cohort("a", mentors, mentees), "initial", "post", 3) == []


def test_somebody_who_answered_once_counts_nowhere() -> None:
    once = [answers("a", 9, "mentor", "initial", 1), answers("a", 8, "mentee", "post", 5)]
    assert moved([*cohort("a", [1, 2, 3], [0, 1, 1]), *once], "initial", "post", 3)[0].changes[0].n == 6


def test_one_more_answer_moves_no_figure_until_its_batch_is_full() -> None:
    before = moved(cohort("a", [1, 2, 3], [0, 1, 1]), "initial", "post", 3)
    after = moved(cohort("a", [1, 2, 3, -1], [0, 1, 1]), "initial", "post", 3)
    assert after[0].changes == before[0].changes
    assert (before[0].waiting, after[0].waiting) == (0, 1)
    full = moved(cohort("a", [1, 2, 3, -1, -1, -1], [0, 1, 1]), "initial", "post", 3)
    assert full[0].changes[1].n == 6


def test_a_first_answer_that_comes_in_late_waits_like_any_other() -> None:
    before = cohort("a", [1, 2, 3, 1], [0, 1, 1])
    late = [answers("a", 0, "mentor", "initial", 2, seq=200), *before[1:]]
    assert moved(late, "initial", "post", 3)[0].changes == moved(before[2:], "initial", "post", 3)[0].changes


def test_small_programmes_are_told_of_together_or_not_at_all() -> None:
    small = [*cohort("a", [1, 2], [1]), *cohort("b", [1], [2, 1]), *cohort("c", [1, 1, 1], [0, 0, 0])]
    found = moved(small, "initial", "post", 3)
    assert [one.programs for one in found] == [("c",), ("a", "b")]
    assert moved([*cohort("a", [1], [1]), *cohort("c", [1, 1, 1], [0, 0, 0])], "initial", "post", 3)[0].programs == (
        "c",
    )


def test_groups_share_no_programme_and_leave_none_with_too_few() -> None:
    people = {
        name: crowd(name, *counts) for name, counts in {"a": (3, 3), "b": (2, 9), "c": (1, 0), "d": (4, 5)}.items()
    }
    assert groups(people, 3) == [Group(("a",)), Group(("d",)), Group(("b", "c"))]
    assert groups({name: people[name] for name in ("a", "b")}, 3) == [Group(("a",))]
    assert batch([1, 2, 3, 4], 3, str) == [1, 2, 3]


def crowd(program: str, mentors: int, mentees: int) -> Sides:
    return {f"{program}m{n}" for n in range(mentors)}, {f"{program}e{n}" for n in range(mentees)}


def test_the_same_two_people_in_three_programmes_are_no_group() -> None:
    assert groups(dict.fromkeys("abc", crowd("", 1, 1)), 3) == []
    assert groups({"a": crowd("", 2, 2), "b": crowd("", 2, 2), "c": crowd("c", 1, 1)}, 3) == [Group(("a", "b", "c"))]


def test_a_batch_is_of_k_people_on_each_side_however_many_pairs_that_takes() -> None:
    pairs = ["aA", "aB", "aC", "bA", "cD", "dA", "dB", "dC"]
    assert batch(pairs, 3, lambda one: one[0], lambda one: one[1]) == pairs[:5]
    assert batch(pairs, 3, lambda one: one[1]) == [*pairs[:3], *pairs[3:7]]
    assert batch(["aA", "aB", "aC"], 3, lambda one: one[0], lambda one: one[1]) == []


def test_one_mentor_of_three_pairs_is_no_figure_of_three() -> None:
    mentees = [one for n in range(3) for one in both("a", n, "mentee", 3, 3)]
    hers = [one for n in range(3) for one in both("a", n, "mentor", 5, 1, "wilma")]
    assert moved([*mentees, *hers], "initial", "post", 3) == []
    others = [one for n in (3, 4) for one in both("a", n, "mentor", 2, 3)]
    (found,) = moved([*mentees, *hers, *others], "initial", "post", 3)
    assert [(one.side, one.n, one.mean) for one in found.changes[1:]] == [("mentor", 3, -0.67), ("mentee", 3, 0.0)]


def test_another_pair_of_somebody_who_counts_moves_no_figure() -> None:
    before = cohort("a", [1, 2, 3], [0, 1, 1])
    more = [one for n in range(7, 10) for one in both("b", n, "mentor", 5, 1, "a0mentor")]
    assert moved([*before, *more], "initial", "post", 3) == moved(before, "initial", "post", 3)


def began(trust: int) -> Answers:
    return answers("a", 1, "mentor", "initial", trust)


def mid(role: str, trust: int) -> Answers:
    return answers("a", 1, role, "mid", trust)


@pytest.mark.parametrize(
    ("said", "signal"),
    [
        pytest.param([mid("mentor", 4), mid("mentee", 4)], False, id="well"),
        pytest.param([mid("mentor", 5), mid("mentee", 3)], True, id="two points apart"),
        pytest.param([mid("mentor", 4), mid("mentee", 3)], False, id="one point apart"),
        pytest.param([mid("mentor", 2), mid("mentee", 3)], True, id="a two"),
        pytest.param([mid("mentor", 1)], None, id="one of them alone tells nothing"),
        pytest.param([began(5), mid("mentor", 3), mid("mentee", 3)], True, id="fell"),
        pytest.param([began(4), mid("mentor", 3), mid("mentee", 3)], False, id="fell by one"),
    ],
)
def test_a_signal_at_mid_programme(said, signal) -> None:
    assert mismatched(said) is signal
