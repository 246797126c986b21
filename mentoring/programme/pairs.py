"""A pair with its charter and goals: what two people agreed on, and who meets it as what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from mentoring.consent.visibility import Reader

GoalStatus = Literal["not started", "in progress", "achieved", "at risk", "missed", "dropped"]
GOAL_STATUSES: tuple[GoalStatus, ...] = get_args(GoalStatus)
MOST_GOALS = 3
"""Goals a pair sets itself at a time; those achieved, missed or dropped do not count."""
OVER: frozenset[GoalStatus] = frozenset({"achieved", "missed", "dropped"})
Met = Literal["mentor", "mentee", "lead"]


@dataclass(frozen=True, slots=True)
class Charter:
    """What the two agreed on before they began; every word has passed the guard."""

    project: str = ""
    """What they work on together."""
    ground_rules: str = ""
    rationale: str = ""
    """Why these two: told to both."""
    starts: date | None = None
    ends: date | None = None
    every_days: int | None = None
    """Days from one session to the next; None: no rhythm was agreed on."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people in a programme; a rotation is another pair."""

    program: str
    pair: str
    mentor_ref: str
    mentee_ref: str
    charter: Charter
    made_on: date
    """The day both consents must have covered."""

    @property
    def key(self) -> tuple[str, str]:
        """(programme, pair)."""
        return self.program, self.pair

    def began(self, first_session: date | None) -> date | None:
        """The day it began: as agreed, else its first session."""
        return self.charter.starts or first_session


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing a pair wants to reach."""

    id: str
    program: str
    pair: str
    text: str
    baseline: str = ""
    target: str = ""
    measure: str = ""
    """How both see that it is reached."""
    status: GoalStatus = "not started"
    set_on: date | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A pair's word on whether one of its items bears on one of its goals."""

    goal_id: str
    item_id: str
    fits: bool
    """False: they looked at it and it does not."""


def met(pair: Pair, reader: Reader, above_mentor: frozenset[str]) -> Met | None:
    """As what the reader meets the pair; None: not at all. Whoever reads for another is never one of the two."""
    if reader.delegate_ref is not None:
        return None
    if reader.person_ref is not None and reader.person_ref == pair.mentor_ref:
        return "mentor"
    if reader.person_ref is not None and reader.person_ref == pair.mentee_ref:
        return "mentee"
    if reader.people & above_mentor:
        return None
    return "lead" if reader.leads is None or pair.program in reader.leads else None
