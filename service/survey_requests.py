"""What is asked about surveys at the desk: her own answers, and tables that a lead hands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

TableKind = Literal["goals", "surveys", "outcomes"]


@dataclass(frozen=True, slots=True)
class AnswerSurvey:
    """The caller's own answers in the survey that is open to her."""

    program: str
    pair: str
    scores: tuple[tuple[str, int], ...]
    """Question and answer from 1 to 5; a question may be left out."""
    comment: str = field(default="", repr=False)
    wave: str | None = None
    """The one she had before her; None: whichever is open."""


@dataclass(frozen=True, slots=True)
class TakeSurveyBack:
    """The caller's own answers of one wave go."""

    program: str
    pair: str
    wave: str


@dataclass(frozen=True, slots=True)
class HandTable:
    """A table handed over at the desk: its name, its bytes, and what its rows are."""

    kind: TableKind
    name: str = field(repr=False)
    raw: bytes = field(repr=False)


SurveyRequest = AnswerSurvey | TakeSurveyBack
