"""What is asked about the programme around its sessions: pairs, goals, rhythm, surveys, page and report."""

from __future__ import annotations

from dataclasses import dataclass


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


ProgrammeRequest = ShowPairs | SetCharter | SetGoal | DropGoal | ImportGoals | NearGoals | TieItem
