"""Ranking metrics against numbers worked out by hand."""

from __future__ import annotations

import pytest

from evals.metrics.retrieval import ndcg, over_queries, recall, reciprocal_rank

GRADES = {"a": 2, "b": 1, "c": 0}


@pytest.mark.parametrize(
    ("ranked", "expected"),
    [
        (["a", "b", "c"], (1.0, 1.0, 1.0)),
        (["b", "a"], (0.7967, 1.0, 1.0)),  # (1 + 3/log2 3) / (3 + 1/log2 3)
        (["x", "c", "b"], (0.1377, 0.5, 1 / 3)),  # (1/2) / (3 + 1/log2 3)
        (["x", "y"], (0.0, 0.0, 0.0)),
        ([], (0.0, 0.0, 0.0)),
    ],
)
def test_hand_numbers(ranked: list[str], expected: tuple[float, float, float]) -> None:
    found = ndcg(ranked, GRADES), recall(ranked, GRADES), reciprocal_rank(ranked, GRADES)
    assert found == pytest.approx(expected, abs=1e-4)


def test_only_the_first_k_count() -> None:
    assert (ndcg(["x", "a"], GRADES, 1), recall(["x", "a"], GRADES, 1), reciprocal_rank(["x", "a"], GRADES, 1)) == (
        0,
        0,
        0,
    )


def test_a_query_with_nothing_relevant_is_unscored_not_zero() -> None:
    assert (ndcg(["a"], {}), recall(["a"], {"a": 0}), reciprocal_rank(["a"], {})) == (None, None, None)
    mean = over_queries("ndcg@10", [1.0, None, 0.5])
    assert (mean.value, mean.n) == (0.75, 2)
    assert over_queries("ndcg@10", [None]).value is None


def test_the_interval_holds_the_mean() -> None:
    mean = over_queries("ndcg@10", [0.2, 0.4, 0.9, 1.0, 0.5])
    assert mean.value is not None
    assert mean.low is not None
    assert mean.high is not None
    assert 0.2 <= mean.low < mean.value < mean.high <= 1.0
