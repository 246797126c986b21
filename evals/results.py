"""A metric's value with its interval, made of one row a case, and whether it meets its threshold.

Every figure is sum of hits / sum of n over cases (an F1 too: 2 x matched / (predicted + gold)), so that the rows
alone give it back, resample it by note and pair it with another run's. Rows hold ids and numbers, never text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from evals.metrics.shares import Share
from mentoring.errors import EngineFailed

ROUNDS = 1000
"""Bootstrap resamples; 1,000 give the ends of a 95 % interval to about one part in a hundred."""
_SEED = 7

Kind = Literal["rate", "mean", "count"]
"""rate: Wilson's interval. mean: bootstrap over cases. count: hits themselves, Wilson's interval times n, none where
there are more hits than tries."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one case adds to a metric."""

    case: str
    hits: float
    n: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure. `value` None: nothing to measure it on, which is neither a pass nor a zero."""

    name: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    kind: Kind = "rate"
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Unscored:
    """What could not be scored, and why, in one sentence. `required`: the run is incomplete without it."""

    what: str
    reason: str
    required: bool = True


def given_up(what: str, problem: EngineFailed) -> Unscored:
    """What an engine gave up on, with its code and what can be done."""
    return Unscored(what, f"the engine gave up on it ({problem.code}). {problem.message}")


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


def measured(name: str, rows: Iterable[Row], kind: Kind = "rate", n: int | None = None) -> Measured:
    """The figure of these rows; `n` where another number than the rows' sum says how much was looked at."""
    kept = tuple(row for row in rows if row.n or row.hits)
    share = Share(name, sum(row.hits for row in kept), sum(row.n for row in kept))
    seen = round(share.n) if n is None else n
    if share.value is None:
        return Measured(name, None, seen, kind=kind)
    if kind == "mean":
        low, high = interval(resampled(kept, ROUNDS))
        return Measured(name, share.value, seen, low, high, kind, kept)
    if share.hits > share.n:
        return Measured(name, share.hits, seen, None, None, kind, kept)
    low, high = share.interval
    if kind == "count":
        return Measured(name, share.hits, seen, low * share.n, high * share.n, kind, kept)
    return Measured(name, share.value, seen, low, high, kind, kept)


def resampled(rows: Sequence[Row], rounds: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The ratio in `rounds` draws of whole cases with replacement (Efron 1979); draws with n = 0 are left out."""
    pairs = np.array([(row.hits, row.n) for row in rows], dtype=np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(rows), (rounds, len(rows)))
    sums = pairs[drawn].sum(axis=1)
    known = sums[sums[:, 1] > 0]
    ratios: np.ndarray[Any, np.dtype[np.float64]] = known[:, 0] / known[:, 1]
    return ratios


def interval(draws: np.ndarray[Any, np.dtype[np.float64]]) -> tuple[float, float]:
    """The middle 95 % of draws, percentile ends."""
    low, high = np.percentile(draws, [2.5, 97.5])
    return float(low), float(high)


def from_shares(shares: Iterable[tuple[str, Share]]) -> dict[str, list[Row]]:
    """(case, share) as rows by the share's name, in order of first appearance; one row a case."""
    rows: dict[str, dict[str, Row]] = {}
    for case, share in shares:
        known = rows.setdefault(share.name, {}).get(case, Row(case, 0, 0))
        rows[share.name][case] = Row(case, known.hits + share.hits, known.n + share.n)
    return {name: list(by_case.values()) for name, by_case in rows.items()}
