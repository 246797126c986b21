"""A run, or what changed between two, as a table for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evals.record import Run

_VERDICTS = {True: "pass", False: "FAIL", None: ""}
_SHOWN = 3
"""Sentences of a sort that a comparison prints; --json has all."""
_HEAD = ("metric", "value", "95 %", "n", "threshold", "baseline", "")


def table(run: Run, *, everything: bool = False) -> str:
    """Figures in columns, suite by suite; `everything`: also those by type, style and reason."""
    return "\n".join(line for suite in run.suites for line in _suite(suite, everything=everything)) + "\n"


def _suite(suite: Mapping[str, Any], *, everything: bool) -> Iterator[str]:
    yield f"== {suite['suite']}: {suite['notes']} notes, engine {suite['system']['engine']}, {suite['seconds']:.0f} s"
    if remark := seen_remark(suite):
        yield remark
    shown = [one for one in suite["metrics"] if everything or is_headline(one)]
    rows = [_HEAD, *(cells(one) for one in shown)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    if len(shown) < len(suite["metrics"]):
        yield f"and {len(suite['metrics']) - len(shown)} more by type, style and reason: --all"
    yield from (f"unscored: {line}" for line in unscored(suite))


def seen_remark(suite: Mapping[str, Any]) -> str:
    """What must stand above figures of notes that weights were fitted on; empty where there are none."""
    known = len(suite.get("seen", ()))
    if not known:
        return ""
    which = "all notes" if known == suite["notes"] else f"{known} of the {suite['notes']} notes"
    return f"SEEN: {which} were read while fitting the shipped weights: these figures show that it runs, no more."


def unscored(suite: Mapping[str, Any]) -> Iterator[str]:
    """What could not be scored: each reason once, with all that it concerns."""
    by_reason: dict[str, list[str]] = {}
    for one in suite["unscored"]:
        by_reason.setdefault(one["reason"], []).append(one["what"])
    yield from (f"{', '.join(what)}: {reason}" for reason, what in by_reason.items())


def is_headline(metric: Mapping[str, Any]) -> bool:
    """Whether a figure stands for itself; the others break one down."""
    return metric["threshold"] is not None or "/" not in metric["name"]


def cells(metric: Mapping[str, Any]) -> tuple[str, ...]:
    """One figure as words: name, value, interval, n, threshold, baseline, verdict."""
    sign = {"at least": "≥", "at most": "≤"}[metric["direction"]]
    baseline = metric["baseline"]
    return (
        metric["name"],
        figure(metric["value"], metric["kind"]),
        "" if metric["low"] is None else " to ".join(figure(metric[end], metric["kind"]) for end in ("low", "high")),
        str(metric["n"]),
        "" if metric["threshold"] is None else f"{sign} {metric['threshold']:g}",
        "" if baseline is None else f"{baseline['value']:g}",
        _VERDICTS[metric["pass"]],
    )


def figure(value: float | None, kind: str) -> str:
    """Three decimals; counts as they are."""
    if value is None:
        return "unscored"
    if kind == "count":
        return f"{value:.0f}" if value == int(value) else f"{value:.1f}"
    return f"{value:.3f}"


def markdown(run: Run) -> str:
    """The same for a pull request: headlines of each suite."""
    return "\n".join(line for suite in run.suites for line in _markdown(suite))


def _markdown(suite: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {suite['suite']}\n"
    yield f"{suite['notes']} notes, engine {suite['system']['engine']}.\n"
    if remark := seen_remark(suite):
        yield f"**{remark}**\n"
    yield "| metric | value | 95 % | n | threshold | baseline | |"
    yield "|---|---|---|---|---|---|---|"
    sources = []
    for one in filter(is_headline, suite["metrics"]):
        yield f"| {' | '.join(cells(one))} |"
        if one["baseline"]:
            sources.append(f"{one['name']}: {one['baseline']['source']}")
    yield ""
    yield from (f"- unscored: {line}" for line in unscored(suite))
    yield from (f"- baseline of {source}" for source in sources)
    yield ""


def changes(found: Mapping[str, Any]) -> str:
    """A comparison for a terminal: what differs first, then how many do not."""
    lines = []
    for one in found["metrics"]:
        if one["difference"] or one["better"] or one["worse"]:
            lines += _change(one)
    same = len(found["metrics"]) - sum(
        bool(one["difference"] or one["better"] or one["worse"]) for one in found["metrics"]
    )
    lines.append(f"{same} metrics are the same in every case.")
    lines += [f"not paired, for want of cases that both runs scored: {one}" for one in found["unpaired"]]
    said = {"both": "in both runs", "before": "in the first run", "after": "in the second run"}
    for one in found.get("unscored", ()):
        lines.append(f"{one['suite']}: {one['case']} counts for neither: unscored {said[one['in']]}")
    lines += _traced(found.get("traces", ()))
    return "\n".join(lines) + "\n"


def _traced(traces: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Sentences behind the flipped cases, a few of each sort."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for one in traces:
        groups.setdefault((one["case"], one["kind"], one["what"]), []).append(" / ".join(one["words"]))
    for (case, kind, what), found in groups.items():
        yield f"{case}, {kind} {what} ({len(found)}):"
        yield from (f"    {' '.join(words.split())}" for words in found[:_SHOWN])


def _change(one: Mapping[str, Any]) -> list[str]:
    sizes = [figure(one[side], "rate") for side in ("before", "after")]
    if one["difference"] is None:
        return [f"{one['suite']}: {one['name']}: {' -> '.join(sizes)}"]
    p = "" if one["p"] is None else f", sign test p = {one['p']:.3g}"
    spread = "" if one["low"] is None else f" [{one['low']:+.3f}, {one['high']:+.3f}]"
    head = f"{one['suite']}: {one['name']}: {' -> '.join(sizes)}, {one['difference']:+.3f}{spread}{p}: {one['verdict']}"
    return [head, *_flipped("better", one["better"]), *_flipped("worse", one["worse"])]


def _flipped(word: str, cases: Sequence[str]) -> list[str]:
    return [f"    {word} in {len(cases)}: {', '.join(cases)}"] if cases else []
