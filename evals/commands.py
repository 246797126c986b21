"""What `upwell evals` calls: plain values in, documents and their readable form out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from evals import report as reports
from evals.compare import compare_runs
from evals.record import read_run
from evals.report.text import changes, table
from evals.runner import Order, list_suites, run_suites
from evals.validate import validate
from service.progress import Progress

__all__ = ["compare", "list_suites", "problems_as_text", "report", "run", "suites_as_text", "validate"]


@dataclass(frozen=True)
class Outcome:
    """An answer as one document and as text, and the command's exit code."""

    document: Any
    text: Callable[..., str]
    code: int


def run(progress: Progress, suites: tuple[str, ...], **wishes: Any) -> Outcome:
    """Run suites: one document, or a list of them where several are asked for. 1: missed, 3: incomplete."""
    done = run_suites(Order(suites, **wishes), progress)
    if wishes.get("out") is not None:
        reports.write_all(wishes["out"], done)
    code = 1 if done.missed else 3 if done.incomplete else 0
    return Outcome(done.suites[0] if len(done.suites) == 1 else done.suites, partial(table, done), code)


def compare(before: Path, after: Path) -> Outcome:
    """What changed from one run to another; 1 when something that is gated got worse."""
    found = compare_runs(read_run(before), read_run(after))
    worse = any(one["verdict"] == "worse" and one["threshold"] is not None for one in found["metrics"])
    return Outcome(found, partial(changes, found), int(worse))


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
