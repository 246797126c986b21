"""What search and ask answer: a field that is not named here is not sent."""

from __future__ import annotations

from pydantic import Field

from mentoring.records import Theme
from service.api.answers import Answer, Day, ItemId, NoteId, Pair, Program, Words


class FoundInsight(Answer):
    """An insight of a session that was found, which the caller may see."""

    id: ItemId
    statement: str = Field(examples=["Captions help everybody in a noisy room"])
    theme: Theme


class Hit(Answer):
    """A session that bears on the question; one row a note."""

    note_id: NoteId
    score: float = Field(examples=[0.71])
    snippet: str = Field(examples=["The mentor showed me how captions are made"])
    highlights: list[tuple[int, int]] = Field(examples=[[[27, 35]]])
    session_date: Day
    theme: Theme | None
    program: Program
    pair: Pair
    insights: list[FoundInsight]
    start: int
    end: int


class Facets(Answer):
    """People behind each value: min(mentors, mentees) in steps; a value with too few is left out."""

    program: dict[str, int] = Field(examples=[{"North": 6}])
    kind: dict[str, int] = Field(examples=[{"note": 6, "insight": 3}])
    theme: dict[str, int] = Field(examples=[{"digital-fluency": 3}])
    direction: dict[str, int] = Field(examples=[{"junior_to_senior": 3}])
    status: dict[str, int] = Field(examples=[{"open": 3}])
    pair: list[Pair] = Field(description="pairs that can be chosen, without figures")


class Answered(Answer):
    """Sentences of the notes, each with where it stands."""

    answer: str = Field(examples=["Captions help everybody in a noisy room."])
    citations: list[Cited]
    sentences: list[AnswerSentence]
    answered: bool
    engine: str = Field(examples=["extractive"], description="extractive: the notes' own sentences; llm: a model's")


class AnswerSentence(Answer):
    """One sentence of an answer; `citations`: places in the answer's list, from 0."""

    text: str = Field(examples=["Captions help everybody in a noisy room."])
    citations: list[int] = Field(examples=[[0]])


class Cited(Words):
    """Where a sentence stands."""

    note_id: NoteId
    program: Program
    session_date: Day


class Written(Answer):
    """What was found, as a file's text."""

    form: str = Field(examples=["csv"])
    text: str = Field(examples=["note_id,session_date"])


class FoundPattern(Answer):
    """A pattern that bears on the question; how many stand behind it as a band."""

    id: str = Field(examples=["g0123456789ab"])
    title: str = Field(examples=["Captions"])
    theme: Theme
    support_band: str = Field(examples=["3-5"])
    insights: list[ItemId]
    score: float = Field(examples=[0.71])


class Near(Answer):
    """An earlier insight and how near it is, at most 1."""

    id: ItemId
    note_id: NoteId
    statement: str = Field(examples=["Captions help everybody in a noisy room"])
    theme: Theme
    program: Program
    session_date: Day
    similarity: float = Field(examples=[0.71])


class Spoken(Answer):
    """A goal, and the insight nearest to it if one bears on it."""

    program: Program
    pair: Pair | None
    goal: str = Field(examples=["Meetings with captions on by default"])
    silent: bool
    nearest: Near | None


class Sought(Answer):
    """A search as it was kept."""

    query: str = Field(examples=["captions in meetings"])
    program: Program | None
    pair: Pair | None
    theme: Theme | None
    direction: str | None
    kind: str | None
    status: str | None
    since: str | None
    until: str | None
    k: int


class Kept(Answer):
    """A kept search."""

    id: str = Field(examples=["s0123456789abcdef"])
    name: str = Field(examples=["Captions"])
    search: Sought


class Forgotten(Answer):
    """The search that was dropped."""

    forgotten: str = Field(examples=["s0123456789abcdef"])


Answered.model_rebuild()
