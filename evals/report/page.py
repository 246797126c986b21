"""A run as one self-contained page: no script, nothing asked for from outside, light and dark.

Each figure is drawn on a scale from 0 to 1: a dot for the value, a bar for its 95 % interval, a line for the
threshold with the side on which it is held, a hollow diamond for what another way reached.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from evals.record import Run
from evals.report.text import cells, figure, is_headline, seen_remark, unscored

_WIDTH, _PAD = 240, 8


def page(run: Run) -> str:
    """The page."""
    gated = [one for suite in run.suites for one in suite["metrics"] if one["threshold"] is not None]
    return (
        _templates()
        .get_template("report.html")
        .render(
            suites=[_suite(suite) for suite in run.suites],
            held=sum(one["pass"] is True for one in gated),
            missed=[_missed(one) for one in gated if one["pass"] is False],
            unknown=sum(one["pass"] is None for one in gated),
            demanded=len(gated),
            incomplete=run.incomplete,
            seen=any(map(seen_remark, run.suites)),
        )
    )


@lru_cache(maxsize=1)
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("evals.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(x=_x, width=_WIDTH, pad=_PAD)
    return made


def _x(value: float) -> float:
    """Place of a share on the drawn scale, in pixels."""
    return round(_PAD + (_WIDTH - 2 * _PAD) * min(1.0, max(0.0, value)), 1)


def _missed(metric: Mapping[str, Any]) -> str:
    """What was missed and by how much, in words."""
    name, value, _, _, threshold, *_ = cells(metric)
    return f"{name} ({value}, demanded {threshold})"


def _sides(metric: Mapping[str, Any]) -> tuple[float, float] | None:
    """The part of the scale on which a demand holds."""
    if metric["threshold"] is None:
        return None
    return (0.0, metric["threshold"]) if metric["direction"] == "at most" else (metric["threshold"], 1.0)


def _is_open(metric: Mapping[str, Any]) -> bool:
    """Whether the threshold lies inside the interval: more cases could turn the verdict round."""
    low, high, bar = metric["low"], metric["high"], metric["threshold"]
    return metric["pass"] is not None and low is not None and low < bar < high


def _suite(suite: Mapping[str, Any]) -> dict[str, Any]:
    shown = [_metric(one) for one in suite["metrics"]]
    details: dict[str, list[dict[str, Any]]] = {}
    for one in shown:
        if not one["headline"]:
            details.setdefault(_group(one["name"]), []).append(one)
    return {
        **suite,
        "remark": seen_remark(suite),
        "figures": [one for one in shown if one["headline"]],
        "details": details,
        "lost": [*unscored(suite)],
        "sources": {one["name"]: one["baseline"]["source"] for one in shown if one["baseline"]},
    }


def _group(name: str) -> str:
    """`recall/type/AGE` -> `recall by type`; what has no third part stands under its first."""
    first, *rest = name.split("/")
    return f"{first} by {rest[0]}" if len(rest) > 1 and rest[0] != "direct" else first


def _metric(metric: Mapping[str, Any]) -> dict[str, Any]:
    name, value, spread, n, threshold, baseline, _ = cells(metric)
    spoken = f"{name}: {value}" + (f", 95 % interval {spread}" if spread else "")
    return {
        **metric,
        "headline": is_headline(metric),
        "label": ", ".join(name.split("/")[1:] if name.count("/") == 1 else name.split("/")[2:]) or name,
        "cells": {"value": value, "spread": spread, "n": n, "threshold": threshold, "baseline": baseline},
        "most": figure(metric["high"], metric["kind"]),
        "sides": _sides(metric),
        "open": _is_open(metric),
        "spoken": spoken + (f", demanded {threshold}" if threshold else "") + f", n = {n}",
        "drawn": metric["kind"] != "count" and metric["value"] is not None and metric["high"] <= 1,
    }
