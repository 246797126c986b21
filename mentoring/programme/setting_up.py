"""A programme as its lead set it up, and the texts it began with. Nothing here is about a person who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mentoring.records import Purpose


@dataclass(frozen=True, slots=True)
class Programme:
    """What was agreed on for all pairs of one programme."""

    name: str
    starts: date | None = None
    ends: date | None = None
    every_days: int | None = None
    """Days from one session to the next."""
    k: int = 3
    """Fewest mentors and mentees behind a figure that its people were promised; the home keeps the largest of them."""
    purposes: tuple[Purpose, ...] = ()
    """What its consent form asks for."""


@dataclass(frozen=True, slots=True)
class Text:
    """One version of one text of a programme."""

    program: str
    name: str
    version: int
    body: str
    """Markdown."""
    sha256: str
    day: date
    edited: bool
    """In a lead's own words: setting the programme up again leaves it alone."""

    @property
    def label(self) -> str:
        """As a consent record names it: "v2 2026-11-22"."""
        return f"v{self.version} {self.day.isoformat()}"
