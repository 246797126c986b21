"""How often a pair meant to meet and did, and what each of them answered after a session. Presence is no judgement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

SLACK = 4
"""A session may come a quarter of the rhythm (days // SLACK) late before anybody is reminded."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session without a note: held, or called off by one of the two."""

    program: str
    pair: str
    day: date
    held: bool


@dataclass(frozen=True, slots=True)
class Pulse:
    """One person's two answers after a session, 1 to 5. Read by herself alone."""

    program: str
    pair: str
    role: Literal["mentor", "mentee"]
    person_ref: str
    day: date
    """Of the session."""
    worth: int
    """Was this hour worth your time?"""
    open: int
    """Could you say what you think?"""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How one pair keeps its rhythm today."""

    held: tuple[date, ...]
    called_off: int
    expected: int | None
    """Whole spans of the rhythm since the beginning; None: no rhythm, or it has no first day."""
    missed: int | None
    """Spans without a session."""
    due: date | None
    """By when the next session would keep the rhythm; None: no rhythm, or the pair's time is over."""
    waiting: bool
    """Whether that day is past by more than the slack."""


def rhythm(
    held: Collection[date],
    called_off: Collection[date],
    *,
    starts: date | None,
    ends: date | None,
    every_days: int | None,
    today: date,
) -> Rhythm:
    """Spans of `every_days` from `starts` to yesterday or the end; a session counts for the span in which it was."""
    days = tuple(sorted(day for day in set(held) if day <= today))
    begun = starts or (days[0] if days else None)
    if every_days is None or begun is None:
        return Rhythm(days, len(called_off), None, None, None, waiting=False)
    last = min(today - timedelta(days=1), ends) if ends else today - timedelta(days=1)
    spans = max(0, ((last - begun).days + 1) // every_days)
    filled = {(day - begun).days // every_days for day in days if day >= begun}
    missed = sum(span not in filled for span in range(spans))
    due = later(max((*days, begun)), every_days)
    over = ends is not None and (ends < today or due > ends)
    waiting = not over and later(due, every_days // SLACK) < today
    return Rhythm(days, len(called_off), spans, missed, None if over else due, waiting)


def later(day: date, days: int) -> date:
    """So many days after it; at the calendar's end that end: a far day was once taken in somewhere."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def reminder(found: Rhythm, today: date) -> str | None:
    """A gentle word for a pair that waits; None where nothing is due. Blames nobody and names nobody."""
    if not found.waiting or found.due is None:
        return None
    if not found.held:
        return (
            "You have not found a first hour yet, which happens to many pairs. "
            "Half an hour with one question is enough to begin: is there a day in the next two weeks?"
        )
    weeks = max(1, (today - found.held[-1]).days // 7)
    since = "a week" if weeks == 1 else f"{weeks} weeks"
    return (
        f"It is about {since} since you last met. Calendars fill up; nothing is lost. "
        "Would half an hour in the next days suit you both? One open thread from last time is enough to start with."
    )
