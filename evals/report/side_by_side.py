"""Several engines over the same cases, in one table: a column each, a remark where one could not score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from evals.record import Run
from evals.report.text import cells, is_headline, seen_remark, unscored


def beside(runs: Sequence[Run], *, everything: bool = False) -> str:
    """A table a suite; the first engine is the one that thresholds judge."""
    suites = zip(*(run.suites for run in runs), strict=True)
    return "\n".join(line for one in suites for line in _suite(one, everything=everything)) + "\n"


def _suite(sides: Sequence[dict[str, Any]], *, everything: bool) -> Iterator[str]:
    first = sides[0]
    yield f"== {first['suite']}: {first['notes']} notes"
    if remark := seen_remark(first):
        yield remark
    rows = [("metric", "threshold", *(side["system"]["engine"] for side in sides), "")]
    for metric in first["metrics"]:
        if everything or is_headline(metric):
            same = [next((one for one in side["metrics"] if one["name"] == metric["name"]), None) for side in sides]
            name, *_, threshold, _, verdict = cells(metric)
            rows.append((name, threshold, *(_cell(one) for one in same), verdict))
    rows.append(("seconds", "", *(f"{side['seconds']:.0f}" for side in sides), ""))
    rows.append(("asked of a model", "", *(_usage(side) for side in sides), ""))
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    for side in sides:
        yield from (f"unscored, {side['system']['engine']}: {line}" for line in unscored(side))


def _cell(metric: dict[str, Any] | None) -> str:
    if metric is None:
        return "unscored"
    _, value, spread, *_ = cells(metric)
    return f"{value} ({spread})" if spread else value


def _usage(side: dict[str, Any]) -> str:
    used = side.get("usage")
    if not used:
        return "nothing"
    return f"{used['requests']} questions, {used['input_tokens']} + {used['output_tokens']} tokens"
