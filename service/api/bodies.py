"""What the API takes: typed scalars only, so that nothing sent here can become a filter of its own."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mentoring.records import Level, Purpose, Release, Theme

Week = Annotated[str, Field(pattern=r"^\d{4}-W\d{2}$", examples=["2026-W43"])]
ItemId = Annotated[str, Field(pattern=r"^[ia][0-9a-f]{12}$")]
Name = Annotated[str, Field(min_length=1, max_length=100)]


class Body(BaseModel):
    """A body with no other fields than its own."""

    model_config = ConfigDict(extra="forbid")


class Decision(Body):
    """A decision on one item; `undo` takes the last one back."""

    decision: Literal["approve", "reject", "defer", "undo"]


class SearchBody(Body):
    """Words or a question, and closed filters."""

    query: Annotated[str, Field(max_length=2000)]
    program: Name | None = None
    theme: Theme | None = None
    kind: Literal["note", "insight"] | None = None
    since: date | None = None
    until: date | None = None
    k: Annotated[int, Field(ge=1, le=100)] = 10


class AskBody(Body):
    """A question in words."""

    question: Annotated[str, Field(max_length=2000)]


class SettleBody(Body):
    """A mentor's word on one of her items."""

    choice: Literal["release", "hold", "veto", "soften"]
    level: Level | None = None
    text: Annotated[str | None, Field(max_length=400)] = None


class ConsentBody(Body):
    """Which of somebody's consents is meant; nobody named: the caller's own."""

    person: Name | None = None
    program: Name | None = None
    pair: Name | None = None
    purposes: Annotated[list[Purpose], Field(max_length=5)] = []
    session: date | None = None


class GrantBody(ConsentBody):
    """A consent given today."""

    role: Literal["mentor", "mentee"] | None = None
    expires: date | None = None
    release: Release | None = None
    notice: Name | None = None


class NamedBody(Body):
    """Somebody named in notes, in all the forms her name takes there."""

    name: Name
    aliases: Annotated[list[Name], Field(max_length=20)] = []


class ReceiptBody(Body):
    """Whose consents; nobody named: the caller's own."""

    person: Name | None = None
