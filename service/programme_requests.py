"""What is asked about the programme around its sessions: pairs, goals, rhythm, surveys, page and report."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ShowPairs:
    """The pairs the caller belongs to or leads, with charter, goals and rhythm."""

    program: str | None = None


@dataclass(frozen=True, slots=True)
class SetCharter:
    """What a pair agrees on; a lead writes it down. None leaves a field as it is."""

    program: str
    pair: str
    project: str | None = None
    ground_rules: str | None = None
    rationale: str | None = None
    starts: str | None = None
    ends: str | None = None
    every_days: int | None = None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal as somebody writes it."""

    program: str
    pair: str
    text: str
    baseline: str = ""
    target: str = ""
    measure: str = ""
    status: str = "not started"
    line: int = 0
    """Where it stands in its file; 0: in none."""


@dataclass(frozen=True, slots=True)
class SetGoal:
    """Set a goal, or change the one with this id."""

    goal: GoalRow
    goal_id: str | None = None


@dataclass(frozen=True, slots=True)
class DropGoal:
    """Take a goal away, with what was said to bear on it."""

    program: str
    pair: str
    goal_id: str


@dataclass(frozen=True, slots=True)
class ImportGoals:
    """Goals of many pairs at once; each is taken, or refused with its reason."""

    goals: tuple[GoalRow, ...]


@dataclass(frozen=True, slots=True)
class NearGoals:
    """Items of the caller's own pair that may bear on its goals, for the two to say."""

    program: str
    pair: str


@dataclass(frozen=True, slots=True)
class TieItem:
    """The pair's word on whether an item of theirs bears on a goal of theirs."""

    program: str
    pair: str
    goal_id: str
    item_id: str
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Meet:
    """A session without a note was held, or called off."""

    program: str
    pair: str
    day: str
    held: bool = True


@dataclass(frozen=True, slots=True)
class Feel:
    """The caller's own two answers, 1 to 5, after one session."""

    program: str
    pair: str
    day: str
    worth: int
    open: int


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """What one person answered in one wave, as a file has it."""

    program: str
    pair: str
    role: str
    wave: str
    day: str
    """YYYY-MM-DD; "" where none could be read."""
    scores: tuple[tuple[str, int], ...]
    """Question and answer from 1 to 5; 0: none that is known."""
    comment: str = field(default="", repr=False)
    line: int = 0


@dataclass(frozen=True, slots=True)
class ImportSurveys:
    """Answers of many people; each is taken, or refused with its reason."""

    rows: tuple[SurveyRow, ...]


@dataclass(frozen=True, slots=True)
class ShowProgramme:
    """The caller's programmes at a glance."""


@dataclass(frozen=True, slots=True)
class QuarterReport:
    """One quarter ("2026-Q2") of the caller's programmes, to be printed: figures of several people alone."""

    quarter: str
    form: str = "html"
    file: str | None = None
    """Where it will be written; None: it goes out of reach."""


ProgrammeRequest = (
    ShowPairs | SetCharter | SetGoal | DropGoal | ImportGoals | NearGoals | TieItem | Meet | Feel | ImportSurveys
    | ShowProgramme | QuarterReport
)  # fmt: skip
