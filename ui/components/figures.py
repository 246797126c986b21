"""Figures of evaluation runs as things to draw, on a scale from 0 to 1."""

from __future__ import annotations

from typing import Any

MOST = 12
"""Runs that a trend shows."""


def judged(metric: dict[str, Any]) -> dict[str, Any]:
    """A metric with what a row of the table says and draws of it."""
    drawn = metric["kind"] != "count" and metric["high"] is not None and metric["high"] <= 1
    sign = "≥" if metric["direction"] == "at least" else "≤"
    return {
        **metric,
        "shown": said(metric["value"], metric["kind"]),
        "spread": f"{said(metric['low'], metric['kind'])} to {said(metric['high'], metric['kind'])}"
        if metric["low"] is not None
        else "",
        "demand": f"{sign} {metric['threshold']:g}",
        "drawn": drawn and metric["value"] is not None,
        "verdict": {True: "holds", False: "missed", None: "unscored"}[metric["pass"]],
    }


def said(value: float | None, kind: str) -> str:
    """Two decimals; counts as they are; what could not be scored has no figure."""
    if value is None:
        return "unscored"
    return f"{value:.0f}" if kind == "count" else f"{value:.2f}"


def moved(runs: list[dict[str, Any]], suite: dict[str, Any]) -> list[dict[str, Any]]:
    """Each demanded metric over the runs of this suite, engine and cases, oldest first; only those that moved."""
    alike = [
        one
        for run in reversed(runs)
        for one in run["suites"]
        if all(one[field] == suite[field] for field in ("suite", "engine", "cases"))
    ]
    found = []
    for metric in suite["metrics"]:
        values = [_value(one, metric["name"]) for one in alike]
        known = [value for value in values if value is not None]
        if metric["threshold"] is not None and metric["kind"] != "count" and len(set(known)) > 1:
            found.append(
                {
                    "name": metric["name"],
                    "first": known[0],
                    "last": known[-1],
                    "heights": [*map(_height, known[-MOST:])],
                }
            )
    return found


def _value(suite: dict[str, Any], name: str) -> float | None:
    return next((one["value"] for one in suite["metrics"] if one["name"] == name), None)


def _height(value: float) -> int:
    """Of a column, in hundredths of the whole; a little of it always shows."""
    return max(3, round(100 * min(1.0, max(0.0, value))))
