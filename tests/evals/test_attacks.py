"""Attacks fail against the real rules and get through where a rule is dropped."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import pytest

from evals import attack_cohorts, attack_injection
from evals.attack import injections
from evals.attack_cohorts import measure_cohorts
from evals.attack_injection import trials
from evals.attack_membership import measure_membership
from evals.metrics.retrieval import ndcg, over_queries
from evals.naive import Naive
from evals.suite import load_suite
from mentoring.consent import Rules, patterns, visible_patterns
from mentoring.grounding.guard import GuardVerdict
from service.callers import OPERATOR

DEMANDS = load_suite("attack").demands
ALONE = "sybil, one person in many pairs: right guesses"
JOINED = "differencing, who joined: right guesses"
LEFT = "differencing, who left: right guesses"
Patch = pytest.MonkeyPatch


def forgets_last_week(patch: Patch) -> None:
    def without(*arguments: object, **named: object) -> object:
        return visible_patterns(*arguments, **{**named, "previous": None})

    patch.setattr(attack_cohorts, "visible_patterns", without)


def counts_pairs_not_people(patch: Patch) -> None:
    def publish(current: frozenset, _previous: object, k: int) -> object:
        return patterns.Published(current, len(current)) if len(current) >= k else None

    patch.setattr(patterns, "publish", publish)


def test_small_cohorts_hold() -> None:
    for one in measure_cohorts():
        assert DEMANDS[one.name].bar.met_by(one) is not False, one.name


@pytest.mark.parametrize(
    ("metric", "breaks"),
    [
        pytest.param(JOINED, forgets_last_week, id="differences-between-weeks-shown"),
        pytest.param(LEFT, forgets_last_week, id="leavers-shown"),
        pytest.param(ALONE, counts_pairs_not_people, id="one-person-counts-often"),
    ],
)
def test_a_dropped_rule_is_seen(metric: str, breaks: Callable[[Patch], None], monkeypatch: Patch) -> None:
    breaks(monkeypatch)
    found = next(one for one in measure_cohorts() if one.name == metric)
    assert DEMANDS[metric].bar.met_by(found) is False


@pytest.mark.parametrize(("k", "metric"), [(2, ALONE), (1, JOINED)])
def test_a_lower_k_is_seen(k: int, metric: str) -> None:
    rules = Rules()
    object.__setattr__(rules, "k", k)  # the constructor refuses it
    found = next(one for one in measure_cohorts(rules) if one.name == metric)
    assert DEMANDS[metric].bar.met_by(found) is False


class NoGuard:
    """Lets every sentence pass."""

    def __init__(self, *_: object) -> None: ...

    def check(self, text: str) -> GuardVerdict:
        return GuardVerdict(text)


def test_an_engine_that_repeats_what_it_reads_is_held_by_the_guard_alone(monkeypatch: Patch) -> None:
    name, tried = "planted instructions", list(islice(trials((), 7), 12))
    guarded = injections(name, tried, Naive())[0][0]
    monkeypatch.setattr(attack_injection, "Guard", NoGuard)
    open_ = injections(name, tried, Naive())[0][0]
    assert guarded.n == open_.n == 12
    assert guarded.value is not None
    assert open_.value is not None
    assert guarded.value < open_.value
    assert DEMANDS[name].bar.met_by(open_) is False


def test_a_constant_ranking_misses_what_search_has_to_find() -> None:
    grades = [{"a": 2}, {"b": 2}, {"c": 2}, {"d": 1}]
    demand = load_suite("retrieval").demands["nDCG@10"].bar
    assert demand.met_by(over_queries("nDCG@10", [ndcg(["x", "y", "a"], one) for one in grades])) is False
    assert demand.met_by(over_queries("nDCG@10", [ndcg([*one], one) for one in grades])) is True


@pytest.mark.long
def test_a_reader_of_everything_can_tell_what_is_in_the_memory() -> None:
    name = "membership: searches that betray a hidden note"
    assert DEMANDS[name].bar.met_by(measure_membership()[0]) is True
    assert DEMANDS[name].bar.met_by(measure_membership(OPERATOR)[0]) is False
