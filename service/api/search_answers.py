"""What search and ask answer: a field that is not named here is not sent."""

from __future__ import annotations

from pydantic import Field

from mentoring.records import Theme
from service.api.answers import Answer, Day, NoteId, Program, Words


class Hit(Answer):
    """A session that bears on the question; one row a note."""

    note_id: NoteId
    score: float = Field(examples=[0.71])
    snippet: str = Field(examples=["The mentor showed me how captions are made"])
    highlights: list[tuple[int, int]] = Field(examples=[[[27, 35]]])
    session_date: Day
    theme: Theme | None
    program: Program
    start: int
    end: int


class Answered(Answer):
    """Sentences of the notes, each with where it stands."""

    answer: str = Field(examples=["Captions help everybody in a noisy room."])
    citations: list[Cited]
    answered: bool
    engine: str = Field(examples=["builtin"])


class Cited(Words):
    """Where a sentence stands."""

    note_id: NoteId


Answered.model_rebuild()
