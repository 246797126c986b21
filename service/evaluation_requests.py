"""What an evaluator asks of a home: its history of runs, and marks on items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class KeepRun:
    """Keep the figures of a run of suites in this home's history: its documents, and its rows of numbers."""

    suites: tuple[dict[str, Any], ...]
    rows: tuple[tuple[Any, ...], ...]
    """(suite, metric, case, hits, n)."""


@dataclass(frozen=True, slots=True)
class EvalRuns:
    """Runs kept in this home, newest first."""


@dataclass(frozen=True, slots=True)
class CompareRuns:
    """What changed from one kept run to another, case by case."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Leaks:
    """What came out that should not have, in one kept run: which figure, which cases, how often."""

    run: str


@dataclass(frozen=True, slots=True)
class ToMark:
    """Items of an evaluation home with the caller's own marks, those without any first."""


@dataclass(frozen=True, slots=True)
class MarkItem:
    """An evaluator's word on one side of an item: right, wrong, or undo."""

    item_id: str
    verdict: str
    aspect: str = "whole"


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of this home, and how far those who gave them agree."""


EvaluationRequest = KeepRun | EvalRuns | CompareRuns | Leaks | ToMark | MarkItem | Marks
