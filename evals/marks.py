"""Evaluators' marks in the quality suite: of the items found now, what people who read them said of each side.

A mark belongs to an item's id, which its note and its words decide: an item found again with the same words keeps its
marks, another engine's item in other words has none and is not scored here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from evals.metrics.agreement import agreement
from evals.results import Measured, Row, measured
from evals.road import Travelled
from mentoring.records import ASPECTS

RIGHT, AGREE = "marked right, {}", "agreement of marks, {}"

Given = Mapping[tuple[str, str], Sequence[str]]
"""(item, aspect) -> the verdicts of those who marked it."""


def given(labels: Sequence[Mapping[str, Any]]) -> Given:
    """Marks as `upwell evals marks` lists them, by item and aspect."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in labels:
        found[one["item_id"], one["aspect"]].append(one["verdict"])
    return found


def marks(travelled: Sequence[Travelled], labels: Sequence[Mapping[str, Any]]) -> list[Measured]:
    """For each aspect: items that more people call right than wrong, and alpha over all items of this home."""
    by_item = given(labels)
    figures = []
    for aspect in ASPECTS:
        rows = [_row(one, aspect, by_item) for one in travelled]
        told = agreement([verdicts for (_, side), verdicts in by_item.items() if side == aspect])
        if aspect == "whole" or any(row.n for row in rows):
            figures.append(measured(RIGHT.format(aspect), rows))
            figures.append(Measured(AGREE.format(aspect), told.alpha, told.n, told.low, told.high, "mean"))
    return figures


def _row(one: Travelled, aspect: str, by_item: Given) -> Row:
    found = [item.id for item in one.extraction.insights] + [item.id for item in one.extraction.actions]
    judged = [verdicts for item in found if (verdicts := by_item.get((item, aspect)))]
    return Row(one.case.note.note_id, sum(map(_right, judged)), len(judged))


def _right(verdicts: Sequence[str]) -> float:
    """1, 0, or a half where as many say one as the other."""
    right = list(verdicts).count("right")
    return 1.0 if 2 * right > len(verdicts) else 0.5 if 2 * right == len(verdicts) else 0.0
