"""Days as people write them at any door, within bounds: from a day at the calendar's end nothing can be counted on.

One far day in one place would otherwise stop what is worked out of many. Where nothing is counted from a day (until
when a consent lasts, from when a search looks), any day will do.
"""

from __future__ import annotations

from datetime import date

from mentoring.errors import BadInput

EARLIEST = date(2000, 1, 1)
YEARS_AHEAD = 10
SESSION_AHEAD = 2
"""Years: notes are of sessions that were held, but a clock may be pinned before them."""


def day_of(text: str, today: date, *, years: int = YEARS_AHEAD) -> date:
    """A day as people write it; BadInput for what is none, or too far from today."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadInput("That is no date; write it as YYYY-MM-DD.") from None
    return within(day, today, years=years)


def within(day: date, today: date, *, years: int = YEARS_AHEAD, file: str | None = None) -> date:
    """The day; BadInput where it lies outside of what anybody can mean. `file`: where it stands."""
    latest = date(min(today.year + years, date.max.year - 1), today.month, min(today.day, 28))
    if not EARLIEST <= day <= latest:
        said = f"is too far away: write one between {EARLIEST} and {latest}."
        if file is None:
            raise BadInput(f"That date {said}")
        raise BadInput(f"{file}: session_date {said}", code="front-matter", file=file)
    return day
