"""What the addresses about hidden words answer."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from service.api.answers import Answer, Day, NoteId, Pair, Program

Type = Literal[
    "PERSON", "EMAIL", "PHONE", "ADDRESS", "LOCATION", "ORG", "DATE_OF_BIRTH", "EMPLOYEE_ID", "HANDLE", "URL", "ROLE",
    "AGE", "NATIONALITY", "FAMILY", "HEALTH", "ID_NUMBER", "MONEY",
]  # fmt: skip


class QueuedNote(Answer):
    """A note in which something is hidden that may be nobody's."""

    note_id: NoteId
    program: Program
    pair: Pair
    session_date: Day
    doubtful: int = Field(description="places found by reading alone")
    asked: int
    kept: int


class HiddenPlace(Answer):
    """One hidden word and its redacted sentence around it."""

    place: int = Field(description="names it in the note")
    type: Type
    kind: str
    before: str
    after: str
    word: str | None = Field(description="what is hidden; for the mentor of the note alone")
    standing: Literal["asked", "kept"] | None
    may_show: bool


class HiddenIn(Answer):
    """What is hidden in a note."""

    note_id: NoteId
    pair: Pair
    session_date: Day
    mine: bool
    hidden: list[HiddenPlace]


class Asked(Answer):
    """How many places its mentor is asked about."""

    note_id: NoteId
    asked: int


class Settled(Answer):
    """How many are readable again, how many stay hidden."""

    note_id: NoteId
    shown: int
    kept: int
