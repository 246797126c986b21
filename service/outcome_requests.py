"""What is asked about outcomes: counts of those who took part and of others, brought in by a lead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many people of one group; the rows they were counted from are forgotten."""

    program: str
    group: str
    measure: str
    n: int
    yes: int
    outside: int = 0
    """People of the programme's table left out, as their department has nobody in the other group."""


@dataclass(frozen=True, slots=True)
class ImportOutcomes:
    """Counts in place of those that were brought in of the same programmes before."""

    counts: tuple[OutcomeCount, ...]


OutcomeRequest = ImportOutcomes
