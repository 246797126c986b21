"""What the addresses of learning cards answer: a field that is not named here is not sent."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mentoring.programme.accountability import Step
from mentoring.records import Direction, Theme
from service.api.answers import Answer, Day, ItemId, Program
from service.api.credit_answers import Credit

Kind = Annotated[
    Literal["tool", "method"] | None, Field(description="null: an observation, nothing to take over", examples=["tool"])
]


class Learning(Answer):
    """A card in short."""

    id: ItemId
    statement: str = Field(examples=["Captions help everybody in a noisy room."])
    kind: Kind
    theme: Theme
    program: Program
    session_date: Day
    credit: str | None = Credit
    used: str | None = Field(
        description="others who say that they used it, in steps of k; null: fewer than k", examples=["3 or more"]
    )
    mine: bool = Field(description="whether the caller says that she used it")
    k: int


class Done(Answer):
    """Something that was done about it."""

    task: str = Field(examples=["Switch captions on in every meeting of the plant."])
    step: Step
    effect_words: str | None


class Card(Learning):
    """The whole card."""

    direction: Direction
    support_band: str | None = Field(description="pairs behind its pattern; null: none is told", examples=["3-5"])
    pattern: str | None
    words: list[str] = Field(description="the words behind it, where the caller may read them")
    named: list[str] = Field(description="tools and methods its statement names", examples=[["Captions"]])
    done: list[Done]


class UsedIt(Answer):
    """The caller's own word."""

    id: ItemId
    mine: bool
