"""Which session a piece is of: what it says, what its giver says, its name, the calendar, who speaks.

Nothing is guessed where two sessions fit: what stays open is a question with the answers that are possible.
"""

from __future__ import annotations

from collections.abc import Mapping as Values
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from mentoring.records import Person
from service.intake.found import Found
from service.intake.gathering import Piece
from service.intake.mapping import Mapping
from service.intake.note_file import REQUIRED, Defaults
from service.intake.places import Place
from service.intake.speakers import fits, named, plain_words

AFTERWARDS = timedelta(days=3)
"""Within which people write a session up."""
_PAIR_FIELDS = ("program", "pair", "mentor", "mentee")


@dataclass(frozen=True, slots=True)
class KnownPair:
    """A pair as the consent register has it."""

    program: str
    pair: str
    mentor: Person
    mentee: Person

    @property
    def people(self) -> tuple[Person, Person]:
        """Both."""
        return self.mentor, self.mentee


@dataclass(frozen=True, slots=True)
class Resolved:
    """The session a piece is of, or what is missing to say so."""

    fields: Values[str, str] = field(repr=False)
    how: Values[str, str]
    """Field -> file | mapping | option | name | people | calendar."""
    missing: tuple[str, ...] = ()
    choices: Values[str, Sequence[str]] = field(default_factory=dict)
    """Possible answers, where there are few."""
    participants: tuple[Person, ...] = field(default=(), repr=False)


class Sessions:
    """Answers from what this home knows and what was handed in together."""

    def __init__(self, pairs: Sequence[KnownPair], mapping: Mapping, defaults: Defaults) -> None:
        self._pairs = pairs
        self._mapping = mapping
        self._defaults = defaults.fields()
        self._events: list[Found] = []

    def add_event(self, event: Found) -> None:
        """A calendar entry that was handed in."""
        self._events.append(event)

    def resolve(self, piece: Piece) -> Resolved:
        """The session; its own words outweigh the mapping, that the options, and those everything that is inferred."""
        sources = {
            "option": self._defaults,
            "mapping": self._mapping.of_session(piece.file, piece.found.part),
            "file": piece.found.fields,
        }
        fields = {key: value for said in sources.values() for key, value in said.items() if value}
        how = {key: name for name, said in sources.items() for key, value in said.items() if value and key in REQUIRED}
        asked = _Asked(piece.found, Place(piece.file, piece.found.title), self._pairs, self._events)
        pairs = [one for one in self._pairs if _agrees(one, fields)]
        if not pairs and how.get("pair") in {"mapping", "option"} and any(key not in fields for key in _PAIR_FIELDS):
            # No pair is called so, and nothing else says whose session it is: asked again.
            del fields["pair"], how["pair"]
            pairs = [one for one in self._pairs if _agrees(one, fields)]
        choices: dict[str, Sequence[str]] = {}
        if any(key not in fields for key in _PAIR_FIELDS):
            told = any(key in fields for key in ("pair", "mentor", "mentee"))
            pairs, reason = (pairs, "register") if told and len(pairs) == 1 else asked.pairs(pairs, _day(fields))
            if len(pairs) == 1 and reason:
                how |= {key: reason for key in _PAIR_FIELDS if key not in fields}
                fields |= {key: value for key, value in _fields_of(pairs[0]).items() if key not in fields}
            elif 0 < len(pairs := asked.likely(pairs)) <= 20:
                choices["pair"] = sorted(one.pair for one in pairs)
                pairs = []
        if "session_date" not in fields:
            days, reason = asked.days(pairs[0] if len(pairs) == 1 else None)
            if len(days) == 1:
                fields["session_date"], how["session_date"] = days[0].isoformat(), reason
            elif days:
                choices["session_date"] = [day.isoformat() for day in days[:20]]
        fields |= _registered(fields, pairs)
        missing = tuple(key for key in REQUIRED if key not in fields)
        return Resolved(fields, how, missing, choices, _participants(fields, pairs))


class _Asked:
    """What one piece tells of its pair and day besides its fields."""

    def __init__(self, found: Found, place: Place, pairs: Sequence[KnownPair], events: Sequence[Found]) -> None:
        self._found, self._place, self._all, self._events = found, place, pairs, events
        self._speakers = named(found.turns)
        self._labels = (*self._speakers, *found.people)

    def pairs(self, pairs: Sequence[KnownPair], day: date | None) -> tuple[list[KnownPair], str]:
        """Pairs that still fit, and what spoke for them: "" if nothing did."""
        named = [one for one in pairs if self._place.names(one.pair)]
        both = [one for one in self._all if all(self._sees(person) for person in one.people)]
        if named:
            # A name on a folder against both voices in the file: then somebody has to say which is right.
            contradicted = both and not any(one in both for one in named)
            return ([*named, *both], "name") if contradicted else (named, "name")
        if here := [one for one in both if one in pairs]:
            return here, "people"
        if met := self._meeting(pairs, day or _only(self._own_days())):
            return met, "calendar"
        if len(self._speakers) < 2:
            one_of = [one for one in pairs if any(self._surely(person) for person in one.people)]
            if one_of:
                return one_of, "people"
        return list(pairs), ""

    def likely(self, pairs: Sequence[KnownPair]) -> list[KnownPair]:
        """Pairs of which the piece shows somebody at all; all of them, if of none."""
        return [one for one in pairs if any(self._sees(person) for person in one.people)] or list(pairs)

    def days(self, pair: KnownPair | None) -> tuple[list[date], str]:
        """Days on which the session can have been, and what spoke for them."""
        own = self._own_days()
        if own or self._place.has_unclear_day():
            return own, "file" if self._found.day else "name"
        if pair is None:
            return [], "calendar"
        sent = date.fromisoformat(self._found.sent) if self._found.sent else None
        met = sorted({_day_of(event) for event in self._events if _of_pair(event, pair)})
        if sent is not None:
            met = [day for day in met if sent - AFTERWARDS <= day <= sent]
        else:
            titled = {_day_of(event) for event in self._events if self._titled(event)}
            met = [day for day in met if day in titled] or met
        return met, "calendar"

    def _own_days(self) -> list[date]:
        return [date.fromisoformat(self._found.day)] if self._found.day else self._place.days()

    def _sees(self, person: Person) -> bool:
        return any(fits(label, person) for label in self._labels) or self._place.names_first(person)

    def _surely(self, person: Person) -> bool:
        """By her whole name or her address."""
        whole = (label for label in self._labels if "@" in label or len(plain_words(label)) > 1)
        return any(fits(label, person) for label in whole) or self._place.names_fully(person)

    def _meeting(self, pairs: Sequence[KnownPair], day: date | None) -> list[KnownPair]:
        """Pairs that met on that day, by the calendar; by its title first."""
        events = [event for event in self._events if day is not None and _day_of(event) == day]
        titled = [event for event in events if self._titled(event)]
        return [one for one in pairs if any(_of_pair(event, one) for event in titled or events)]

    def _titled(self, event: Found) -> bool:
        title = "".join(filter(str.isalnum, event.title.casefold()))
        own = "".join(filter(str.isalnum, f"{self._place.stem} {self._found.title}".casefold()))
        return len(title) > 5 and title in own


def _agrees(pair: KnownPair, fields: Values[str, str]) -> bool:
    same = all(fields.get(key) in (None, getattr(pair, key)) for key in ("program", "pair"))
    return same and all(
        role not in fields or fields[role] == person.person_id or fits(fields[role], person)
        for role, person in (("mentor", pair.mentor), ("mentee", pair.mentee))
    )


def _fields_of(pair: KnownPair) -> dict[str, str]:
    return {"program": pair.program, "pair": pair.pair, "mentor": pair.mentor.name, "mentee": pair.mentee.name}


def _registered(fields: Values[str, str], pairs: Sequence[KnownPair]) -> dict[str, str]:
    """Names as the register spells them, where only accents, case or order differ and one pair is left."""
    if len(pairs) != 1:
        return {}
    people = (("mentor", pairs[0].mentor), ("mentee", pairs[0].mentee))
    return {
        role: person.name
        for role, person in people
        if role in fields
        and plain_words(fields[role]) in {plain_words(name) for name in (person.name, *person.aliases)}
    }


def _participants(fields: Values[str, str], pairs: Sequence[KnownPair]) -> tuple[Person, ...]:
    """The two as far as their names are known: for telling who speaks."""
    if len(pairs) == 1:
        return pairs[0].people
    return tuple(Person(person_id=role, name=fields[role]) for role in ("mentor", "mentee") if role in fields)


def _of_pair(event: Found, pair: KnownPair) -> bool:
    return all(any(fits(one, person) for one in event.people) for person in pair.people)


def _day(fields: Values[str, str]) -> date | None:
    try:
        return date.fromisoformat(fields.get("session_date", ""))
    except ValueError:
        return None


def _day_of(event: Found) -> date:
    return date.fromisoformat(event.day or "")


def _only(days: Sequence[date]) -> date | None:
    return days[0] if len(days) == 1 else None
