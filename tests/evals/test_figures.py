"""Values, intervals, what is unscored, and two runs compared."""

from __future__ import annotations

import pytest

from evals.compare import compare_runs
from evals.metrics.shares import Share
from evals.record import Run
from evals.results import Bar, Row, from_shares, measured


def test_a_rate_has_wilsons_interval() -> None:
    found = measured("x", [Row("a", 8, 8), Row("b", 1, 2)])
    assert (found.value, found.n) == (0.9, 10)
    assert (found.low, found.high) == pytest.approx((0.5958, 0.9821), abs=1e-4)


def test_a_mean_is_resampled_by_note_so_that_one_odd_note_widens_it() -> None:
    even = measured("x", [Row(f"n{at}", 5, 10) for at in range(10)], "mean")
    odd = measured("x", [Row(f"n{at}", 10 if at < 5 else 0, 10) for at in range(10)], "mean")
    assert even.value == odd.value == 0.5
    assert (even.low, even.high) == (0.5, 0.5)
    assert odd.low is not None
    assert odd.low < 0.3


def test_a_count_of_none_says_how_many_there_may_be() -> None:
    found = measured("x", [Row("a", 0, 40)], "count")
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(3.5, abs=0.1)


def test_nothing_to_measure_is_neither_pass_nor_zero() -> None:
    found = measured("x", [Row("a", 0, 0)])
    assert found.value is None
    assert Bar(least=0.5).met_by(found) is None
    assert Bar(most=0.0).met_by(found) is None


def test_shares_of_one_note_become_one_row() -> None:
    rows = from_shares([("a", Share("x", 1, 1)), ("a", Share("x", 0, 1)), ("b", Share("x", 1, 1))])
    assert rows == {"x": [Row("a", 1, 2), Row("b", 1, 1)]}


def _run(hits: dict[str, float], *, direction: str = "at least", hashes: dict[str, str] | None = None) -> Run:
    each = hashes or dict.fromkeys(hits, "same")
    rows = [("s", "m", Row(case, value, 1)) for case, value in hits.items()]
    value = sum(hits.values()) / len(hits)
    metric = {"name": "m", "value": value, "threshold": 0.5, "direction": direction, "kind": "rate"}
    suite = {"suite": "s", "system": {"engine": "x"}, "cases": {"sha256": str(sorted(each.items())), "each": each}}
    return Run([{**suite, "metrics": [metric], "unscored": []}], rows)


def test_compare_names_the_flipped_cases_and_the_difference() -> None:
    cases = [f"c{at}" for at in range(12)]
    found = compare_runs(_run(dict.fromkeys(cases, 1.0)), _run({case: float(case == "c3") for case in cases}))
    one = found["metrics"][0]
    assert one["difference"] == pytest.approx(-11 / 12)
    assert one["verdict"] == "worse"
    assert (one["better"], len(one["worse"]), "c3" in one["worse"]) == ([], 11, False)
    assert one["p"] == pytest.approx(2 * 0.5**11)
    assert one["high"] < 0


def test_more_of_what_should_be_rare_is_worse() -> None:
    cases = [f"c{at}" for at in range(12)]
    before, after = (_run(dict.fromkeys(cases, value), direction="at most") for value in (0.0, 1.0))
    assert compare_runs(before, after)["metrics"][0]["verdict"] == "worse"
    assert compare_runs(after, before)["metrics"][0]["verdict"] == "better"


def test_a_run_equals_itself() -> None:
    run = _run({"a": 1.0, "b": 0.0})
    one = compare_runs(run, run)["metrics"][0]
    assert (one["difference"], one["better"], one["worse"], one["p"]) == (0, [], [], None)
    assert one["verdict"] == "no difference shown"


def test_a_case_that_was_changed_is_not_paired() -> None:
    before = _run({"a": 1.0, "b": 1.0}, hashes={"a": "1", "b": "2"})
    after = _run({"a": 0.0, "b": 0.0}, hashes={"a": "1", "b": "other"})
    assert compare_runs(before, after)["metrics"][0]["worse"] == ["a"]
    nothing = compare_runs(before, _run({"a": 0.0}, hashes={"a": "9"}))
    assert (nothing["metrics"], nothing["unpaired"]) == ([], ["s: m"])
