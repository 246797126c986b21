"""Calendars: when which people met. Events are never notes; they say of notes when and who."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from mentoring.errors import BadInput
from service.intake.found import Found

MOST_EVENTS = 5_000
MOST_REPEATS = 200


def read_ics(raw: bytes, file: str) -> list[Found]:
    """Every event with its day, title and people; repeated ones up to the 200th time."""
    import icalendar

    try:
        events = islice(icalendar.Calendar.from_ical(raw).walk("VEVENT"), MOST_EVENTS)
        found = [one for event in events for one in _event(event)]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, UnicodeDecodeError):
        raise BadInput(f"{file} is no calendar that can be read: export it again.", code="format", file=file) from None
    return found[:MOST_EVENTS]


def _event(event: Any) -> Iterator[Found]:
    if "DTSTART" not in event or str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    people = tuple(dict.fromkeys(one[:400] for one in _people(event) if one))
    title = str(event.get("SUMMARY", ""))[:400]
    for day in _days(event):
        yield Found(kind="event", title=title, people=people, day=day.isoformat())


def _people(event: Any) -> Iterator[str]:
    for name in ("ORGANIZER", "ATTENDEE"):
        value = event.get(name, [])
        for one in value if isinstance(value, list) else [value]:
            yield str(one).lower().removeprefix("mailto:")
            yield str(one.params.get("CN", ""))


def _days(event: Any) -> Iterator[date]:
    start = event["DTSTART"].dt
    yield _day(start)
    rule = event.get("RRULE")
    if (
        rule is None
        or isinstance(rule, list)
        or rule.get("FREQ", [""])[0] not in {"WEEKLY", "MONTHLY", "DAILY", "YEARLY"}
    ):
        return
    from dateutil.rrule import rrulestr

    plain = datetime(start.year, start.month, start.day)
    limits = {key: value for key, value in rule.items() if key != "UNTIL"}
    until = _day(rule["UNTIL"][0]) if "UNTIL" in rule else date.max
    text = type(rule)(limits).to_ical().decode()
    skipped = {_day(one.dt) for group in _listed(event.get("EXDATE")) for one in group.dts}
    for repeat in islice(rrulestr(text, dtstart=plain), 1, MOST_REPEATS):
        if repeat.date() > until:
            return
        if repeat.date() not in skipped:
            yield repeat.date()


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
