"""Which test breaks a system so that a metric of a suite falls below its threshold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

BREAKERS: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
"""(suite, metric) -> names of the tests that break it."""


def breaks(suite: str, *metrics: str) -> Callable[[Any], Any]:
    """Marks a test that breaks something on purpose and asserts that these metrics of a suite miss their demand."""

    def note(test: Any) -> Any:
        for metric in metrics:
            BREAKERS[suite, metric].append(test.__name__)
        return test

    return note
