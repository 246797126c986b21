"""Shares and their bounds."""

import pytest

from evals.metrics.shares import Share, pooled


def test_wilson_bounds_of_all_hits_stay_below_one():
    low, high = Share("x", 446, 446).interval
    assert (round(low, 4), high) == (0.9915, 1.0)


def test_no_cases_is_no_share():
    assert Share("x", 0, 0).value is None


def test_shares_of_one_name_are_added():
    assert pooled([Share("a", 1, 2), Share("b", 1, 1), Share("a", 2, 2)]) == [Share("a", 3, 4), Share("b", 1, 1)]


def test_half_of_ten():
    assert Share("x", 5, 10).interval == pytest.approx((0.2366, 0.7634), abs=1e-3)
