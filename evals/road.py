"""Sends labelled notes down the same road as real ones: redact, draft, anchor, verify, guard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.gold import Case
from extractor.builtin import BuiltinEngine
from extractor.pipeline import Extraction, extract
from mentoring.grounding.guard import Guard
from mentoring.records import Evidence, RedactedText
from mentoring.redaction import Redactor
from retrieval.embed import Embedder
from service.progress import Progress


@dataclass(frozen=True, slots=True)
class Travelled:
    """A note and what came out of it."""

    case: Case
    text: RedactedText
    extraction: Extraction

    def sentences(self) -> list[str]:
        """Everything the engine says in its own words."""
        found = self.extraction
        return [one.statement for one in found.insights] + [one.task for one in found.actions]

    def evidence(self) -> list[Evidence]:
        """Every piece of evidence."""
        found = self.extraction
        pieces = [one.evidence for one in found.insights] + [one.evidence for one in found.actions]
        return [piece for each in pieces for piece in each]


def travel(cases: Sequence[Case], progress: Progress) -> list[Travelled]:
    """Every case, in order. The roster knows nobody but each session's two participants."""
    redactor = Redactor()
    engine = BuiltinEngine(Embedder().embed)
    travelled = []
    for number, case in enumerate(cases):
        progress("notes", number, len(cases))
        note = case.note
        text, vault = redactor.preview(
            note.body, mentor=note.mentor, mentee=note.mentee, note_id=note.note_id,
            session_date=note.session_date, format=note.format,
        )  # fmt: skip
        travelled.append(Travelled(case, text, extract(text, engine, Guard(vault))))
    return travelled
