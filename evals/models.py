"""The engine that a run measures. A model is asked only where that is the engine named, and only what it may read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.gold import Case
from evals.results import Unscored
from evals.road import engine_named
from extractor.engine import Engine
from mentoring.consent import ConsentGate
from mentoring.records import Consent, ConsentedNote
from service.intake.consents import read_consents
from service.settings import Settings, load
from service.wiring import gateway_to_model

if TYPE_CHECKING:
    from mentoring.llm import Gateway

OURS = Path(__file__).parent
"""Packaged notes are invented: nobody's consent is asked for them."""


@dataclass
class Asked:
    """An engine and what a model behind it was asked."""

    engine: Engine
    gateway: Gateway | None = None

    def usage(self) -> dict[str, Any] | None:
        """Requests, tokens and cost; None where there is no model."""
        return {"model": self.gateway.model, **asdict(self.gateway.usage())} if self.gateway else None


@contextmanager
def engine_of(name: str, settings: Settings | None) -> Iterator[Asked]:
    """`builtin`, `naive`, or `llm`: whatever OPENAI_BASE_URL and UPWELL_MODEL name."""
    if name != "llm":
        yield Asked(engine_named(name))
        return
    from extractor.llm import LlmEngine

    settings = settings or load()
    gateway = gateway_to_model(settings)
    try:
        yield Asked(LlmEngine(gateway, engine_named("builtin"), None, settings.model_questions), gateway)
    finally:
        gateway.close()


def kept_from(gateway: Gateway | None, cases: Sequence[Case], folder: Path, today: date) -> list[Unscored]:
    """Notes that a model off this machine may not read: real ones without both participants' `model` consent."""
    if gateway is None or gateway.local or folder.resolve().is_relative_to(OURS):
        return []
    gate = ConsentGate(_consents(folder), today)
    return [
        Unscored(case.note.note_id, "its two participants gave no consent to a model off this machine")
        for case in cases
        if not _may(gate.admit(case.note, case.note.mentor, case.note.mentee))
    ]


def _may(admitted: object) -> bool:
    return isinstance(admitted, ConsentedNote) and "model" in admitted.purposes


def _consents(folder: Path) -> list[Consent]:
    """Consents beside the cases; people go by their names here, as no home's key is at hand."""
    file = folder / "consents.json"
    if not file.exists():
        return []
    return [
        Consent(one.person, one.role, one.pair, one.program, one.purposes, one.given, one.expires, one.withdrawn)
        for one in read_consents(file.read_bytes(), str(file))
    ]
