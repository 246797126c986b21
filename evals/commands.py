"""What `upwell evals` calls: plain values in, documents and their readable form out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from evals import report as reports
from evals import traces
from evals.compare import compare_runs
from evals.record import Run, read_run
from evals.report.side_by_side import beside
from evals.report.text import changes, table
from evals.results import Row
from evals.runner import Order, list_suites, run_suites
from evals.validate import validate
from service.progress import Progress

__all__ = [
    "compare", "compare_kept", "keep_traces", "list_suites", "problems_as_text", "report", "run", "suites_as_text",
    "validate",
]  # fmt: skip
Kept = tuple[Sequence[dict[str, Any]], Sequence[Sequence[Any]]]
"""Documents of suites, and (suite, metric, case, hits, n)."""


@dataclass(frozen=True)
class Outcome:
    """An answer as one document and as text, and the command's exit code."""

    document: Any
    text: Callable[..., str]
    code: int
    runs: tuple[tuple[Path | None, Run], ...] = ()
    """Each run with the folder it was kept in."""

    @property
    def kept(self) -> list[Kept]:
        """Each run as a history keeps it."""
        return [
            (run.suites, [(suite, metric, row.case, row.hits, row.n) for suite, metric, row in run.rows])
            for _, run in self.runs
        ]


def run(progress: Progress, suites: tuple[str, ...], engines: tuple[str, ...] = (), **wishes: Any) -> Outcome:
    """Run suites: one document, or a list where several suites or engines are asked for. 1: missed, 3: incomplete.

    Several engines stand side by side; the first named is the one that is judged.
    """
    out: Path | None = wishes.pop("out", None)
    done = []
    for engine in engines or (None,):
        place = out / engine if out is not None and engine is not None and len(engines) > 1 else out
        made = run_suites(Order(suites, engine=engine, out=place, **wishes), progress)
        if place is not None:
            reports.write_all(place, made)
        done.append((place, made))
    first, documents = done[0][1], [suite for _, one in done for suite in one.suites]
    code = 1 if first.missed else 3 if first.incomplete else 0
    text = partial(table, first) if len(done) == 1 else partial(beside, [one for _, one in done])
    return Outcome(documents[0] if len(documents) == 1 else documents, text, code, tuple(done))


def keep_traces(outcome: Outcome) -> None:
    """Write the redacted sentences behind the figures beside them; call it only for an evaluation home."""
    for place, made in outcome.runs:
        if place is not None:
            traces.write(place, made.traces)


def compare(before: Path, after: Path) -> Outcome:
    """What changed from one run to another; 1 when something that is gated got worse."""
    found = compare_runs(read_run(before), read_run(after))
    old, new = traces.read(before), traces.read(after)
    if old is not None and new is not None:
        flipped = {case for one in found["metrics"] for case in (*one["better"], *one["worse"])}
        found["traces"] = traces.turns(old, new, flipped)
    return compared(found)


def compared(found: dict[str, Any]) -> Outcome:
    """A comparison with its readable form and exit code."""
    worse = any(one["verdict"] == "worse" and one["threshold"] is not None for one in found["metrics"])
    return Outcome(found, partial(changes, found), int(worse))


def compare_kept(before: Kept, after: Kept) -> dict[str, Any]:
    """The same of two runs out of a home's history."""
    return compare_runs(*(Run([*suites], [_row(row) for row in rows]) for suites, rows in (before, after)))


def _row(row: Sequence[Any]) -> tuple[str, str, Row]:
    suite, metric, case, hits, n = row
    return suite, metric, Row(case, hits, n)


def report(folder: Path, form: str) -> str:
    """A kept run in another form."""
    return reports.render(read_run(folder), form)


def suites_as_text(found: list[dict[str, Any]]) -> str:
    """Suites and what they demand, a line each."""
    lines = []
    for suite in found:
        lines.append(f"{suite['suite']}: {suite['description']}")
        for one in suite["metrics"]:
            demand = "" if one["threshold"] is None else f" ({one['direction']} {one['threshold']:g})"
            lines.append(f"  {one['name']}{demand}")
    return "".join(f"{line}\n" for line in lines)


def problems_as_text(found: dict[str, Any]) -> str:
    """What is wrong, or that nothing is."""
    lines = [f"{one['folder']}: {one['notes']} notes, {one['sha256']}" for one in found["cases"]]
    lines += [f"{one['what']}: {one['problem']}" for one in found["problems"]] or ["Nothing is wrong."]
    return "".join(f"{line}\n" for line in lines)
