"""Krippendorff's alpha against the worked examples of his own paper (Computing Alpha-Reliability, 2011)."""

from __future__ import annotations

import pytest

from evals.marks import marks
from evals.metrics.agreement import agreement, krippendorff
from evals.results import Measured
from evals.suite import load_suite
from tests.evals.breaking import breaks
from tests.evals.labelled import perfect


def units(observers: list[str]) -> list[list[str]]:
    return [[mark for mark in unit if mark != "."] for unit in zip(*observers, strict=True)]


@pytest.mark.parametrize(
    ("observers", "alpha"),
    [
        pytest.param(["0100000000", "1110010100"], 0.095, id="A-two-observers-two-labels"),
        pytest.param(["aabbdcccedda", "babbbccceddd"], 0.692, id="B-two-observers-five-labels"),
        pytest.param(
            ["123321412...", "1233224125.3", ".3332342251.", "12332441251."],
            0.743,
            id="C-four-observers-some-missing",
        ),
        pytest.param(["rwrw", "rwrw"], 1.0, id="always"),
        pytest.param(["rrrr", "wwww"], -0.75, id="never"),
    ],
)
def test_alpha_is_that_of_the_published_examples(observers: list[str], alpha: float) -> None:
    assert krippendorff(units(observers)) == pytest.approx(alpha, abs=5e-4)


@pytest.mark.parametrize(
    "items",
    [pytest.param([], id="no-marks"), pytest.param([["right"], ["wrong"]], id="one-person"),
     pytest.param([["right", "right"], ["right", "right"]], id="one-label")],
)  # fmt: skip
def test_where_agreement_cannot_be_known_it_is_unknown(items: list[list[str]]) -> None:
    assert krippendorff(items) is None
    assert agreement(items).alpha is None


def test_the_interval_holds_the_value_and_narrows_with_more_items() -> None:
    few, many = (agreement([["right"] * 2, ["wrong"] * 2, ["right", "wrong"]] * times) for times in (5, 50))
    assert few.low < few.alpha < few.high
    assert many.high - many.low < few.high - few.low


def labels(*verdicts: tuple[str, str]) -> list[dict[str, str]]:
    """Marks of two people on the four items of the two notes."""
    items = [item.id for one in perfect() for item in (*one.extraction.insights, *one.extraction.actions)]
    return [
        {"item_id": item, "aspect": "whole", "verdict": verdict}
        for item, both in zip(items, verdicts, strict=True)
        for verdict in both
    ]


def _marked(*verdicts: tuple[str, str]) -> dict[str, Measured]:
    return {one.name: one for one in marks(perfect(), labels(*verdicts))}


@breaks("quality", "marked right, whole", "agreement of marks, whole")
def test_marks_feed_the_quality_suite_and_can_miss_its_demands() -> None:
    right, wrong, split = ("right", "right"), ("wrong", "wrong"), ("right", "wrong")
    demands = load_suite("quality").demands
    good, bad = _marked(right, right, right, wrong), _marked(split, wrong, split, wrong)
    assert good["marked right, whole"].value == 0.75
    assert demands["marked right, whole"].bar.met_by(_marked(right, right, right, right)["marked right, whole"]) is True
    assert demands["agreement of marks, whole"].bar.met_by(good["agreement of marks, whole"]) is True
    assert [demands[name].bar.met_by(one) for name, one in bad.items()] == [False, False]


def test_marks_of_items_that_were_not_found_again_score_nothing() -> None:
    gone = [{**one, "item_id": "elsewhere"} for one in labels(*[("right", "right")] * 4)]
    assert [one.value for one in marks(perfect(), gone)] == [None, None]
    assert [one.value for one in marks(perfect(), [])] == [None, None]
