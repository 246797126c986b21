"""Participants beside others: the difference with its interval as published, and who reaches across departments."""

from __future__ import annotations

from datetime import date

import pytest

from mentoring.programme.comparison import Counted, compared, crossing

DAY = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("mine", "others", "difference", "low", "high"),
    [
        # Newcombe 1998, table II, method 10: the eight differences that the paper works out, of them four.
        pytest.param((56, 70), (48, 80), 0.2, 0.052, 0.334, id="56/70 - 48/80"),
        pytest.param((9, 10), (3, 10), 0.6, 0.17, 0.809, id="9/10 - 3/10"),
        pytest.param((5, 56), (0, 29), 0.089, -0.038, 0.193, id="5/56 - 0/29"),
        pytest.param((10, 10), (0, 20), 1.0, 0.679, 1.0, id="10/10 - 0/20"),
    ],
)
def test_the_interval_of_the_difference_is_newcombes(mine, others, difference, low, high) -> None:
    found = compared(
        Counted("North", "participant", "stayed", mine[1], mine[0], DAY),
        Counted("North", "comparison", "stayed", others[1], others[0], DAY),
    )
    assert (found.difference, found.low, found.high) == pytest.approx((difference, low, high), abs=0.0011)
    assert (found.n, found.others) == (mine[1], others[1])


ABOVE = {
    "clerk": frozenset({"sales", "chief"}), "driver": frozenset({"depot", "logistics", "chief"}),
    "sales": frozenset({"chief"}), "logistics": frozenset({"chief"}), "depot": frozenset({"logistics", "chief"}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("mentor", "mentee", "across"),
    [
        pytest.param("clerk", "logistics", True, id="another department's head"),
        pytest.param("driver", "sales", True, id="the chief alone is above both"),
        pytest.param("driver", "logistics", False, id="her own head"),
        pytest.param("driver", "depot", False, id="her own manager"),
        pytest.param("clerk", "chief", None, id="the chief is of no department"),
        pytest.param("nobody", "sales", None, id="a mentor whom the roster does not place"),
        pytest.param("clerk", "guest", None, id="a mentee whom it does not place"),
    ],
)
def test_departments_are_told_by_reporting_lines(mentor: str, mentee: str, across: bool | None) -> None:
    assert crossing(mentor, mentee, ABOVE, frozenset({"chief"})) is across
