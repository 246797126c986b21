"""Drafts of one note with a language model behind the gateway.

One note a call, no tools, typed answers. The model sees redacted sentences that may become items, never a name,
a withheld passage or a line that speaks to a machine. It never sees a date to resolve.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.builtin.engine import readable
from extractor.engine import CODE_IN_TURN, Engine
from extractor.llm import steps, whole
from extractor.llm.asking import AnswerCache, Asker
from extractor.owners import writer_of
from mentoring.llm import Gateway
from mentoring.records import Drafts, RedactedText

Questions = Literal["steps", "whole"]
"""steps: small questions for a small model, code selects (the measured default); whole: one for a capable model."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an item made with a model is stored with."""

    model: str
    prompt: str
    version: int
    sha256: str


class LlmEngine:
    """Drafts several notes at once if `select` may: only questions to the model overlap.

    `select` proposes the passages for small questions; where a note fails the caller lets it take the note.
    """

    name = "llm"

    def __init__(
        self, gateway: Gateway, select: Engine, cache: AnswerCache | None = None, questions: Questions = "steps"
    ) -> None:
        self.gateway = gateway
        self._select, self._questions = select, questions
        self._asker = Asker(gateway, cache)
        wording = steps.prompt() if questions == "steps" else whole.prompt()
        self.provenance = Provenance(gateway.model, wording.id, wording.version, wording.sha256)

    def draft(self, text: RedactedText) -> Drafts:
        """Proposals for one note; EngineFailed with a code of mentoring.llm.faults when the model gives none."""
        if self._questions == "steps":
            return steps.reword(text, self._select.draft(text), self._asker)
        with CODE_IN_TURN:
            units, writer = readable(text), writer_of(text.text)
        answers = whole.ask(text, units, writer, self._asker)
        with CODE_IN_TURN:
            return whole.drafts(text, answers, writer)
