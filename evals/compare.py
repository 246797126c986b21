"""Two runs, case by case: paired differences with intervals, and the cases that flipped.

A case counts only if both runs saw the same note and labels (equal hashes) and both could score it; what one could
not score is listed, and counts for neither. The interval resamples the shared cases (paired bootstrap, 95 %); the p
value is the exact sign test over cases that got better against those that got worse, which is McNemar's test where a
case is one trial.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.stats import binomtest

from evals.record import Run
from evals.results import ROUNDS, Row, interval

_SEED = 7


def compare_runs(before: Run, after: Run) -> dict[str, Any]:
    """Every metric that both runs have, with what could not be paired."""
    old, new = before.rows_by_metric(), after.rows_by_metric()
    known = {suite["suite"]: suite for suite in before.suites}
    metrics, unpaired, unscored = [], [], []
    for suite in after.suites:
        name, earlier = suite["suite"], known.get(suite["suite"])
        unscored += _unscored(earlier, suite)
        for metric in suite["metrics"]:
            rows = [side.get((name, metric["name"]), {}) for side in (old, new)]
            shared = _shared(earlier, suite, {*rows[0], *rows[1]}) if all(rows) else []
            # What only one run found something in weighs nothing on the other side.
            pairs = [(rows[0].get(one, Row(one, 0, 0)), rows[1].get(one, Row(one, 0, 0))) for one in shared]
            if pairs:
                metrics.append({"suite": name, **_difference(metric, pairs)})
            elif metric["threshold"] is not None:
                unpaired.append(f"{name}: {metric['name']}")
    return {
        "systems": [[_system(suite) for suite in run.suites] for run in (before, after)],
        "metrics": metrics,
        "unpaired": unpaired,
        "unscored": unscored,
    }


def _given_up(suite: Mapping[str, Any]) -> set[str]:
    """Cases of a run that it could not score."""
    return {one["what"] for one in suite["unscored"]} & set(suite["cases"]["each"])


def _unscored(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[dict[str, str]]:
    old, new = _given_up(before) if before else set(), _given_up(after)
    sides = {one: "both" if one in old & new else "before" if one in old else "after" for one in sorted(old | new)}
    return [{"suite": after["suite"], "case": case, "in": side} for case, side in sides.items()]


def _system(suite: Mapping[str, Any]) -> dict[str, Any]:
    return {"suite": suite["suite"], **suite["system"], "cases": suite["cases"]["sha256"]}


def _shared(before: Mapping[str, Any] | None, after: Mapping[str, Any], ids: Iterable[str]) -> list[str]:
    """Of these ids those that both runs can be paired on: equal notes; queries and trials only over equal folders."""
    if before is None:
        return []
    old, new = before["cases"]["each"], after["cases"]["each"]
    equal = before["cases"]["sha256"] == after["cases"]["sha256"]
    scored = {*ids} - _given_up(before) - _given_up(after)
    return sorted(one for one in scored if (old.get(one) == new[one] if one in new else equal and one not in old))


def _difference(metric: Mapping[str, Any], pairs: Sequence[tuple[Row, Row]]) -> dict[str, Any]:
    sign = -1 if metric["direction"] == "at most" else 1
    as_count = metric["kind"] == "count"
    a, b = (np.array([(row.hits, row.n) for row in side], dtype=np.float64) for side in zip(*pairs, strict=True))
    values = [_value(side.sum(axis=0), as_count=as_count) for side in (a, b)]
    drawn = np.random.default_rng(_SEED).integers(0, len(pairs), (ROUNDS, len(pairs)))
    draws = _value(b[drawn].sum(axis=1), as_count=as_count) - _value(a[drawn].sum(axis=1), as_count=as_count)
    known = draws[~np.isnan(draws)]
    low, high = interval(known) if len(known) else (None, None)
    better, worse = _flips(pairs, sign, as_count=as_count)
    difference = float(values[1] - values[0])
    return {
        "name": metric["name"], "threshold": metric["threshold"], "direction": metric["direction"], "n": len(pairs),
        "before": _known(values[0]), "after": _known(values[1]), "difference": _known(difference),
        "low": low, "high": high, "p": _sign_test(len(better), len(worse)),
        "verdict": _verdict(low, high, sign), "better": better, "worse": worse,
    }  # fmt: skip


def _value(sums: Any, *, as_count: bool) -> Any:
    """Hits, or hits / n; nan where nothing was drawn."""
    if as_count:
        return sums[..., 0]
    n = np.where(sums[..., 1] > 0, sums[..., 1], np.nan)
    return sums[..., 0] / n


def _known(value: Any) -> float | None:
    return None if np.isnan(value) else float(value)


def _flips(pairs: Sequence[tuple[Row, Row]], sign: int, *, as_count: bool) -> tuple[list[str], list[str]]:
    better: list[str] = []
    worse: list[str] = []
    for old, new in pairs:
        a, b = (row.hits if as_count else row.hits / row.n if row.n else None for row in (old, new))
        if a is None or b is None or a == b:
            continue
        (better if (b - a) * sign > 0 else worse).append(new.case)
    return better, worse


def _sign_test(better: int, worse: int) -> float | None:
    """Exact two-sided p of as uneven a split by chance; None when no case flipped."""
    return float(binomtest(better, better + worse).pvalue) if better + worse else None


def _verdict(low: float | None, high: float | None, sign: int) -> str:
    if low is None or high is None or low <= 0 <= high:
        return "no difference shown"
    return "better" if (low > 0) == (sign > 0) else "worse"
