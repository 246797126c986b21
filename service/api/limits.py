"""How often one caller may ask: a bucket of requests each, refilled steadily. Kept in memory, as counts alone."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from mentoring.errors import TooMany

_MOST_CALLERS = 10_000


class Limit:
    """`per_minute` requests a caller and minute on average, and at most as many at once."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._size, self._clock = float(per_minute), clock
        self._lock = threading.Lock()
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, caller: str) -> None:
        """Count one request; TooMany, with the seconds to wait, where the bucket is empty."""
        now = self._clock()
        with self._lock:
            left, since = self._left.get(caller, (self._size, now))
            left = min(self._size, left + (now - since) * self._size / 60)
            if left < 1:
                raise TooMany(math.ceil((1 - left) * 60 / self._size))
            if len(self._left) >= _MOST_CALLERS:
                self._left.clear()
            self._left[caller] = (left - 1, now)
