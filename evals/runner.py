"""Runs suites over labelled notes: what a suite's file demands, what was measured, what could not be scored."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from evals.gold import Case, load_cases
from evals.privacy import measure_privacy
from evals.quality import measure_quality
from evals.results import Bar, Measured, as_json
from mentoring.errors import BadInput
from service.progress import Progress

PACKAGED = Path(str(files("evals"))) / "cases" / "blind"
_MEASURES: dict[str, Callable[[Sequence[Case], Progress], list[Measured]]] = {
    "privacy": measure_privacy,
    "quality": measure_quality,
}


def run_suites(names: Sequence[str], cases: Path | None, out: Path | None, progress: Progress) -> Any:
    """Results of the named suites: one document, or a list of them where several are asked for."""
    suites = [_suite(name) for name in names]
    loaded = load_cases(cases or PACKAGED)
    results = [_run(suite, loaded, progress) for suite in suites]
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for result in results:
            text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
            (out / f"{result['suite']}.json").write_text(text, encoding="utf-8")
    return results[0] if len(results) == 1 else results


def list_suites() -> list[dict[str, Any]]:
    """Every suite with its description and the metrics that have a threshold."""
    suites = [_suite(name) for name in sorted(_MEASURES)]
    return [
        {
            "suite": suite["suite"],
            "description": suite["description"],
            "metrics": [{"name": name, **bar} for name, bar in suite["metrics"].items()],
        }
        for suite in suites
    ]


def _suite(name: str) -> dict[str, Any]:
    if name not in _MEASURES:
        raise BadInput(f"There is no suite {name}: {', '.join(sorted(_MEASURES))} can be run.", code="suite")
    suite: dict[str, Any] = yaml.safe_load(files("evals").joinpath(f"suites/{name}.yaml").read_text(encoding="utf-8"))
    return suite


def _run(suite: dict[str, Any], cases: Sequence[Case], progress: Progress) -> dict[str, Any]:
    measured = _MEASURES[suite["suite"]](cases, progress)
    bars = {name: Bar(bar.get("min"), bar.get("max")) for name, bar in suite["metrics"].items()}
    return {
        "suite": suite["suite"],
        "notes": len(cases),
        "metrics": [as_json(one, bars.get(one.name, Bar())) for one in measured],
        "unscored": [one.name for one in measured if one.value is None and one.name in bars],
    }
