"""What the programme page and what stands around sessions answer: a field that is not named here is not sent."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extractor.blockers import Blocker
from mentoring.programme.comparison import Measure
from mentoring.programme.surveys import Question, Wave
from mentoring.records import Direction
from service.api.answers import Answer, Day, Pair, Program
from service.api.pair_answers import Answered, PersonId, Rhythm


class Met(Answer):
    """A session that was told of."""

    program: Program
    pair: Pair
    day: Day
    held: bool


class Felt(Answer):
    """The caller's own two answers."""

    day: Day
    worth: int
    open: int


class RefusedRow(Answer):
    """A row of a file that was not taken."""

    line: int
    pair: Pair
    code: str = Field(examples=["consent"])
    reason: str


class SurveysTaken(Answer):
    """What became of the rows of a survey."""

    taken: int
    unchanged: int
    comments_withheld: int
    refused: list[RefusedRow]


class PairAtAGlance(Answer):
    """Presence of one pair."""

    program: Program
    pair: Pair
    mentee: PersonId
    rhythm: Rhythm
    answered: Answered
    goals: dict[str, int] = Field(description="status -> goals", examples=[{"achieved": 1}])
    talk: bool = Field(description="somebody should ask both how it goes; never whose answer says so")


class Spread(Answer):
    """A share with Wilson's 95 % interval; null where it is of nothing."""

    share: float | None = Field(examples=[0.73])
    low: float | None = Field(examples=[0.48])
    high: float | None = Field(examples=[0.89])


class Share(Spread):
    """The same of a group of programmes."""

    programs: list[Program] = Field(description="programmes that are told of together")


class GoalsTogether(Share):
    """Goals of a group of programmes; the share is of those achieved."""

    pairs: int
    goals: int
    by_status: dict[str, int] = Field(examples=[{"achieved": 4}])


class KeptTogether(Share):
    """Sessions of a group of programmes; the share is of expected spans that had one."""

    pairs: int
    held: int
    expected: int
    kept: int


class ActionsTogether(Share):
    """Actions of a group of programmes; the share is of those done among those judged."""

    actions: int
    late: int
    due: int
    open: int
    done: int
    effect_seen: int
    judged: int


class Change(Answer):
    """Mean of the paired differences; null bounds: all moved alike."""

    question: Question
    side: Literal["mentor", "mentee"] | None = Field(description="null: both sides together")
    n: int
    mean: float
    low: float | None
    high: float | None


class Moved(Answer):
    """How answers changed from one wave to a later one."""

    programs: list[Program]
    first: Wave
    then: Wave
    changes: list[Change]
    waiting: int = Field(description="people who are not yet in a full batch")


class Comments(Answer):
    """Redacted comments of a wave, without whose they are."""

    wave: Wave
    n: int
    words: list[str]


class Ledger(Answer):
    """What flowed which way: insights by direction."""

    programs: list[Program]
    flowed: dict[Direction, int] = Field(examples=[{"junior_to_senior": 12, "senior_to_junior": 4, "mutual": 3}])


class BlockerCount(Spread):
    """A kind of what stands in pairs' ways; the share is of the pairs counted."""

    kind: Blocker
    at_least: int = Field(description="pairs, in steps of k, with k pairs outside")


class Blockers(Answer):
    """What stands in the way of pairs of a group of programmes; a kind that too few pairs met is not there."""

    programs: list[Program]
    pairs: int
    kinds: list[BlockerCount]


class Compared(Answer):
    """A measure of those who took part beside others; difference with Newcombe's 95 % interval. An observation."""

    program: Program
    measure: Measure
    day: Day = Field(description="on which the counts were brought in")
    n: int = Field(description="participants")
    share: float
    others: int = Field(description="people of the comparison group")
    others_share: float
    difference: float = Field(examples=[0.12])
    low: float
    high: float


class Across(Share):
    """Pairs whose two people work in different departments, and insights of those by direction."""

    pairs: int
    across: int
    flowed: dict[Direction, int] = Field(description="empty: too few stand behind it", examples=[{"mutual": 3}])


class ProgrammePage(Answer):
    """A lead's programmes at a glance."""

    today: Day
    k: int = Field(description="fewest people on either side of a figure")
    pairs: list[PairAtAGlance]
    goals: list[GoalsTogether]
    rhythm: list[KeptTogether]
    surveys: list[Moved]
    comments: list[Comments]
    ledger: list[Ledger]
    actions: list[ActionsTogether]
    blockers: list[Blockers]
    outcomes: list[Compared]
    across: list[Across]
