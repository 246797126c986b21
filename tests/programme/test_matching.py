"""No proposal breaks a rule, and of all that break none it is the best: by many made-up companies and small tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings

from mentoring.programme.assigning import allowed, best, by_chance, greedy, others
from mentoring.programme.fitting import fitness
from mentoring.programme.match_words import language, left_over, rationale, reasons
from mentoring.programme.matching import Joiner, Together, apart, barred, by_side, last_partners, upwards
from tests.programme.joiners import companies, known

MAY, DAY = date(2026, 5, 4), date(2026, 9, 1)


def ways(rows: int, columns: int) -> Iterator[list[tuple[int, int]]]:
    """Every way to put the shorter side's people together with some of the other."""
    if rows <= columns:
        yield from (list(enumerate(one)) for one in permutations(range(columns), rows))
    else:
        yield from ([(row, column) for column, row in enumerate(one)] for one in permutations(range(rows), columns))


@settings(max_examples=300, deadline=None)
@given(companies())
def test_no_pair_breaks_a_rule_and_nobody_stands_twice(people: list[Joiner]) -> None:
    mentors, mentees = by_side(people, {})
    fit, may = fitness(mentors, mentees, known(people)).fit, allowed(mentors, mentees)
    for pairs in (best(fit, may), greedy(fit, may)):
        for row, column in pairs:
            one, two = mentors[row], mentees[column]
            assert one.id != two.id
            assert one.id not in two.above
            assert two.id not in one.above
            assert one.id not in two.last
            assert two.id not in one.last
            assert one.languages & two.languages
            assert apart(one, two) <= 3
        assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)


@settings(max_examples=100, deadline=None)
@given(companies())
def test_nothing_else_makes_more_pairs_or_as_many_that_fit_better(people: list[Joiner]) -> None:
    mentors, mentees = (side[:4] for side in by_side(people, {}))
    fit, may = fitness(mentors, mentees, known(people)).fit, allowed(mentors, mentees)
    found = best(fit, may)
    worth = [[two for two in way if may[two]] for way in ways(len(mentors), len(mentees))]
    most = max((len(one) for one in worth), default=0)
    assert len(found) == most
    top = max((sum(fit[two] for two in one) for one in worth if len(one) == most), default=0.0)
    assert sum(fit[two] for two in found) == pytest.approx(top)


@settings(max_examples=100, deadline=None)
@given(companies())
def test_whoever_is_left_over_gets_a_reason(people: list[Joiner]) -> None:
    mentors, mentees = by_side(people, {})
    for one in mentors:
        assert left_over(one, mentees, 3).endswith(".")


TABLE = np.array([[0.9, 0.8, 0.1], [0.8, 0.2, 0.1], [0.1, 0.1, 0.3]])


def test_the_best_sum_beats_the_best_pair_by_hand() -> None:
    """0.8 + 0.8 + 0.3 = 1.9; best pair first takes 0.9 and is left with 0.2 and 0.3: 1.4."""
    free = np.ones((3, 3), dtype=bool)
    assert best(TABLE, free) == [(0, 1), (1, 0), (2, 2)]
    assert greedy(TABLE, free) == [(0, 0), (1, 1), (2, 2)]


def test_nobody_is_left_out_for_a_better_fit() -> None:
    """One pair of 0.9 is worth less than two of 0.1."""
    fit, may = np.array([[0.9, 0.1], [0.1, 0.0]]), np.array([[True, True], [True, False]])
    assert best(fit, may) == [(0, 1), (1, 0)]
    assert greedy(fit, may) == [(0, 0)]


def test_what_the_lead_set_stays_and_the_rest_is_best_around_it() -> None:
    free = np.ones((3, 3), dtype=bool)
    assert best(TABLE, free, [(0, 0)]) == [(0, 0), (1, 1), (2, 2)]


def test_alternatives_are_the_next_best_who_may() -> None:
    may = np.array([[True] * 3, [False] * 3, [True] * 3])
    assert others(TABLE, may, (0, 0)) == [2]


def test_chance_is_the_same_each_time_and_asks_no_rule() -> None:
    assert by_chance((4, 3)) == by_chance((4, 3))
    assert {len(one) for one in by_chance((4, 3))} == {3}


def person(name: str = "a", side: str = "mentor", **said: object) -> Joiner:
    return Joiner(name, side, **{"languages": frozenset({"en"}), **said})  # type: ignore[arg-type]  # fields


@pytest.mark.parametrize(
    ("one", "other", "bar"),
    [
        pytest.param(person(), person("b"), None, id="strangers"),
        pytest.param(person(), person("a"), "self", id="herself"),
        pytest.param(person(above=frozenset({"x", "b"})), person("b"), "line", id="two levels up"),
        pytest.param(person(above=frozenset({"x"})), person("b", above=frozenset({"x"})), None, id="the same manager"),
        pytest.param(person(last=frozenset({"b"})), person("b"), "again", id="last partner"),
        pytest.param(person(languages=frozenset({"de"})), person("b"), "language", id="no common language"),
        pytest.param(person(zone=0.0), person("b", zone=3.0), None, id="three hours"),
        pytest.param(person(zone=0.0), person("b", zone=3.5), "zone", id="more than three"),
        pytest.param(person(zone=12.0), person("b", zone=-11.0), None, id="across the date line"),
        pytest.param(person(zone=None), person("b", zone=9.0), None, id="a clock that is not known"),
    ],
)
def test_rules(one: Joiner, other: Joiner, bar: str | None) -> None:
    assert barred(one, other) == barred(other, one) == bar


def test_a_fit_by_hand() -> None:
    """Wishes (1 + 0.5) / 2 of weight 0.6, back 0 of 0.2, interests 1 of 0.1, another department 1 of 0.1."""
    mentor = person(offers=("video", "polls 50"), wishes=("strategy",), interests=("chess",), department="IT")
    mentee = person("b", "mentee", offers=("rota",), wishes=("video", "polls"), interests=("chess",), department="HR")
    found = fitness([mentor], [mentee], known([mentor, mentee]))
    assert found.fit[0, 0] == pytest.approx(0.6 * 0.75 + 0.1 + 0.1, abs=1e-6)
    assert found.met[0, 0] == 2


def test_what_nobody_said_weighs_nothing() -> None:
    mentor, mentee = person(offers=("video",)), person("b", "mentee", wishes=("video 60",))
    found = fitness([mentor], [mentee], known([mentor, mentee]))
    assert found.fit[0, 0] == pytest.approx(0.6, abs=1e-6)


def test_an_offer_meets_a_wish_from_the_threshold_on() -> None:
    mentor = person(offers=("video",))
    near, far = person("b", "mentee", wishes=("video 41",)), person("c", "mentee", wishes=("video 39",))
    assert fitness([mentor], [near, far], known([mentor, near, far])).met.tolist() == [[1, 0]]


def test_reasons_say_what_meets_what_and_the_two_are_told_no_lack() -> None:
    mentor = person(offers=("video",), wishes=("strategy",), department="IT", zone=1.0, site="Ulm")
    mentee = person(
        "b", "mentee", offers=("strategy",), wishes=("video 60", "rota"), department="HR", zone=2.0, site="Ulm"
    )
    assert reasons(mentor, mentee, known([mentor, mentee])) == [
        "The mentor offers video, which meets the mentee's wish: video 60.",
        "In return the mentee offers strategy, which meets the mentor's wish: strategy.",
        "Both speak English.", "They come from different departments: IT and HR.", "Both are at Ulm.",
        "Their clocks are 1 hour apart.",
    ]  # fmt: skip
    nothing = person("c", "mentee", wishes=("rota",))
    said = known([mentor, nothing])
    assert reasons(mentor, nothing, said)[0].startswith("None of the mentee's wishes is met")
    assert rationale(mentor, nothing, said) == "Both speak English."


def test_left_over_people_are_told_which_rules_bar_whom() -> None:
    one = person(languages=frozenset({"fr"}), above=frozenset({"b"}))
    everybody = [person("b", "mentee", languages=frozenset({"fr"})), person("c", "mentee"), person("d", "mentee")]
    assert left_over(one, everybody, 3) == (
        "Nobody on the other side may be put together with this person: they share no language (2 people); "
        "one of the two is above the other in the reporting line (1 person)."
    )
    assert (
        left_over(person(), everybody[1:], 3) == "Too few are on the other side: the 2 people who would do are taken."
    )


def test_a_line_is_followed_to_its_top_and_a_circle_is_named() -> None:
    assert upwards({"a": "b", "b": "c"}) == {"a": {"b", "c"}, "b": {"c"}}
    with pytest.raises(ValueError, match="a"):
        upwards({"a": "b", "b": "a"})


def test_twice_in_a_row_is_with_nobody_else_between() -> None:
    first = Together("m", "e", MAY, runs=False)
    assert last_partners([first]) == {"m": {"e"}, "e": {"m"}}
    again = [Together("m", "f", DAY, runs=False), Together("n", "e", DAY, runs=False)]
    assert "e" in last_partners([first, again[0]])["m"]  # she had somebody else since, he had not
    assert "e" not in last_partners([first, *again])["m"]
    assert "e" in last_partners([Together("m", "e", MAY, runs=True), *again])["m"]


def test_whoever_would_do_both_fills_the_shorter_side() -> None:
    people = [person("a"), person("b", "mentee"), person("c", "mentee"), person("d", "mentee"),
              person("e", "both"), person("f", "both"), person("g", "both")]  # fmt: skip
    mentors, mentees = by_side(people, {"f": 0.5, "e": 0.1, "g": -0.5})
    assert ([one.id for one in mentors], [one.id for one in mentees]) == (["a", "f", "e", "g"], ["b", "c", "d"])


@pytest.mark.parametrize(
    ("text", "code"), [("English (C1)", "en"), ("en-GB", "en"), ("DE", "de"), ("Basque", "basque")]
)
def test_languages_are_known_as_people_write_them(text: str, code: str) -> None:
    assert language(text) == code
