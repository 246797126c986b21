"""What the addresses of consent and preview answer: a field that is not named here is not sent."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from mentoring.records import Direction, Level, Owner, Purpose, Release, Theme
from service.api.answers import Answer, Day, Item, Pair, Program

PersonRef = Annotated[str, Field(description="keyed reference: names stay in the vault", examples=["r0123456789ab"])]
PairRole = Literal["mentor", "mentee"]


class Standing(Answer):
    """What one person agreed to in one pair."""

    program: Program
    pair: Pair
    role: PairRole
    person_ref: PersonRef
    state: Literal["withdrawn", "never", "expired", "given"]
    purposes: list[Purpose] = Field(examples=[["extract", "store"]])
    given: date | None
    expires: date | None
    withdrawn: date | None
    release: Release | None
    notice: str | None = Field(examples=["2026-02"])


class Place(Answer):
    """Where a consent holds."""

    program: Program
    pair: Pair
    role: PairRole


class Granted(Answer):
    """What was given today."""

    granted: list[str] = Field(examples=[["quote"]])
    since: Day
    places: list[Place] = Field(default=[])
    pair: str | None = None


class Erased(Answer):
    """The signed receipt of an erasure."""

    model_config = ConfigDict(extra="allow")
    person_ref: str
    notes: int = Field(examples=[3])
    insights: int = Field(examples=[9])
    digests: int = Field(examples=[1])
    vectors: int = Field(examples=[41])
    bytes_scanned: int
    positive_control: int
    residue: int = Field(examples=[0])
    handed_out: list[str]
    backups: list[str]
    signature: str


class ConsentReceipt(Answer):
    """All that the register holds of one person (ISO/IEC TS 27560), signed."""

    model_config = ConfigDict(extra="allow")
    receipt_id: str
    schema_version: str
    issued: str
    pii_principal_id: PersonRef
    records: list[dict[str, Any]]
    sessions: list[dict[str, Any]]
    ended: list[dict[str, Any]]
    signature: str


class Preview(Item):
    """One of a mentor's own items in whatever state, with its exact words."""

    kind: Literal["insight", "action"]
    text: str = Field(examples=["Captions help everybody in a noisy room"])
    statement: str | None = None
    original: str | None = Field(default=None, description="the engine's words beneath a reviewer's")
    theme: Theme | None = None
    direction: Direction | None = None
    task: str | None = None
    owner: Owner | None = None
    due: date | None = None
    status: Literal["open", "done", "late", "missed"] | None = None
    about_person: bool
    reason: str | None = Field(description="why it is held", examples=["mentor"])
    reaches: Level | None = Field(description="how far it goes today; null: nobody but her")
    released_by_silence_on: date | None
    reaches_by_silence: Level | None = Field(
        description="how far it may go if she says nothing; organisation: once a reviewer approves of it as well"
    )


class Settled(Preview):
    """The item as it stands now, and what was handed out before."""

    handed_out: list[str]
