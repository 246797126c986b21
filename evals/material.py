"""What a run measures on: the cases, and what comes of them, made once and shared by its suites."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from evals.gold import Case, load_cases
from evals.road import Journey, engine_named, travel
from service.progress import Progress, silent

PACKAGED = Path(str(files("evals"))) / "cases"


@dataclass
class Material:
    """One folder of labelled notes, in the format of the packaged ones, and how to run them."""

    folder: Path
    engine: str = "builtin"
    data: Path | None = None
    """Where public sets lie, as UPWELL_DATA says; None: they stay unscored."""
    system: Mapping[str, Any] = field(default_factory=dict)
    """What the suite's file says of the system it runs: sizes of what is planted, played and tried."""
    progress: Progress = silent

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Every case; BadInput when one lacks its labels."""
        return tuple(load_cases(self.folder))

    @cached_property
    def journey(self) -> Journey:
        """The notes redacted and extracted."""
        return travel(self.cases, self.progress, engine_named(self.engine))

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """SHA-256 of each case: its note and its labels, so that two runs know whether they saw the same."""
        return {path.stem: _hash_of(self.folder, path.stem) for path in sorted((self.folder / "notes").glob("*.md"))}


def digest_of(hashes: Mapping[str, str]) -> str:
    """One hash for a whole folder."""
    return hashlib.sha256("".join(f"{case} {one}\n" for case, one in sorted(hashes.items())).encode()).hexdigest()


def _hash_of(folder: Path, case: str) -> str:
    parts = [folder / "notes" / f"{case}.md", *(folder / "gold" / f"{case}.{kind}.json" for kind in ("gold", "pii"))]
    found = hashlib.sha256()
    for part in parts:
        found.update(hashlib.sha256(part.read_bytes() if part.exists() else b"").digest())
    return found.hexdigest()
