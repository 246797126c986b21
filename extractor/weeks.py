"""ISO weeks: `2026-W24`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mentoring.errors import BadInput

_WEEK = re.compile(r"^(\d{4})-W(\d{2})$")


def week_of(day: date) -> str:
    """The ISO week that holds `day`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def days_of(week: str) -> tuple[date, date]:
    """Monday and Sunday of an ISO week; BadInput when there is no such week."""
    found = _WEEK.match(week)
    try:
        if not found:
            raise ValueError
        monday = date.fromisocalendar(int(found.group(1)), int(found.group(2)), 1)
        if not date.min.year < monday.year < date.max.year:  # the week before and its last day must exist as well
            raise ValueError
    except ValueError:
        raise BadInput(f"{week!r} is no ISO week: write it like 2026-W24.", code="week") from None
    return monday, monday + timedelta(days=6)


def week_before(week: str) -> str:
    """The ISO week before `week`."""
    return week_of(days_of(week)[0] - timedelta(days=1))
