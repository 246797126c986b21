"""What is asked about a pair's next session."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShowPrep:
    """Three questions for the next session of the caller's own pair."""

    program: str
    pair: str


@dataclass(frozen=True, slots=True)
class PrintPrep:
    """The same as a text to take along, remembered as handed out."""

    program: str
    pair: str
    file: str | None = None
    """Where it will be written, so that a withdrawal wipes it; None: it goes out of reach."""


PrepRequest = ShowPrep | PrintPrep
