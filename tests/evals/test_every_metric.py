"""Every demand of every suite is broken on purpose by some test that sees it missed: none is only ever met."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from evals.results import Bar
from evals.suite import load_suite, packaged
from tests.evals.breaking import BREAKERS

_SAME = {"privacy-quick": "privacy", "canaries": "privacy"}
"""Suites that demand what another demands, of other cases: the same functions measure them."""


def demanded() -> list[tuple[str, str]]:
    """(suite, metric) of whatever has a threshold."""
    return [
        (suite, metric)
        for suite in packaged()
        for metric, demand in load_suite(suite).demands.items()
        if demand.bar != Bar()
    ]


def breaking_tests() -> dict[tuple[str, str], list[str]]:
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        importlib.import_module(f"tests.evals.{file.stem}")
    return dict(BREAKERS)


def test_every_suite_demands_something() -> None:
    assert {suite for suite, _ in demanded()} == {*packaged()}
    assert len(demanded()) > 60


@pytest.mark.parametrize(("suite", "metric"), demanded())
def test_some_test_sees_it_missed(suite: str, metric: str) -> None:
    assert breaking_tests().get((_SAME.get(suite, suite), metric)), "no test breaks a system so that it misses this"


def test_no_test_says_it_breaks_what_nobody_demands() -> None:
    assert {*breaking_tests()} <= {*demanded()}
