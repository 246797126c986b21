"""Which survey is open on which day of a pair's time."""

from __future__ import annotations

from datetime import date

import pytest

from mentoring.programme.waves import open_wave

BEGUN, ENDS = date(2026, 5, 1), date(2026, 7, 30)  # 90 days


@pytest.mark.parametrize(
    ("begun", "ends", "today", "wave"),
    [
        pytest.param(None, None, date(2026, 5, 1), "initial", id="not begun, nothing agreed"),
        pytest.param(BEGUN, ENDS, date(2026, 4, 1), "initial", id="before the first day"),
        pytest.param(BEGUN, ENDS, date(2026, 5, 30), "initial", id="last day of the first third"),
        pytest.param(BEGUN, ENDS, date(2026, 5, 31), "mid", id="first day of the second third"),
        pytest.param(BEGUN, ENDS, date(2026, 6, 29), "mid", id="last day of the second third"),
        pytest.param(BEGUN, ENDS, date(2026, 6, 30), "post", id="first day of the last third"),
        pytest.param(BEGUN, ENDS, date(2026, 8, 27), "post", id="four weeks after the end"),
        pytest.param(BEGUN, ENDS, date(2026, 8, 28), None, id="a day later"),
        pytest.param(BEGUN, None, date(2026, 5, 28), "initial", id="no last day, within four weeks"),
        pytest.param(BEGUN, None, date(2026, 5, 29), "mid", id="no last day, after four weeks"),
        pytest.param(BEGUN, date.max, date(2026, 5, 29), "initial", id="an end at the calendar's end"),
    ],
)
def test_thirds(begun: date | None, ends: date | None, today: date, wave: str | None) -> None:
    assert open_wave(begun, ends, today) == wave
