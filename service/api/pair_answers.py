"""What the addresses of pairs answer: a field that is not named here is not sent."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mentoring.programme.pairs import GoalStatus, Met
from mentoring.programme.surveys import Question, Wave
from service.api.answers import Answer, Day, ItemId, Pair, Program

GoalId = Annotated[str, Field(examples=["o0123456789ab"])]
PersonId = Annotated[str | None, Field(description="on the roster; null: known from notes alone", examples=["p-017"])]


class Charter(Answer):
    """What the two agreed on."""

    project: str = Field(examples=["Short videos for the stores"])
    ground_rules: str = Field(examples=["Phones away; what is said here stays here."])
    rationale: str = Field(description="why these two; told to both", examples=["She knows what he wants to learn."])
    starts: Day | None
    ends: Day | None
    every_days: int | None = Field(description="days from one session to the next", examples=[14])


class CharterSet(Answer):
    """A charter as it stands now."""

    program: Program
    pair: Pair
    charter: Charter


class Earlier(Answer):
    """An earlier pair of one of the two."""

    program: Program
    pair: Pair
    starts: Day
    ends: Day | None
    side: Literal["mentor", "mentee"] = Field(description="which of the two was in it")


class GoalItem(Answer):
    """An insight or action that the pair says bears on a goal."""

    id: ItemId
    kind: Literal["insight", "action"]
    text: str = Field(examples=["Captions help everybody in a noisy room"])
    session_date: Day


class Goal(Answer):
    """What a pair wants to reach."""

    id: GoalId
    text: str = Field(examples=["Meetings with captions on by default"])
    baseline: str = Field(examples=["0 %"])
    target: str = Field(examples=["100 %"])
    measure: str = Field(examples=["Counted in July"])
    status: GoalStatus
    set_on: Day | None


class TiedGoal(Goal):
    """A goal with what bears on it, as far as the caller may see that."""

    items: list[GoalItem]


class Rhythm(Answer):
    """Presence alone."""

    held: list[Day]
    called_off: int
    expected: int | None = Field(description="spans of the rhythm that are over; null: no rhythm was agreed on")
    missed: int | None = Field(description="of those, without a session")
    due: Day | None
    waiting: bool
    reminder: str | None = Field(description="a gentle word to pass on")


class BySide(Answer):
    """How often each side answered."""

    mentor: int
    mentee: int


class Waves(Answer):
    """Which sides answered each survey."""

    initial: list[str]
    mid: list[str]
    post: list[str]


class Answered(Answer):
    """That answers were given; never what was answered."""

    sessions: int
    pulses: BySide
    surveys: Waves


class MyPulse(Answer):
    """The caller's own answers about one session."""

    day: Day
    worth: int
    open: int


class MySurvey(Answer):
    """The caller's own answers in one survey."""

    wave: Wave
    day: Day
    scores: dict[Question, int]
    comment: str = Field(description="redacted", examples=["I learned a lot."])


class Survey(Answer):
    """Surveys for one of the two."""

    open: Wave | None = Field(description="the one she can answer now; null for a lead, or when none is open")
    questions: dict[Question, str] = Field(description="what is asked, from 1 (not at all) to 5 (wholly)")
    mine: list[MySurvey]


class PairPage(Answer):
    """A pair, for the two and their leads."""

    program: Program
    pair: Pair
    as_: Met = Field(alias="as", description="as what the caller meets it")
    mentor: PersonId
    mentee: PersonId
    charter: Charter
    earlier: list[Earlier]
    goals: list[TiedGoal]
    rhythm: Rhythm
    answered: Answered
    ledger: dict[Literal["taught", "learned", "together"], list[str]] = Field(
        description="what went which way, for the two alone", examples=[{"taught": ["Captions help everybody"]}]
    )
    survey: Survey
    mine: list[MyPulse] = Field(description="the caller's own, if she is one of the two")


class Dropped(Answer):
    """The goal that is gone."""

    dropped: GoalId


class RefusedGoal(Answer):
    """A goal of a file that was not taken."""

    line: int
    pair: Pair
    code: str = Field(examples=["guard"])
    reason: str


class GoalsTaken(Answer):
    """What became of the goals of a file."""

    goals: list[GoalId]
    refused: list[RefusedGoal]


class NearItem(GoalItem):
    """An item of the pair that may bear on a goal."""

    goal_id: GoalId
    similarity: float = Field(examples=[0.51])


class Tied(Answer):
    """The pair's word."""

    goal_id: GoalId
    item_id: ItemId
    fits: bool
