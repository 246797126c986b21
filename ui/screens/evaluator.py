"""Evaluations: runs of suites, how figures moved, what two runs differ in, and where something came out.

Figures alone: suites are run at the command line, and no word of a note is kept of them.
"""

from __future__ import annotations

from typing import Any

from ui import client
from ui.components.address import choice, first_choice
from ui.components.figures import judged, moved
from ui.components.look import show


def screen() -> None:
    """The newest run, or the one in the address, then its past, a comparison and what leaked."""
    runs = client.get("/api/evals/runs")
    if not runs:
        show(
            "empty.html",
            title="No run is kept yet",
            text="Suites are run at the command line: upwell evals run privacy quality.",
        )
        return
    show("title.html", title="Evaluations", text="What must hold, what was measured, and what moved.")
    names = {one["id"]: _name(one) for one in runs}
    run = next(one for one in runs if one["id"] == first_choice("Run", "run", names))
    for suite in run["suites"]:
        show("evals_suite.html", suite=suite, figures=[judged(one) for one in suite["metrics"] if _demanded(one)])
        if series := moved(runs, suite):
            show("evals_trend.html", suite=suite, series=series)
    show("evals_leaks.html", leaks=client.get("/api/evals/leaks", run=run["id"]))
    _compare(run["id"], names)


def _compare(after: str, names: dict[str, str]) -> None:
    others = {name: words for name, words in names.items() if name != after}
    if before := choice("Compare with", "before", others):
        found = client.get("/api/evals/compare", before=before, after=after)
        show("evals_compare.html", found=found, before=names[before], after=names[after])


def _demanded(metric: dict[str, Any]) -> bool:
    return metric["threshold"] is not None


def _name(run: dict[str, Any]) -> str:
    suites = ", ".join(one["suite"] for one in run["suites"])
    engines = ", ".join(dict.fromkeys(one["engine"] for one in run["suites"]))
    return f"{run['at'][:16].replace('T', ' ')}, {suites}, {engines}, {run['id'][-4:]}"


screen()
