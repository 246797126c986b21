"""What is asked about setting a programme up: its frame, and the texts it begins with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StartProgramme:
    """Set a programme up, or change how it is set up; texts in a lead's own words stay."""

    program: str
    starts: str | None = None
    ends: str | None = None
    every_days: int | None = 14
    k: int | None = None
    """None: as the home has it."""
    purposes: tuple[str, ...] = ("store", "extract", "quote", "attribute")


@dataclass(frozen=True, slots=True)
class ShowTexts:
    """Programmes that were set up, with the texts the caller may read."""

    program: str | None = None


@dataclass(frozen=True, slots=True)
class EditText:
    """A text in the lead's own words; without words, ours again."""

    program: str
    name: str
    body: str


SetupRequest = StartProgramme | ShowTexts | EditText
