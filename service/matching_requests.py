"""What is asked about matching: proposals out of a people file, and what a lead accepted of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from mentoring.programme.matching import HOURS


@dataclass(frozen=True, slots=True)
class JoinerRow:
    """A person as the people file says it; such rows are kept nowhere."""

    id: str
    side: str
    offers: tuple[str, ...] = field(default=(), repr=False)
    wishes: tuple[str, ...] = field(default=(), repr=False)
    interests: tuple[str, ...] = field(default=(), repr=False)
    languages: tuple[str, ...] = ()
    time_zone: str = ""
    reports_to: str = ""
    """The id of her manager."""
    earlier: tuple[str, ...] = ()
    """Ids of those she shall not be together with again now."""
    site: str = ""
    department: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """Propose pairs for one programme."""

    program: str
    people: tuple[JoinerRow, ...]
    hours: float = HOURS
    """Hours between two clocks that a pair may have."""
    together: tuple[str, ...] = ()
    """MENTOR=MENTEE, by id: these stay, the others are matched around them."""
    swap: tuple[str, ...] = ()
    """MENTOR=MENTOR, by id: these two then exchange their mentees, and nothing else changes."""


@dataclass(frozen=True, slots=True)
class AcceptMatch:
    """Keep what `match` proposes, or some of it, until both people of each pair have answered."""

    match: Match
    only: tuple[str, ...] = ()
    """MENTOR=MENTEE of those that are accepted; empty: all of them."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Pairs that were accepted and wait."""

    program: str | None = None


@dataclass(frozen=True, slots=True)
class BeginPair:
    """Both agreed: the pair gets its charter, with the reason why these two."""

    program: str
    pair: str


@dataclass(frozen=True, slots=True)
class DropMatch:
    """An accepted pair shall not be."""

    program: str
    pair: str


MatchingRequest = Match | AcceptMatch | Accepted | BeginPair | DropMatch
