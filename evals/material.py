"""What a run measures on: the cases, and what comes of them, made once and shared by its suites."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from evals import queries
from evals.gold import Case, load_cases
from evals.models import engine_of, kept_from
from evals.road import Journey, travel
from mentoring.errors import BadInput
from service.progress import Progress, silent
from service.settings import Settings, load

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
    notes: tuple[str, ...] = ()
    """Only these notes of the folder; none: all."""
    settings: Settings | None = None
    """Which model, for the llm engine; None: as the environment says."""
    labels: tuple[Mapping[str, Any], ...] = ()
    """Marks that evaluators made of items, as `upwell evals marks` lists them."""
    judge: bool = False
    """Whether the configured model gives its opinion of each item too."""
    usage: dict[str, Any] | None = None
    """What a model was asked on the journey, once it is over."""

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Every case; BadInput when one lacks its labels."""
        found = queries.borrowed(self.folder) or load_cases(self.folder)
        if missing := sorted(set(self.notes) - {case.note.note_id for case in found}):
            raise BadInput(f"{self.folder} has no note {missing[0]}.", code="cases")
        return tuple(case for case in found if not self.notes or case.note.note_id in self.notes)

    @cached_property
    def journey(self) -> Journey:
        """The notes redacted and extracted."""
        settings = self.settings or load()
        with engine_of(self.engine, settings) as asked:
            barred = kept_from(asked.gateway, self.cases, self.folder, settings.current_date())
            made = travel(self.cases, self.progress, asked.engine, barred)
            self.usage = asked.usage()
        return made

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """SHA-256 of each case: its note and its labels, so that two runs know whether they saw the same."""
        ids = (path.stem for path in sorted((self.folder / "notes").glob("*.md")))
        found = {case: _hash_of(self.folder, case) for case in ids if not self.notes or case in self.notes}
        return found | queries.hashes(self.folder)


def digest_of(hashes: Mapping[str, str]) -> str:
    """One hash for a whole folder."""
    return hashlib.sha256("".join(f"{case} {one}\n" for case, one in sorted(hashes.items())).encode()).hexdigest()


def _hash_of(folder: Path, case: str) -> str:
    parts = [folder / "notes" / f"{case}.md", *(folder / "gold" / f"{case}.{kind}.json" for kind in ("gold", "pii"))]
    found = hashlib.sha256()
    for part in parts:
        found.update(hashlib.sha256(part.read_bytes() if part.exists() else b"").digest())
    return found.hexdigest()
