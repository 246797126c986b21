"""Ranked lists against graded judgements. Pure; one query at a time, averaged over queries by `over_queries`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

from evals.results import Measured, Row, measured

Grades = Mapping[str, int]
"""Document -> grade of relevance, 0 not at all; documents that are not named have 0."""


def ndcg(ranked: Sequence[str], grades: Grades, k: int = 10) -> float | None:
    """nDCG@k with gains 2^grade - 1 (Burges et al. 2005); None if nothing is relevant."""
    ideal = _gain(sorted(grades.values(), reverse=True)[:k])
    return _gain([grades.get(one, 0) for one in ranked[:k]]) / ideal if ideal else None


def recall(ranked: Sequence[str], grades: Grades, k: int = 10) -> float | None:
    """Share of the relevant documents among the first `k`; None if nothing is relevant."""
    relevant = {one for one, grade in grades.items() if grade > 0}
    return len(relevant & set(ranked[:k])) / len(relevant) if relevant else None


def reciprocal_rank(ranked: Sequence[str], grades: Grades, k: int = 10) -> float | None:
    """1 / rank of the first relevant document, 0 if it is not among the first `k`; None if nothing is relevant."""
    if not any(grades.values()):
        return None
    return next((1 / rank for rank, one in enumerate(ranked[:k], start=1) if grades.get(one, 0) > 0), 0.0)


def over_queries(name: str, values: Sequence[float | None], ids: Sequence[str] = ()) -> Measured:
    """Mean over the queries that can be scored, with the bootstrap interval over queries."""
    named = zip(ids or [f"q{number:03}" for number in range(1, len(values) + 1)], values, strict=True)
    return measured(name, [Row(query, value, 1) for query, value in named if value is not None], "mean")


def _gain(grades: Sequence[int]) -> float:
    return float(sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1)))
