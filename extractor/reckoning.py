"""The calendar behind a day that is told in words: which week, month or year it must lie in, seen from a session."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from dateutil.easter import easter

from extractor.day_words import ORDER, month_of, weekday_of

_LONG_PAST, _FAR_AHEAD = 60, 305
"""Days back beyond which a day told without its year is that of the next one, and ahead beyond which of the last."""


def coming(today: date, weekday: int) -> date:
    """The next such weekday behind today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def week_day(today: date, weeks: int, weekday: int) -> date:
    """A weekday of this week, or of one so many weeks on."""
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks, days=weekday)


def last_day(year: int, month: int) -> date:
    """Of a month; 13 is January of the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) + timedelta(
        days=calendar.monthrange(year + (month - 1) // 12, (month - 1) % 12 + 1)[1] - 1
    )


def in_year(today: date, day: int, month: int, year: str | None = None) -> date | None:
    """The day in the year that is told; else in the one in which it lies nearest, rather ahead than back."""
    try:
        found = date(int(year) if year else today.year, month, day)
        return found if year else found.replace(year=_year_of(found, today))
    except ValueError:
        return None


def _year_of(found: date, today: date) -> int:
    """Of a day of this year, the year that is meant: said in January "20 December" is past."""
    ahead = (found - today).days
    return today.year + (ahead < -_LONG_PAST) - (ahead > _FAR_AHEAD)


def agreeing(today: date, weekday: int, day: int) -> date | None:
    """The next day of that number that is such a weekday, of the coming three months."""
    coming = (today + timedelta(days) for days in range(1, 92))
    return next((one for one in coming if one.day == day and one.weekday() == weekday), None)


def beside_easter(today: date, days: int) -> date:
    """So many days from the coming Easter Sunday."""
    found: list[date] = [easter(year) + timedelta(days) for year in (today.year, today.year + 1)]
    return next(day for day in found if day >= today)


def in_numbered_week(today: date, week: int, weekday: int) -> date | None:
    """A day of the ISO week with this number, in the year in which it lies nearest, rather ahead than back."""
    year = today.isocalendar().year
    try:
        ahead = (date.fromisocalendar(year, week, weekday + 1) - today).days
        year += (ahead < -_LONG_PAST) - (ahead > _FAR_AHEAD)
        return date.fromisocalendar(year, week, weekday + 1)
    except ValueError:
        return None


def before(today: date, month: int) -> date | None:
    """The last day before a month that is still to come."""
    first = date(today.year + (month <= today.month), month, 1)
    return first - timedelta(1)


def end_of(today: date, month: int) -> date:
    """The last day of a month, of the year in which it lies nearest."""
    return last_day(today.year + (month < today.month - 2) - (month > today.month + 9), month)


def nth_weekday(today: date, which: str, weekday: str, month: str | None) -> date | None:
    """The first, second ... or last such weekday of a month; without one, of today's."""
    at = month_of(month) if month else today.month
    year = today.year + (at < today.month - 2)
    days = [day for day in calendar.Calendar().itermonthdates(year, at) if day.month == at]
    named = [day for day in days if day.weekday() == weekday_of(weekday)]
    return named[-1] if which.lower() == "last" else named[ORDER[which.lower()] - 1]
