"""What a process that runs on must do on each further day, as a start does: once a day, and never twice at once.

Only the owner of a home does it, so two processes never meet here; two threads of one are given the same work.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from threading import Lock

AGAIN = 3600.0
"""Seconds after which what failed is tried again."""


class NewDay:
    """Hands out the work of a day, done in a thread of its own: whoever comes first begins it, nobody need wait."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._hands = ThreadPoolExecutor(1, "new-day")
        self._day: date | None = None
        self._work: Future[bool] | None = None
        self._begun = 0.0
        self._closed = False

    def done(self, day: date) -> None:
        """The work of this day was done elsewhere, at the start."""
        with self._lock:
            self._day, self._work = day, None

    def begin(self, day: date, work: Callable[[], bool]) -> Future[bool] | None:
        """The work of `day`, begun if it is due; None: nothing is left to do. It says whether all was done."""
        with self._lock:
            if self._work is not None and not self._work.done():
                return self._work
            if self._closed or (day == self._day and not self._is_due_again()):
                return None
            self._day, self._begun = day, self._clock()
            self._work = self._hands.submit(work)
            return self._work

    def close(self) -> None:
        """Begin nothing more, and wait for what was begun."""
        with self._lock:
            self._closed = True
        self._hands.shutdown()

    def _is_due_again(self) -> bool:
        failed = self._work is not None and not self._work.result()
        return failed and self._clock() - self._begun >= AGAIN
