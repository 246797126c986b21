"""What the API takes: typed scalars only, so that nothing sent here can become a filter of its own."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mentoring.errors import BadInput
from mentoring.records import Aspect, Caller, Level, Purpose, Release

Week = Annotated[str, Field(pattern=r"^\d{4}-W\d{2}$", examples=["2026-W43"])]
ItemId = Annotated[str, Field(pattern=r"^[ia][0-9a-f]{12}$", examples=["i0123456789ab"])]
Name = Annotated[str, Field(min_length=1, max_length=100)]
Person = Annotated[Name, Field(description="a person_id or an exact name", examples=["p-017"])]
Program = Annotated[Name, Field(examples=["North"])]
Pair = Annotated[Name, Field(examples=["north-01"])]


class Body(BaseModel):
    """A body with no other fields than its own."""

    model_config = ConfigDict(extra="forbid")


class Decision(Body):
    """A decision on one item; `undo` takes the last one back."""

    decision: Annotated[Literal["approve", "reject", "defer", "undo"], Field(examples=["approve"])]
    version: Annotated[str | None, Field(max_length=40, description="of the item as it was looked at")] = None


class SettleBody(Body):
    """A mentor's word on one of her items."""

    choice: Annotated[Literal["release", "hold", "veto", "soften"], Field(examples=["hold"])]
    level: Level | None = None
    text: Annotated[str | None, Field(max_length=400)] = None
    version: Annotated[
        str | None, Field(max_length=40, description="of the words as she read them; looked at for release and soften")
    ] = None


class ConsentBody(Body):
    """Which of somebody's consents is meant; nobody named: the caller's own."""

    person: Person | None = None
    program: Program | None = None
    pair: Pair | None = None
    purposes: Annotated[list[Purpose], Field(max_length=5, examples=[["quote"]])] = []
    session: date | None = None


class GrantBody(ConsentBody):
    """A consent given today."""

    role: Literal["mentor", "mentee"] | None = None
    expires: date | None = None
    release: Release | None = None
    notice: Name | None = None


class NamedBody(Body):
    """Somebody named in notes, in all the forms her name takes there."""

    name: Annotated[Name, Field(examples=["Robin Example"])]
    aliases: Annotated[list[Name], Field(max_length=20)] = []


class ReceiptBody(Body):
    """Whose consents; nobody named: the caller's own."""

    person: Person | None = None


class MarkBody(Body):
    """An evaluator's mark on one side of an item; `undo` takes it back."""

    verdict: Annotated[Literal["right", "wrong", "undo"], Field(examples=["right"])]
    aspect: Aspect = "whole"


def whose(caller: Caller, named: str | None) -> str:
    """The person named, or the caller herself."""
    found = named or caller.person_id
    if found is None:
        raise BadInput("Say whose: the operator of a home is nobody on its roster.")
    return found
