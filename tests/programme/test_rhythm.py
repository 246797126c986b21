"""Spans, missed sessions and reminders, by hand on a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from mentoring.programme.rhythm import reminder, rhythm

START = date(2026, 5, 4)


def kept(*days: str, today: str, ends: str | None = None, every: int | None = 14, starts: date | None = START):
    last = date.fromisoformat(ends) if ends else None
    held = [date.fromisoformat(day) for day in days]
    return rhythm(held, [], starts=starts, ends=last, every_days=every, today=date.fromisoformat(today))


@pytest.mark.parametrize(
    ("days", "today", "expected", "missed"),
    [
        pytest.param((), "2026-05-17", 0, 0, id="the first span is not over on its last day"),
        pytest.param((), "2026-05-18", 1, 1, id="it is over the day after"),
        pytest.param(("2026-05-17",), "2026-05-18", 1, 0, id="its last day counts for it"),
        pytest.param(("2026-05-18",), "2026-06-01", 2, 1, id="the next day counts for the next span"),
        pytest.param(("2026-05-04", "2026-05-05"), "2026-06-01", 2, 1, id="two in one span fill one"),
        pytest.param(("2026-05-06", "2026-05-20", "2026-06-03"), "2026-06-15", 3, 0, id="kept throughout"),
        pytest.param(("2026-05-01",), "2026-05-18", 1, 1, id="a session before the beginning fills none"),
    ],
)
def test_spans_without_a_session_are_missed(days, today, expected, missed) -> None:
    found = kept(*days, today=today)
    assert (found.expected, found.missed) == (expected, missed)


def test_nothing_is_expected_after_the_end_or_without_a_rhythm() -> None:
    assert kept(today="2026-12-01", ends="2026-05-31").expected == 2
    assert kept(today="2026-12-01", ends="2026-05-31").due is None
    assert kept(today="2026-12-01", every=None).missed is None
    assert kept(today="2026-12-01", starts=None).expected is None


def test_a_session_of_tomorrow_is_not_held_yet() -> None:
    assert kept("2026-05-19", today="2026-05-18").held == ()


@pytest.mark.parametrize(
    ("today", "waits"),
    [
        pytest.param("2026-06-01", False, id="on the day it is due"),
        pytest.param("2026-06-04", False, id="a quarter of the rhythm later"),
        pytest.param("2026-06-05", True, id="after that"),
    ],
)
def test_a_reminder_leaves_a_quarter_of_the_rhythm(today, waits) -> None:
    found = kept("2026-05-18", today=today)
    assert found.due == date(2026, 6, 1)
    assert found.waiting is waits
    assert (reminder(found, date.fromisoformat(today)) is not None) is waits


def test_a_reminder_says_how_long_it_is_and_blames_nobody() -> None:
    text = reminder(kept("2026-05-18", today="2026-06-22"), date(2026, 6, 22)) or ""
    assert "about 5 weeks" in text
    assert not {"missed", "failed", "late", "must"} & set(text.lower().replace(".", " ").split())
    assert "first hour" in (reminder(kept(today="2026-06-22"), date(2026, 6, 22)) or "")


def test_a_beginning_at_the_calendars_end_is_counted_on_to_no_day_that_there_is_not() -> None:
    found = kept(today="2026-12-01", starts=date.max)
    assert (found.expected, found.due, found.waiting) == (0, date.max, False)
