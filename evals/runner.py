"""Runs suites over labelled notes: what a suite's file demands, what was measured, what could not be scored."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.attack import measure_attack
from evals.material import Material, digest_of
from evals.privacy import measure_privacy
from evals.quality import measure_quality
from evals.record import Run, write_run
from evals.results import Bar, Measured, Unscored
from evals.retrieval import measure_search
from evals.seen import seen
from evals.suite import Demand, Suite, load_suite, packaged
from evals.traces import Trace, traces_of
from mentoring.errors import BadInput
from service.progress import Progress

_SHARED = ("cases", "journey", "usage")
Measure = Callable[[Material], tuple[list[Measured], list[Unscored]]]
MEASURES: dict[str, Measure] = {
    "privacy": measure_privacy,
    "privacy-quick": measure_privacy,
    "canaries": measure_privacy,
    "attack": measure_attack,
    "quality": measure_quality,
    "retrieval": measure_search,
}


@dataclass(frozen=True)
class Order:
    """What somebody asks for; what is None, the suite's own file says."""

    suites: tuple[str, ...]
    cases: Path | None = None
    out: Path | None = None
    engine: str | None = None
    data: Path | None = None
    notes: tuple[str, ...] = ()
    labels: tuple[Mapping[str, Any], ...] = ()
    """Marks of evaluators."""
    judge: bool = False
    """Whether the configured model gives its opinion too."""


def run_suites(order: Order, progress: Progress) -> Run:
    """Results of the suites asked for, kept in `order.out` if that is given."""
    suites = [load_suite(name) for name in order.suites]
    for suite in suites:
        if suite.name not in MEASURES:
            raise BadInput(f"There is no suite {suite.name}: {', '.join(MEASURES)} can be measured.", code="suite")
    materials: dict[tuple[Path, str], Material] = {}
    documents, rows = [], []
    for suite in suites:
        material = _material(suite, order, progress)
        if (known := materials.setdefault((material.folder, material.engine), material)) is not material:
            # What came of the notes is shared; what a suite plants and tries is its own.
            material.__dict__ |= {name: known.__dict__[name] for name in _SHARED if name in known.__dict__}
        document, figures = _run(suite, material, frozen=order.cases is None)
        documents.append(document)
        rows += [(suite.name, one.name, row) for one in figures for row in one.rows]
    run = Run(documents, rows, [one for made in materials.values() for one in _traces(made)])
    if order.out is not None:
        write_run(order.out, run)
    return run


def _traces(material: Material) -> list[Trace]:
    """Of the notes that were extracted; for evaluation homes alone, whoever keeps them checks that."""
    return traces_of(material.journey.travelled) if "journey" in material.__dict__ else []


def list_suites() -> list[dict[str, Any]]:
    """Every packaged suite with its description and what it demands."""
    return [
        {
            "suite": suite.name,
            "description": suite.description,
            "metrics": [{"name": name, **_demanded(demand)} for name, demand in suite.demands.items()],
        }
        for suite in map(load_suite, packaged())
    ]


def _material(suite: Suite, order: Order, progress: Progress) -> Material:
    engine = order.engine or suite.system.get("engine", "builtin")
    return Material(
        order.cases or suite.folder,
        engine,
        order.data,
        suite.system,
        progress,
        order.notes,
        labels=order.labels,
        judge=order.judge,
    )


def _run(suite: Suite, material: Material, *, frozen: bool) -> tuple[dict[str, Any], list[Measured]]:
    begun = time.perf_counter()
    figures, unscored = MEASURES[suite.name](material)
    unscored += _not_measured(suite, figures)
    sha256 = digest_of(material.hashes)
    if frozen and suite.sha256 not in (None, sha256):
        why = "only some of them were run" if material.notes else "they are not those the suite was written for"
        unscored.append(Unscored("cases", f"{why}: see upwell evals validate"))
    document = {
        "suite": suite.name,
        "description": suite.description,
        "system": {**suite.system, "engine": material.engine},
        "notes": len(material.cases),
        "cases": {"sha256": sha256, "each": dict(material.hashes)},
        "seen": seen(material.cases),
        "metrics": [_as_json(one, suite.demands) for one in figures],
        "unscored": [asdict(one) for one in unscored],
        "usage": material.usage,
        "seconds": round(time.perf_counter() - begun, 1),
    }
    return document, figures


def _not_measured(suite: Suite, figures: Sequence[Measured]) -> list[Unscored]:
    """A threshold without a value is neither met nor missed."""
    values = {one.name: one.value for one in figures}
    return [
        Unscored(
            name,
            "these cases have nothing to measure it on" if name in values else "nothing of that name was measured",
            required=not demand.optional,
        )
        for name, demand in suite.demands.items()
        if demand.bar != Bar() and values.get(name) is None
    ]


_FEWER = re.compile(r"/fault/|^milliseconds ")
"""Names of figures that nobody demands anything of, and of which less is better."""


def _as_json(one: Measured, demands: Mapping[str, Demand]) -> dict[str, Any]:
    """The contract's row of a metric."""
    demand = demands.get(one.name, Demand(Bar()))
    return {
        "name": one.name, "value": one.value, "n": one.n, "low": one.low, "high": one.high,
        **_demanded(demand), "direction": direction(one, demands), "pass": demand.bar.met_by(one), "kind": one.kind,
    }  # fmt: skip


def _demanded(demand: Demand) -> dict[str, Any]:
    bar = demand.bar
    return {
        "threshold": bar.least if bar.least is not None else bar.most,
        "direction": "at least" if bar.least is not None else "at most",
        "baseline": asdict(demand.baseline) if demand.baseline else None,
        "says": demand.says,
    }


def direction(one: Measured, demands: Mapping[str, Demand]) -> str:
    """Which way is better: as demanded, else as of what it is a part of; of faults and counts the fewer."""
    own = demands.get(one.name, Demand(Bar())).bar
    if own != Bar():
        return "at most" if own.most is not None else "at least"
    whole = re.split(r"[/:]", one.name)[0]
    kin = {demand.bar.most is not None for name, demand in demands.items()
           if re.split(r"[/:]", name)[0] == whole and demand.bar != Bar()}  # fmt: skip
    fewer = one.kind == "count" or _FEWER.search(one.name) or kin == {True}
    return "at most" if fewer else "at least"
