"""A share with its interval: how often something held, of how many."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""Two-sided 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `n`. No cases is no share: `value` is then None, never zero."""

    name: str
    hits: float
    n: float

    @property
    def value(self) -> float | None:
        """Hits / n."""
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval (E. B. Wilson, 1927); (0, 1) without cases."""
        if not self.n:
            return 0.0, 1.0
        p, z2 = self.hits / self.n, _Z * _Z
        centre = (p + z2 / (2 * self.n)) / (1 + z2 / self.n)
        half = _Z / (1 + z2 / self.n) * sqrt(p * (1 - p) / self.n + z2 / (4 * self.n * self.n))
        return max(0.0, centre - half), min(1.0, centre + half)

    def __str__(self) -> str:
        """One line of a report."""
        if self.value is None:
            return f"{self.name:34} unscored (n=0)"
        low, high = self.interval
        return f"{self.name:34} {self.value:6.3f}  [{low:.3f}, {high:.3f}]  {self.hits:g}/{self.n:g}"


def pooled(shares: list[Share]) -> list[Share]:
    """Shares of the same name added up, in order of first appearance."""
    sums: dict[str, tuple[float, float]] = {}
    for share in shares:
        hits, n = sums.get(share.name, (0.0, 0.0))
        sums[share.name] = (hits + share.hits, n + share.n)
    return [Share(name, hits, n) for name, (hits, n) in sums.items()]
