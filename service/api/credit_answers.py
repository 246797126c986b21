"""What the addresses of recognition answer: a field that is not named here is not sent."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mentoring.programme.accountability import Step
from mentoring.programme.credit import Thanker
from service.api.answers import Answer, Day, ItemId, Program

Credit = Field(description="whose words these are, where she let everybody know; null: nobody learns it")


class Taken(Answer):
    """An insight or action that somebody took up."""

    id: ItemId
    kind: Literal["insight", "action"]
    program: Program
    session_date: Day
    text: str = Field(examples=["Captions help everybody in a noisy room"])
    step: Step


class ToThank(Taken):
    """Something to say thanks for."""

    credit: str | None = Credit


class Said(ToThank):
    """Something the caller said thanks for, in her words."""

    words: str = Field(examples=["We use this every week now."])


class ThanksQueue(Answer):
    """What came to something, and what was thanked for."""

    to_say: list[ToThank]
    said: list[Said]


class Thanked(Answer):
    """Whether the caller's thanks stand."""

    id: ItemId
    thanked: bool


class ThankYou(Answer):
    """Thanks that a mentor received; by role, never by name."""

    by: Thanker
    words: str
    day: Day


class Returned(Taken):
    """What became of something of the caller's own."""

    effect_words: str | None = Field(description="what came of it, in a reviewer's words")
    used: str | None = Field(description="others who say that they used it, in steps of k", examples=["3 or more"])
    thanks: list[ThankYou]
