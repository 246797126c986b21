"""A metric's value with its interval, and whether it meets its threshold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from evals.metrics.shares import Share

ROUNDS = 1000
"""Bootstrap resamples; 1,000 give the ends of a 95 % interval to about one part in a hundred."""

Note = TypeVar("Note")


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure. `value` None: nothing to measure it on, which is neither a pass nor a zero."""

    name: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """What a suite's file demands of a metric."""

    least: float | None = None
    most: float | None = None

    def met_by(self, measured: Measured) -> bool | None:
        """Whether the value meets it; None where nothing is demanded or nothing was measured."""
        if measured.value is None or (self.least is None and self.most is None):
            return None
        return (self.least is None or measured.value >= self.least) and (
            self.most is None or measured.value <= self.most
        )


def from_share(name: str, share: Share) -> Measured:
    """A rate with Wilson's interval."""
    low, high = share.interval
    return Measured(name, share.value, round(share.n), low if share.n else None, high if share.n else None)


def bootstrapped(
    name: str, notes: Sequence[Note], figure: Callable[[Sequence[Note]], float | None], n: int
) -> Measured:
    """A figure over notes with the 95 % interval of resampling whole notes (Efron 1979, percentile ends)."""
    value = figure(notes)
    if value is None:
        return Measured(name, None, n)
    chance = np.random.default_rng(7)
    drawn = [figure([notes[at] for at in chance.integers(0, len(notes), len(notes))]) for _ in range(ROUNDS)]
    known = [one for one in drawn if one is not None]
    low, high = np.percentile(known, [2.5, 97.5])
    return Measured(name, value, n, float(low), float(high))


def as_json(measured: Measured, bar: Bar) -> dict[str, Any]:
    """The contract's row of a metric."""
    threshold = bar.least if bar.least is not None else bar.most
    return {
        "name": measured.name, "value": measured.value, "n": measured.n, "low": measured.low, "high": measured.high,
        "threshold": threshold, "direction": "at most" if bar.most is not None else "at least",
        "pass": bar.met_by(measured),
    }  # fmt: skip
