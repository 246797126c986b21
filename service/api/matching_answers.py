"""What the addresses of matching answer: a field that is not named here is not sent."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from service.api.answers import Answer, Day, Pair, Program
from service.api.pair_answers import CharterSet, PersonId

Named = Annotated[str, Field(description="as the file calls them", examples=["m-1"])]
Fit = Annotated[float, Field(ge=0, le=1, examples=[0.61])]


class Alternative(Answer):
    """Another mentor for the same mentee."""

    mentor: Named
    fit: Fit
    met: int
    now_with: str | None
    swap: bool = Field(description="whether the two mentors may exchange their mentees")


class ProposedPair(Answer):
    """Two people, and why."""

    mentor: Named
    mentee: Named
    fit: Fit
    wishes: int
    met: int = Field(description="of the mentee's wishes")
    fixed: bool = Field(description="set by the caller")
    reasons: list[str]
    alternatives: list[Alternative]


class LeftOver(Answer):
    """Somebody for whom nobody was found."""

    person: Named
    side: Literal["mentor", "mentee", "both"]
    reason: str


class Way(Answer):
    """Figures of one way to put them together; of chance, means of twenty draws."""

    pairs: float
    fit: float
    wishes_met: float
    broken: float = Field(description="pairs that break a rule")


class Proposed(Answer):
    """What is proposed; nothing of it is kept."""

    program: Program
    hours: float
    people: int
    clocks: bool = Field(description="whether the file says everybody's time zone")
    pairs: list[ProposedPair]
    unmatched: list[LeftOver]
    compared: dict[Literal["proposed", "greedy", "random"], Way]


class AcceptedPair(Answer):
    """One pair and the name under which consent is asked for."""

    pair: Pair
    mentor: Named
    mentee: Named
    rationale: str


class AcceptedNow(Answer):
    """What was accepted."""

    program: Program
    accepted: list[AcceptedPair]


class Waiting(Answer):
    """An accepted pair that waits."""

    program: Program
    pair: Pair
    mentor: PersonId
    mentee: PersonId
    rationale: str
    since: Day
    until: Day
    agreed: list[Literal["mentor", "mentee"]]


class Begun(CharterSet):
    """A pair that has begun, with its charter."""


class DroppedMatch(Answer):
    """The accepted pair that is gone."""

    program: Program
    dropped: Pair
