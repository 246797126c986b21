"""Who may be put together: people who want to take part, and the rules that no proposal breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Side = Literal["mentor", "mentee", "both"]
SIDES: tuple[Side, ...] = get_args(Side)
Bar = Literal["self", "line", "again", "language", "zone"]
HOURS = 3.0
"""Hours between two people's clocks that a pair may have, unless the lead says otherwise."""
DAY = 24.0

WHY: Mapping[Bar, str] = {
    "self": "nobody is put together with herself",
    "line": "one of the two is above the other in the reporting line",
    "again": "they were together last time",
    "language": "they share no language",
    "zone": "their clocks are too far apart",
}
"""Each rule, as it is said of two people who may not be put together."""


@dataclass(frozen=True, slots=True)
class Joiner:
    """Somebody who wants to take part, as a people file says it. Never kept."""

    id: str
    side: Side
    """`both`: on either side, once."""
    offers: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    zone: float | None = None
    """Hours ahead of UTC; None: the file says nothing of anybody's clock."""
    site: str = ""
    department: str = ""
    above: frozenset[str] = frozenset()
    """Ids of everybody above her in her reporting line."""
    last: frozenset[str] = frozenset()
    """Ids of those she was together with last time."""


def barred(one: Joiner, other: Joiner, hours: float = HOURS) -> Bar | None:
    """The first rule that keeps the two apart; None: they may be put together. Order does not matter."""
    if one.id == other.id:
        return "self"
    if other.id in one.above or one.id in other.above:
        return "line"
    if other.id in one.last or one.id in other.last:
        return "again"
    if one.languages.isdisjoint(other.languages):
        return "language"
    return "zone" if apart(one, other) > hours else None


def apart(one: Joiner, other: Joiner) -> float:
    """Hours between the two clocks, the shorter way round the day; 0 where nothing is known of them."""
    if one.zone is None or other.zone is None:
        return 0.0
    distance = abs(one.zone - other.zone) % DAY
    return min(distance, DAY - distance)


def upwards(manager: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Everybody above each person, from each person's own manager; ValueError names somebody whose line is a circle."""
    found: dict[str, frozenset[str]] = {}
    for person in manager:
        line: list[str] = []
        at = manager.get(person, "")
        while at:
            if at == person or at in line:
                raise ValueError(person)
            line.append(at)
            at = manager.get(at, "")
        found[person] = frozenset(line)
    return found


@dataclass(frozen=True, slots=True)
class Match:
    """Two people whom a lead accepted as a pair and who have not both answered yet."""

    program: str
    pair: str
    mentor_ref: str
    mentee_ref: str
    rationale: str
    """Why these two; has passed the guard and becomes the charter's."""
    made_on: date


@dataclass(frozen=True, slots=True)
class Together:
    """Two people who are or were in a pair."""

    mentor: str
    mentee: str
    began: date
    runs: bool
    """Whether its time is not over."""


def last_partners(known: Iterable[Together]) -> dict[str, frozenset[str]]:
    """With whom each may not be put together now: their pair runs, or one of the two had nobody else after it."""
    rows = list(known)
    newest: dict[str, date] = {}
    for one in rows:
        for person in (one.mentor, one.mentee):
            newest[person] = max(newest.get(person, one.began), one.began)
    found: dict[str, set[str]] = {}
    for one in rows:
        if one.runs or one.began >= min(newest[one.mentor], newest[one.mentee]):
            found.setdefault(one.mentor, set()).add(one.mentee)
            found.setdefault(one.mentee, set()).add(one.mentor)
    return {person: frozenset(partners) for person, partners in found.items()}


def by_side(people: Sequence[Joiner], preference: Mapping[str, float]) -> tuple[list[Joiner], list[Joiner]]:
    """(mentors, mentees): whoever would do both fills the shorter side, those first who fit it best.

    `preference`: of each of these how much better she fits as a mentor than as a mentee.
    """
    either = sorted(
        (one for one in people if one.side == "both"), key=lambda one: (-preference.get(one.id, 0.0), one.id)
    )
    mentors = [one for one in people if one.side == "mentor"]
    mentees = [one for one in people if one.side == "mentee"]
    needed = (len(people) + 1) // 2 - len(mentors)
    cut = min(max(needed, 0), len(either))
    return [*mentors, *either[:cut]], [*mentees, *either[cut:]]
