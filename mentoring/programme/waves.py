"""Which survey is open to somebody today: told from the days that her pair's charter names."""

from __future__ import annotations

from datetime import date

from mentoring.programme.rhythm import later
from mentoring.programme.surveys import Wave

FIRST_WEEKS = 28
"""Days: how long the first survey stays open where nobody wrote down when the pair's time ends."""
AFTER = 28
"""Days: how long after its end a pair can still answer the last one."""


def open_wave(begun: date | None, ends: date | None, today: date) -> Wave | None:
    """A pair's time in thirds: initial, mid, post; the last one until AFTER its end, and then none.

    `begun` None: it has not begun. `ends` None: the first FIRST_WEEKS ask the initial one, all later days the mid one.
    """
    if begun is None or today < begun:
        return "initial"
    if ends is None or ends <= begun:
        return "initial" if today < later(begun, FIRST_WEEKS) else "mid"
    if today > later(ends, AFTER):
        return None
    passed = 3 * (today - begun).days
    whole = (ends - begun).days
    return "initial" if passed < whole else "mid" if passed < 2 * whole else "post"
