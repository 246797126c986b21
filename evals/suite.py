"""A suite's file: which system, which cases, which metrics must hold, and what others reached on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from evals.material import PACKAGED
from evals.results import Bar
from mentoring.errors import BadInput

_FOLDER = Path(str(files("evals"))) / "suites"
_FIELDS = {"suite", "description", "system", "cases", "metrics", "like"}
_DEMANDS = {"min", "max", "baseline", "says", "optional"}


@dataclass(frozen=True, slots=True)
class Baseline:
    """What somebody else's way reached, and whose."""

    value: float
    source: str


@dataclass(frozen=True, slots=True)
class Demand:
    """What the file says of one metric."""

    bar: Bar
    baseline: Baseline | None = None
    says: str = ""
    """What the figure is, for somebody who has never met it."""
    optional: bool = False
    """A run is complete without it: it needs a public set or labels that not everybody has."""


@dataclass(frozen=True, slots=True)
class Suite:
    """One file, read."""

    name: str
    description: str
    system: Mapping[str, Any]
    folder: Path
    sha256: str | None
    """What all cases together hash to; None: any cases will do."""
    demands: Mapping[str, Demand]


def packaged() -> list[str]:
    """Names of the suites that come with Upwell."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


def load_suite(name: str) -> Suite:
    """A packaged suite by its name, or a file of one's own by its path (`.yaml`)."""
    own = name.endswith((".yaml", ".yml"))
    path = Path(name) if own else _FOLDER / f"{name}.yaml"
    if not path.is_file():
        raise BadInput(f"There is no suite {name}: {', '.join(packaged())} or a .yaml file can be run.", code="suite")
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        raise BadInput(f"{path} is no YAML.", code="suite") from None
    if not isinstance(raw, dict) or not {"suite", "metrics"} <= set(raw) or set(raw) - _FIELDS:
        raise BadInput(f"{path}: a suite has the fields {', '.join(sorted(_FIELDS))} and no other.", code="suite")
    return _suite(raw, path, path.parent if own else PACKAGED)


def _suite(raw: dict[str, Any], path: Path, beside: Path) -> Suite:
    cases = raw.get("cases") or {"folder": PACKAGED / "blind"}
    demands = {name: _demand(name, one or {}, path) for name, one in raw["metrics"].items()}
    # A shorter run of another suite demands what that one demands, and says where it differs.
    known = load_suite(str(raw["like"])).demands if raw.get("like") else {}
    return Suite(
        name=str(raw["suite"]),
        description=str(raw.get("description", "")),
        system=raw.get("system") or {},
        folder=beside / cases["folder"],
        sha256=cases.get("sha256"),
        demands={**known, **demands},
    )


def _demand(name: str, raw: dict[str, Any], path: Path) -> Demand:
    if set(raw) - _DEMANDS or {"min", "max"} <= set(raw):
        raise BadInput(f"{path}: {name} takes min or max, baseline, says and optional.", code="suite")
    said = raw.get("baseline")
    baseline = Baseline(float(said["value"]), str(said["source"])) if said else None
    return Demand(Bar(raw.get("min"), raw.get("max")), baseline, str(raw.get("says", "")), bool(raw.get("optional")))
