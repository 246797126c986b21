"""What the API answers: a field that is not named here is not sent.

`examples` stand in the OpenAPI document; they are made up.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mentoring.programme.accountability import Step
from mentoring.records import Direction, Level, Owner, Role, State, Theme

WeekName = Annotated[str, Field(pattern=r"^\d{4}-W\d{2}$", examples=["2026-W43"])]
ItemId = Annotated[str, Field(examples=["i0123456789ab"])]
NoteId = Annotated[str, Field(examples=["n0123456789ab"])]
Program = Annotated[str, Field(examples=["North"])]
Pair = Annotated[str, Field(examples=["north-01"])]
Day = Annotated[date, Field(examples=["2026-10-20"])]
Decided = Annotated[Literal["approve", "reject", "defer"] | None, Field(examples=["approve"])]


class Answer(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True, protected_namespaces=())


class Me(Answer):
    """Who asks, and what this home is."""

    person_id: str | None = Field(examples=["p-017"])
    operator: bool
    roles: list[Role] = Field(examples=[["executive"]])
    programs: list[str] | None = Field(description="null: every programme of this home", examples=[["North"]])
    scratch: bool
    today: Day


class Week(Answer):
    """A week that holds something for the caller."""

    week: WeekName
    first_day: Day
    last_day: Day
    insights: int = Field(examples=[4])
    actions: int = Field(examples=[3])


class Words(Answer):
    """Evidence: code points into the redacted note."""

    text: str = Field(examples=["[MENTOR] showed me how captions are made"])
    start: int = Field(examples=[120])
    end: int = Field(examples=[160])
    readable: str = Field(examples=["The mentor showed me how captions are made"])


class Item(Answer):
    """What insights and action items share."""

    id: ItemId
    note_id: NoteId
    pair: Pair
    program: Program
    session_date: Day
    confidence: float = Field(examples=[0.82])
    evidence: list[Words] = Field(description="empty where the two did not let their words be quoted to this reader")
    state: State
    level: Level
    engine: str = Field(examples=["builtin"])
    run: str | None = None
    model: str | None = None
    prompt: str | None = None
    decision: Decided
    version: str | None = Field(
        default=None, description="to be sent back with a decision", examples=["9f86d081884c7d65"]
    )


class Insight(Item):
    """One insight."""

    statement: str = Field(examples=["Captions help everybody in a noisy room"])
    original: str | None = Field(default=None, description="the engine's words beneath a reviewer's")
    theme: Theme
    direction: Direction


class Action(Item):
    """One action item; owner and date as somebody said them, or as a reviewer set them (`assigned`)."""

    task: str = Field(examples=["Try captions in the next all-hands"])
    original: str | None = Field(default=None, description="the engine's words beneath a reviewer's")
    owner: Owner
    due: date | None
    assigned: bool = False
    status: Literal["open", "done", "late", "missed"]
    done_words: str | None = Field(default=None, description="what a reviewer says was done")
    step: Step = "proposed"
    effect_words: str | None = Field(default=None, description="what a reviewer says came of it")


class InsightCard(Insight):
    """An insight that may be decided."""

    kind: Literal["insight"]


class ActionCard(Action):
    """An action item that may be decided."""

    kind: Literal["action"]


Card = Annotated[InsightCard | ActionCard, Field(discriminator="kind")]


class Pattern(Answer):
    """What several pairs said; how many stands as a band."""

    id: str = Field(examples=["p0123456789ab"])
    title: str = Field(examples=["Captions"])
    theme: Theme
    support_band: str = Field(examples=["3-5"])
    insights: list[ItemId]
    trend: list[int] = Field(description="widths of the bands told, oldest first", examples=[[2, 3]])


class Report(Answer):
    """Where it was said what became of an action item."""

    note_id: NoteId
    session_date: Day
    evidence: list[Words]


class FollowedUp(Answer):
    """An earlier action item and what became of it."""

    id: ItemId
    task: str = Field(examples=["Try captions in the next all-hands"])
    owner: Owner
    due: date | None
    assigned: bool = False
    status: Literal["open", "done", "late", "missed"]
    done_words: str | None = None
    step: Step = "proposed"
    effect_words: str | None = None
    report: Report | None


class FollowUp(Answer):
    """Earlier action items that nobody rejected: counts of all, then those reported on."""

    done: int
    late: int = Field(description="done, but after its day")
    missed: int
    open: int
    overdue: int = Field(default=0, description="of the open ones, those whose day is over")
    steps: dict[Step, int] = Field(default={}, description="how far they have come")
    items: list[FollowedUp]


class More(Answer):
    """How many did not fit into the digest."""

    insights: int
    actions: int


class Digest(Answer):
    """One week for one reader."""

    week: WeekName
    first_day: Day
    last_day: Day
    reader: str | None = Field(alias="for", examples=["p-017"])
    insights: list[Insight]
    actions: list[Action]
    learning: dict[Direction, int] = Field(examples=[{"junior_to_senior": 3}])
    patterns: list[Pattern]
    follow_up: FollowUp
    held_back: str | None = Field(examples=["something"])
    quiet: Literal["to-come", "no-notes"] | None = Field(description="why a week holds nothing, where that is known")
    more: More
    unknown: list[str] = Field(examples=[["1 of 3 action items came without a date."]])


class Decision(Answer):
    """What was decided."""

    id: ItemId
    decision: Decided
    version: str = Field(description="the item as it stands now", examples=["60303ae22b998861"])


class ProgramCounts(Answer):
    """One programme in numbers."""

    program: Program
    notes: int = Field(examples=[14])
    pairs: int = Field(examples=[4])


class Overview(Answer):
    """A lead's programmes in numbers: nothing here is anybody's words."""

    notes: int = Field(examples=[14])
    programs: list[ProgramCounts]
    withheld: int = Field(examples=[6])
    set_aside: dict[str, int] = Field(examples=[{"ungrounded": 2}])
