"""Who sees which item: levels, states, release, reporting line. Pure functions over frozen records.

The rules are number 7 of the architecture. An item climbs pair -> programme -> organisation; silence lets it reach
the programme after the preview window and never the organisation. Whatever is not allowed here is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from mentoring.consent.support import Member, counts_by, support
from mentoring.records import Level, Purpose, Release, State

LEVELS: tuple[Level, ...] = ("pair", "programme", "organisation")
Relation = Literal["mentor", "mentee", "lead", "organisation"]
READ: frozenset[Purpose] = frozenset({"store", "extract"})
"""Without both of them nobody reads what was made of a session."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The figures of the rules, and whether they hold at all."""

    k: int = 3
    """Fewest people on either side of what is said about several; 3 is the floor."""
    preview_days: int = 3
    """Days a mentor has before her silence lets an item reach pair and programme."""
    weeks: int = 12
    """Rolling window in which a pattern's pairs count."""
    everything: bool = False
    """An evaluation home shows every item in every state."""

    def __post_init__(self) -> None:
        if self.k < 3:
            raise ValueError("k below 3 protects nobody")


class Standing(NamedTuple):
    """Where one item stands, without its words. A tuple, as every read makes one of each item."""

    id: str
    note_id: str
    program: str
    pair: str
    session_date: date
    mentor_ref: str
    mentee_ref: str
    state: State
    level: Level
    theme: str | None = None
    mentor_released: bool = False
    """The mentor released these exact words herself, up to `level`."""
    about_person: bool = False
    """Says something about the mentee as a person."""
    approved: bool = False
    """A reviewer approved it."""
    previewed_on: date | None = None
    release: Release | None = None
    """What the mentor's consent says; None: auto for pair and programme, ask above."""
    purposes: frozenset[Purpose] = frozenset()
    """Purposes both give today for this session."""
    above_mentor: frozenset[str] = frozenset()
    """References of everybody above the mentor in her reporting line, where known."""
    reason: str | None = None
    """Rule by which it was held."""

    @property
    def member(self) -> Member:
        """The two people behind it."""
        return self.mentor_ref, self.mentee_ref


Relations = Callable[[Standing], Relation | None]
"""As what one reader meets an item."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks. Reader(None, frozenset()) is the organisation's own view."""

    person_ref: str | None
    leads: frozenset[str] | None = frozenset()
    """Programmes whose lead the reader is; None: all of this home (its operator)."""
    organisation: bool = True
    """Whether the reader may see what reached the organisation."""
    delegate_ref: str | None = None
    """Who reads in this person's name: she meets nothing as one of the pair."""

    @property
    def people(self) -> frozenset[str]:
        """References of whoever will have read it."""
        return frozenset(one for one in (self.person_ref, self.delegate_ref) if one is not None)


class Shown(NamedTuple):
    """One item this reader may see, and how much of it."""

    id: str
    relation: Relation
    quote: bool
    """Whether its evidence may be shown word for word."""
    attribute: bool
    """Whether the two may be credited by name."""
    reason: bool
    """Whether the rule that held it may be shown."""


@dataclass(frozen=True, slots=True)
class Visible:
    """What a reader sees."""

    items: tuple[Shown, ...]
    held_back: int | None
    """Items held or vetoed in the reader's reach; None when fewer than k pairs stand behind them."""
    held_by_rule: dict[str, int]
    """The same by rule, for rules that k pairs stand behind and whose complement does not single anybody out."""


def visible(
    items: Sequence[Standing], reader: Reader, today: date, rules: Rules | None = None, *, export: bool = False
) -> Visible:
    """The items `reader` may see on `today`, in the order given; `export`: for something that leaves Upwell."""
    settled, met = rules or Rules(), relations(reader)
    shown = [one for item in items if (one := _shown(item, met, today, settled, export=export))]
    held = [item for item in items if _held_back(item, met)]
    enough = support({item.member for item in held}) >= settled.k
    by_rule = counts_by([(item.reason or "vetoed", item.member) for item in held], settled.k) if enough else {}
    return Visible(tuple(shown), len(held) if enough else None, by_rule)


def reach(item: Standing, today: date, rules: Rules) -> Level | None:
    """How far an item has climbed; None: only its mentor sees it."""
    if item.state in ("held", "vetoed") or not item.purposes >= READ:
        return None
    if item.mentor_released:
        return item.level if item.state == "released" else None
    if item.about_person or item.release == "ask" or not _window_over(item, today, rules):
        return None
    return "organisation" if item.release == "auto" and item.approved else "programme"


def by_silence(item: Standing) -> Level | None:
    """How far an item may climb without a word of its mentor's, once her days are over; None: it waits for her.

    To everybody only where a reviewer approves of it too, as she allowed in her consent.
    """
    if item.state not in ("drafted", "previewed") or item.about_person or item.release == "ask":
        return None
    return "organisation" if item.release == "auto" else "programme"


def _window_over(item: Standing, today: date, rules: Rules) -> bool:
    return item.previewed_on is not None and item.previewed_on + timedelta(days=rules.preview_days) <= today


def relation(item: Standing, reader: Reader) -> Relation | None:
    """As what the reader meets the item; None: not at all, as she is above the mentor or outside."""
    if reader.people & item.above_mentor and not is_own(item, reader):
        return None
    if reader.delegate_ref is not None:
        # What is said in a pair stays in it: somebody who reads for one of the two was not in the room.
        return "organisation" if reader.organisation and not is_own(item, reader) else None
    if reader.person_ref is not None:
        if reader.person_ref == item.mentor_ref:
            return "mentor"
        if reader.person_ref == item.mentee_ref:
            return "mentee"
    if reader.leads is None or item.program in reader.leads:
        return "lead"
    return "organisation" if reader.organisation else None


def relations(reader: Reader) -> Relations:
    """`relation` for one reader, worked out once for all items of the same two people in a programme."""
    known: dict[tuple[str, str, str, frozenset[str]], Relation | None] = {}

    def met(item: Standing) -> Relation | None:
        who = item.program, item.mentor_ref, item.mentee_ref, item.above_mentor
        if who not in known:
            known[who] = relation(item, reader)
        return known[who]

    return met


def is_own(item: Standing, reader: Reader) -> bool:
    """Whether whoever reads, or the person she reads for, is one of the two."""
    return bool(reader.people & {item.mentor_ref, item.mentee_ref})


_NEEDED: dict[Relation, Level] = {"mentee": "pair", "lead": "programme", "organisation": "organisation"}


def _shown(item: Standing, met: Relations, today: date, rules: Rules, *, export: bool) -> Shown | None:
    if rules.everything:
        return Shown(item.id, "lead", quote=True, attribute="attribute" in item.purposes, reason=True)
    if not item.purposes >= READ or (near := met(item)) is None:
        return None
    if near != "mentor" and not _reaches(reach(item, today, rules), _NEEDED[near]):
        return None
    quote = "quote" in item.purposes or (near != "organisation" and not export)
    return Shown(item.id, near, quote=quote, attribute="attribute" in item.purposes, reason=near == "mentor")


def _reaches(reached: Level | None, needed: Level) -> bool:
    return reached is not None and LEVELS.index(reached) >= LEVELS.index(needed)


def _held_back(item: Standing, met: Relations) -> bool:
    return item.state in ("held", "vetoed") and item.purposes >= READ and met(item) in ("lead", "organisation")
