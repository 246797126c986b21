"""How far an action has come: proposed, accepted, in progress, done, its effect seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from mentoring.records.items import ActionStatus

Step = Literal["proposed", "accepted", "in progress", "done", "effect seen"]
STEPS: tuple[Step, ...] = get_args(Step)


def step_of(status: ActionStatus, decision: str | None, *, begun: bool, effect: bool) -> Step:
    """The furthest step that somebody said was taken; an effect is one of what was done."""
    if status in ("done", "late"):
        return "effect seen" if effect else "done"
    if begun:
        return "in progress"
    return "accepted" if decision == "approve" else "proposed"


@dataclass(frozen=True, slots=True)
class Age:
    """How long actions that are not done have waited since their sessions."""

    waiting: int
    oldest: int | None
    """Days; None: none waits."""
    typical: int | None
    """Median of the days, the lower of two."""


def age(sessions: Collection[date], today: date) -> Age:
    """Of the session days of actions that are not done."""
    days: Sequence[int] = sorted((today - day).days for day in sessions)
    return Age(len(days), days[-1], days[(len(days) - 1) // 2]) if days else Age(0, None, None)
