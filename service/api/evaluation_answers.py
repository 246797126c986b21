"""What the addresses of evaluators answer: a field that is not named here is not sent."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from mentoring.records import Aspect, Direction, Owner, Theme, Verdict
from service.api.answers import Answer, Day, ItemId, NoteId, Program, Words


class Metric(Answer):
    """One figure of a run."""

    name: str = Field(examples=["insight F1"])
    value: float | None = Field(examples=[0.81])
    n: int = Field(examples=[99])
    low: float | None = Field(examples=[0.74])
    high: float | None = Field(examples=[0.87])
    threshold: float | None = Field(examples=[0.8])
    direction: Literal["at least", "at most"]
    passed: bool | None = Field(alias="pass", examples=[True])
    kind: Literal["rate", "mean", "count"]
    says: str = Field(examples=["Of the insights found, the share under the right one of eight themes."])


class NotScored(Answer):
    """What could not be scored, and why."""

    what: str = Field(examples=["report status"])
    reason: str = Field(examples=["these cases have nothing to measure it on"])
    required: bool


class SuiteRun(Answer):
    """One suite of a run."""

    suite: str = Field(examples=["quality"])
    description: str
    engine: str = Field(examples=["builtin"])
    notes: int = Field(examples=[24])
    seen: int = Field(description="notes that the shipped weights were fitted on", examples=[0])
    cases: str = Field(description="begin of the cases' hash", examples=["abd02c300b6f"])
    seconds: float
    verdict: Literal["held", "missed", "incomplete"]
    missed: list[str]
    metrics: list[Metric]
    unscored: list[NotScored]


class Run(Answer):
    """A run of suites."""

    id: str = Field(examples=["v0123456789ab"])
    at: str = Field(examples=["2026-11-02T09:30:00+00:00"])
    suites: list[SuiteRun]


class Change(Answer):
    """One metric in two runs."""

    suite: str
    name: str
    n: int = Field(description="cases that both runs scored", examples=[24])
    before: float | None
    after: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None = Field(description="exact sign test over cases; McNemar's where a case is one trial")
    threshold: float | None
    verdict: Literal["better", "worse", "no difference shown"]
    better: list[str] = Field(description="cases, under this home's references for them", examples=[["3fa2c81b90"]])
    worse: list[str]


class Comparison(Answer):
    """Two runs, case by case."""

    metrics: list[Change]
    unpaired: list[str]


class Leaking(Answer):
    """One case in which something came out."""

    case: str = Field(description="this home's reference for it", examples=["3fa2c81b90"])
    hits: float = Field(examples=[1])
    n: float = Field(examples=[14])


class Leak(Answer):
    """A figure that should be nothing and is not."""

    suite: str = Field(examples=["privacy"])
    name: str = Field(examples=["private units: digests"])
    says: str
    value: float
    n: int
    kind: Literal["rate", "mean", "count"]
    cases: list[Leaking]


class ToMark(Answer):
    """An item of an evaluation home, with the caller's own marks."""

    id: ItemId
    kind: Literal["insight", "action"]
    note_id: NoteId
    program: Program
    session_date: Day
    statement: str | None = Field(None, examples=["Short forms get used."])
    task: str | None = Field(None, examples=["Shorten the form."])
    theme: Theme | None = None
    direction: Direction | None = None
    owner: Owner | None = None
    due: date | None = None
    evidence: list[Words]
    aspects: list[Aspect]
    marks: dict[Aspect, Verdict] = Field(examples=[{"whole": "right"}])


class Marked(Answer):
    """A mark as it was taken."""

    id: ItemId
    aspect: Aspect
    verdict: Literal["right", "wrong", "undo"]


class Mark(Answer):
    """What one evaluator says of one side of an item."""

    item_id: ItemId
    note_id: NoteId
    aspect: Aspect
    verdict: Verdict
    by_ref: str = Field(description="keyed reference, or operator", examples=["p0123456789abcdef"])
    at: str


class Agreed(Answer):
    """How far people agree on one aspect."""

    aspect: Aspect
    items: int = Field(examples=[40])
    right: int = Field(description="items that more people call right than wrong", examples=[33])
    alpha: float | None = Field(description="Krippendorff's alpha, nominal", examples=[0.81])
    n: int = Field(description="items that at least two people marked", examples=[20])
    low: float | None
    high: float | None


class Marks(Answer):
    """All marks of a home."""

    labels: list[Mark]
    agreement: list[Agreed]
    people: int
