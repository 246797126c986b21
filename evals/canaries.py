"""Strings that no other text has: planted at every entrance of a home, looked for at every exit.

Each is nine letters of made-up syllables or nine digits, so that finding it anywhere is proof.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LENGTH = 9
"""Letters or digits of every needle: long enough for no other text to hold one by chance."""
_RUNS = re.compile(rf"[A-Za-z]{{{LENGTH},}}|\d{{{LENGTH},}}")
FIRSTS = ("Ingrid", "Paul", "Amina", "Jorge", "Wei", "Olena", "Kwame", "Priya", "Tom", "Leila")


@dataclass(frozen=True, slots=True)
class Canary:
    """One planted string. `needle` is what is looked for, lower case."""

    id: str
    entrance: str
    needle: str


class Sower:
    """Makes strings that were never made before, and remembers at which entrance they were sown."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated, not a secret
        self.sown: list[Canary] = []
        self._used: set[str] = set()

    def word(self, entrance: str) -> str:
        """A new made-up word."""
        return self._remember(entrance, self._unused(self._syllables))

    def number(self, entrance: str) -> str:
        """Nine new digits."""
        return self._remember(entrance, self._unused(lambda: str(self.chance.randint(10**8, 10**9 - 1))))

    def name(self, entrance: str) -> str:
        """A new surname after an ordinary first name."""
        return f"{self.first()} {self.word(entrance).capitalize()}"

    def first(self) -> str:
        """An ordinary first name."""
        return self.chance.choice(FIRSTS)

    def _remember(self, entrance: str, needle: str) -> str:
        self.sown.append(Canary(f"c{len(self.sown) + 1:05}", entrance, needle))
        return needle

    def _unused(self, made: Callable[[], str]) -> str:
        while (one := made()) in self._used:
            pass
        self._used.add(one)
        return one

    def _syllables(self) -> str:
        pairs = "".join(self.chance.choice("bdfgklmnprtvz") + self.chance.choice("aeiou") for _ in range(4))
        return pairs + self.chance.choice("kmnx")


def found_in(canaries: Iterable[Canary], texts: Iterable[str]) -> list[Canary]:
    """The canaries that texts hold, in any case of letters and whatever stands before and after them."""
    known = {one.needle: one for one in canaries}
    found: set[str] = set()
    for text in texts:
        for run in _RUNS.findall(text):
            low = run.lower()
            found |= known.keys() & {low[at : at + LENGTH] for at in range(len(low) - LENGTH + 1)}
    return [known[needle] for needle in sorted(found)]
