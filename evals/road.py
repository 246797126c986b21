"""Sends labelled notes down the same road as real ones: redact, draft, anchor, verify, guard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.gold import Case
from evals.naive import Naive
from evals.results import Unscored, given_up
from extractor.builtin import BuiltinEngine
from extractor.engine import Engine
from extractor.pipeline import Extraction, settle
from mentoring.errors import BadInput, EngineFailed
from mentoring.grounding.guard import Guard
from mentoring.records import Drafts, Evidence, RedactedText
from mentoring.redaction import Redactor
from service.progress import Progress


@dataclass(frozen=True, slots=True)
class Travelled:
    """A note and what came out of it."""

    case: Case
    text: RedactedText
    extraction: Extraction
    drafts: Drafts
    """What the engine proposed, before anchoring, checks and guard."""

    def sentences(self) -> list[str]:
        """Everything the engine says in its own words."""
        found = self.extraction
        return [one.statement for one in found.insights] + [one.task for one in found.actions]

    def evidence(self) -> list[Evidence]:
        """Every piece of evidence."""
        found = self.extraction
        pieces = [one.evidence for one in found.insights] + [one.evidence for one in found.actions]
        return [piece for each in pieces for piece in each]


@dataclass(frozen=True, slots=True)
class Journey:
    """Where all notes ended: what came out, and the notes an engine gave up on, which count as unscored."""

    travelled: tuple[Travelled, ...]
    failed: tuple[Unscored, ...] = ()


def engine_named(name: str) -> Engine:
    """An engine that needs no key: the builtin one, or the naive one that any real engine must beat."""
    if name == "naive":
        return Naive()
    if name != "builtin":
        raise BadInput(f"There is no engine {name} for suites: use builtin or naive.", code="engine")
    return BuiltinEngine()


def travel(
    cases: Sequence[Case], progress: Progress, engine: Engine | None = None, barred: Sequence[Unscored] = ()
) -> Journey:
    """Every case that is not barred from the engine, in order; the roster knows each session's two people alone."""
    redactor = Redactor()
    engine = engine or engine_named("builtin")
    travelled, failed = [], [*barred]
    kept_from = {one.what for one in barred}
    cases = [case for case in cases if case.note.note_id not in kept_from]
    for number, case in enumerate(cases):
        progress("notes", number, len(cases))
        note = case.note
        text, vault = redactor.preview(
            note.body, mentor=note.mentor, mentee=note.mentee, note_id=note.note_id,
            session_date=note.session_date, format=note.format,
        )  # fmt: skip
        try:
            drafts = engine.draft(text)
        except EngineFailed as problem:
            failed.append(given_up(case.note.note_id, problem))
            continue
        travelled.append(Travelled(case, text, settle(text, drafts, engine.name, Guard(vault)), drafts))
    return Journey(tuple(travelled), tuple(failed))
