"""Insights, action items and patterns: as drafted by an engine and as kept.

What an engine fills in is a draft: it cites ranges of the redacted text and cannot claim a quote.
An Insight or ActionItem exists only with evidence whose text stands at those offsets.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Theme = Literal[
    "digital-fluency", "culture-and-inclusion", "ways-of-working", "leadership-and-communication",
    "market-and-trends", "wellbeing-and-belonging", "career-and-development", "purpose-and-sustainability",
]  # fmt: skip
THEMES: tuple[Theme, ...] = get_args(Theme)

Direction = Literal["junior_to_senior", "senior_to_junior", "mutual"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)

Owner = Literal["mentor", "mentee", "both", "other", "unassigned"]
OWNERS: tuple[Owner, ...] = get_args(Owner)

Level = Literal["pair", "programme", "organisation"]
State = Literal["drafted", "previewed", "released", "held", "vetoed"]
ActionStatus = Literal["open", "done", "late", "missed"]

Range = tuple[int, int]
"""(start, end): code points into the redacted text, end exclusive."""


@dataclass(frozen=True, slots=True)
class InsightDraft:
    """What an engine proposes as an insight."""

    statement: str
    theme: Theme
    direction: Direction
    confidence: float
    """0 to 1, as calibrated by the engine."""
    evidence: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """What an engine proposes as an action item."""

    task: str
    owner: Owner
    due: date | None
    confidence: float
    evidence: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Drafts:
    """All that an engine found in one note."""

    insights: tuple[InsightDraft, ...] = ()
    actions: tuple[ActionDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact words of the redacted note: text == redacted_text[start:end]."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Insight:
    """A transferable observation with its words. Made by mentoring.grounding.anchor alone."""

    id: str
    note_id: str
    statement: str
    theme: Theme
    direction: Direction
    confidence: float
    evidence: tuple[Evidence, ...]
    engine: str


@dataclass(frozen=True, slots=True)
class ActionItem:
    """A commitment somebody made. Made by mentoring.grounding.anchor alone."""

    id: str
    note_id: str
    task: str
    owner: Owner
    due: date | None
    confidence: float
    evidence: tuple[Evidence, ...]
    engine: str
    status: ActionStatus = "open"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A draft that was not kept, counted and shown by its rule; never silently dropped."""

    note_id: str
    kind: Literal["insight", "action"]
    rule: str
    """ungrounded | name | withheld-overlap | number | link | empty ..."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The same insight from several pairs."""

    id: str
    title: str
    theme: Theme
    insight_ids: tuple[str, ...]
