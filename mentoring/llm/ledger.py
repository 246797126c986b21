"""What a run asked of a model: requests, tokens, seconds and cost; and the limit it may not pass.

An unknown price stays unknown: the cost is then None, never zero.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from statistics import quantiles

from mentoring.errors import EngineFailed
from mentoring.llm.config import Price

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one exchange as the server counted them; None: it did not say."""

    input_tokens: int | None = None
    output_tokens: int | None = None

    def cost(self, price: Price | None) -> float | None:
        """None when price or count is unknown."""
        if price is None or self.input_tokens is None or self.output_tokens is None:
            return None
        return (self.input_tokens * price.input + self.output_tokens * price.output) / _MILLION


@dataclass(frozen=True, slots=True)
class RunUsage:
    """Sums over a run."""

    requests: int = 0
    """Sent, including those that failed and were sent again; answers from the cache are not among them."""
    cached: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    uncounted: int = 0
    """Answers whose server did not say how many tokens they took: the sums are then too low."""
    cost: float | None = None
    seconds: float = 0.0
    median: float | None = None
    """Seconds for one answer."""
    p95: float | None = None


class Ledger:
    """Keeps the sums; safe to use from several threads."""

    def __init__(self, price: Price | None, max_cost: float | None) -> None:
        self._price, self._max = price, max_cost
        self._lock = threading.Lock()
        self._latencies: list[float] = []
        self._requests = self._cached = self._input = self._output = self._uncounted = 0
        self._spent = self._booked = 0.0

    def reserve(self, characters: int, max_tokens: int) -> float:
        """Set aside what the next exchange can cost at most; EngineFailed `llm-cost` when the limit would be passed.

        A token of input is taken to have two characters or more (English has about four).
        """
        with self._lock:
            most = Usage(characters // 2 + 1, max_tokens).cost(self._price) or 0.0
            if self._max is not None and self._spent + self._booked + most > self._max:
                raise EngineFailed("The cost limit of this run is reached: raise it to go on.", code="llm-cost")
            self._booked += most
            self._requests += 1
            return most

    def lost(self, reserved: float, *, billed: bool) -> None:
        """An exchange brought no answer; if it may have been `billed` all the same, the reservation stays spent."""
        with self._lock:
            self._booked -= reserved
            self._spent += reserved if billed else 0.0

    def answered(self, reserved: float, usage: Usage, seconds: float) -> float | None:
        """Book an answer; its cost, None when unknown (the limit then counts what was reserved)."""
        with self._lock:
            cost = usage.cost(self._price)
            self._booked -= reserved
            self._spent += reserved if cost is None else cost
            self._input += usage.input_tokens or 0
            self._output += usage.output_tokens or 0
            self._uncounted += usage.input_tokens is None or usage.output_tokens is None
            self._latencies.append(seconds)
            return cost

    def from_cache(self) -> None:
        """An answer that was given before."""
        with self._lock:
            self._cached += 1

    def total(self) -> RunUsage:
        """The sums so far."""
        with self._lock:
            times = self._latencies
            cuts = quantiles(times, n=20, method="inclusive") if len(times) > 1 else [*times] * 19
            known = self._price is not None and not self._uncounted
            return RunUsage(
                requests=self._requests, cached=self._cached, input_tokens=self._input, output_tokens=self._output,
                uncounted=self._uncounted, cost=self._spent if known else None, seconds=sum(times),
                median=cuts[9] if cuts else None, p95=cuts[18] if cuts else None,
            )  # fmt: skip
