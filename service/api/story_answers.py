"""What the addresses of success stories answer: a field that is not named here is not sent."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from mentoring.programme.accountability import Step
from mentoring.programme.stories import Side
from service.api.answers import Answer, Day, ItemId, Pair, Program

StoryId = Annotated[str, Field(examples=["t0123456789ab"])]
_OF_THE_TWO = "for the two alone"


class Story(Answer):
    """What one pair's idea came to."""

    id: StoryId
    program: Program
    pair: Pair | None = Field(description=_OF_THE_TWO)
    learned: str = Field(examples=["Captions help everybody in a noisy room."])
    did: str = Field(examples=["Switch captions on in every meeting of the plant."])
    shown: str = Field(description="how it is known", examples=["Told in the session of 20 October 2026."])
    effect: str = Field(examples=["Half as many questions reach the desk."])
    by: str | None = Field(description="both names, where both let everybody know; null: nobody is named")
    approved: list[Side] = Field(description=f"who approved of these words; {_OF_THE_TWO}")
    as_: Side | None = Field(alias="as", description=f"which of the two the caller is; {_OF_THE_TWO}")
    version: str | None = Field(description=f"what an approval is of; {_OF_THE_TWO}")
    told: bool = Field(description="whether both approved, so that others read it")


class ToTell(Answer):
    """An action of the caller's own pair of which a story can be told."""

    id: ItemId
    task: str
    step: Step
    program: Program
    pair: Pair
    session_date: Day


class Stories(Answer):
    """Own drafts, what could be told, and what others let everybody read."""

    to_tell: list[ToTell]
    mine: list[Story]
    told: list[Story]


class Back(Answer):
    """A story that is gone, and where it was handed out before."""

    id: StoryId
    files: int = Field(description="files of Upwell's own that were wiped")
    handed_out: list[str] = Field(examples=[["story 2026-10-20: download (pdf)"]])
