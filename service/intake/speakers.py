"""Who a label means: the spellings of one person merged, people nobody knows kept apart.

The wrong speaker is worse than none: a label that fits two people fits nobody, and what a product wrote because it
did not know who spoke ("Speaker 1") never becomes a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from mentoring.records import Person
from service.intake.formats.turns import is_anonymous
from service.intake.found import Turn

UNKNOWN = "Unknown"
_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]{0,80}[)\]}]\s*")
_TAIL = re.compile(r"\s+(?:[|/•@]|[-–—])\s+.*$")
_DEVICE = re.compile(r"['’]s\s+\w|\b(?:iphone|ipad|android|galaxy|macbook|laptop|desktop|phone|room)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"^([^@\s]+)@[^@\s]+$")
_CLOSE = 85
"""Similarity (0-100) of two spellings of one word with the same ends: one letter in five may differ."""


def plain_words(name: str) -> tuple[str, ...]:
    """A name as comparable words: no brackets, company, title case, accents or order of `Last, First`."""
    name = _TAIL.sub("", _BRACKETS.sub(" ", name)).strip()
    if address := _ADDRESS.match(name):
        name = re.sub(r"[._+\d]+", " ", address[1])
    last, comma, first = name.partition(",")
    name = f"{first} {last}" if comma else name
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    bare = bare.casefold().replace("ł", "l").replace("ø", "o").replace("ß", "ss").replace("’", "'")
    return tuple(word for word in re.split(r"[\s.]+", bare) if word)


def fits(label: str, person: Person) -> bool:
    """Whether a label can mean a person: a name or alias of hers, shortened, with initials or slightly misspelt."""
    if is_anonymous(label) or _DEVICE.search(label):
        return False
    if person.email and label.strip().casefold() == person.email.casefold():
        return True
    words = plain_words(label)
    return any(_same(words, plain_words(name)) for name in (person.name, *person.aliases))


def speakers_of(labels: Iterable[str | None], known: Sequence[Person] = ()) -> dict[str, str | None]:
    """What each label is called: a known person's name, the fullest spelling in the file, or None where two fit."""
    written = list(dict.fromkeys(label for label in labels if label))
    named = [label for label in written if not is_anonymous(label) and not _DEVICE.search(label)]
    found: dict[str, str | None] = {label: _nobody(label) for label in written}
    for label in named:
        people = _exactly(label, known) or [person for person in known if fits(label, person)]
        if people:
            found[label] = people[0].name if len(people) == 1 else None
        else:
            found[label] = _fullest(label, named, known)
    return found


def render(turns: Sequence[Turn], known: Sequence[Person] = ()) -> str:
    """The body of a note made of turns: `Name: words`, a line each; neighbours who turn out to be one are joined."""
    names = speakers_of((turn.speaker for turn in turns), known)
    lines: list[tuple[str | None, str]] = []
    for turn in turns:
        name = names.get(turn.speaker) if turn.speaker else None
        if lines and name is not None and lines[-1][0] == name:
            lines[-1] = (name, f"{lines[-1][1]} {turn.text}")
        else:
            lines.append((name, turn.text))
    return "".join(f"{name or UNKNOWN}: {text}\n" for name, text in lines)


def _exactly(label: str, known: Sequence[Person]) -> list[Person]:
    """People who are called just that: an exact name outweighs another's shortened one."""
    words = plain_words(label)
    return [one for one in known if words in {plain_words(name) for name in (one.name, *one.aliases)}]


def _fullest(label: str, others: Sequence[str], known: Sequence[Person]) -> str | None:
    """The one fuller spelling that the label shortens; itself where there is none; None where there are two."""
    words = plain_words(label)
    unknown = [other for other in others if not any(fits(other, person) for person in known)]
    fuller = {
        plain_words(other): other
        for other in unknown
        if plain_words(other) != words
        and _weight(plain_words(other)) > _weight(words)
        and _same(words, plain_words(other))
    }
    # The fuller spellings may themselves be spellings of one another: Priya N. and Priya Natarajan.
    best = max(fuller, key=_weight, default=None)
    if best is None:
        return _tidy(min((other for other in unknown if plain_words(other) == words), key=_shouted))
    if all(_same(one, best) for one in fuller):
        return _tidy(min((other for other in unknown if plain_words(other) == best), key=_shouted))
    return None


def _shouted(label: str) -> tuple[bool, bool, bool]:
    """Orders spellings of one name: as a person writes it before capitals, small letters and turned-round names."""
    return label.isupper(), label.islower(), "," in label


def _weight(words: tuple[str, ...]) -> tuple[int, int]:
    return sum(len(word) > 1 for word in words), sum(map(len, words))


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two spellings can be of one name."""
    if not one or not other:
        return False
    if one == other or "".join(one) == "".join(other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return len(long) > 1 and len(short[0]) > 1 and short[0] in (long[0], long[-1])
    if len(short) == len(long):
        return all(_word(a, b) for a, b in zip(short, long, strict=True)) and any(
            a == b and len(a) > 1 for a, b in zip(short, long, strict=True)
        )
    # Priya Natarajan / Priya Anand Natarajan: the outer names agree, inner ones are left out.
    return all(_word(a, b) for a, b in ((short[0], long[0]), (short[-1], long[-1]))) and len(short[-1]) > 1


def _word(one: str, other: str) -> bool:
    """The same word, its initial, or one of both misspelt inside: first and last letter agree."""
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    if min(len(one), len(other)) < 4 or one[0] != other[0] or one[-1] != other[-1]:
        return False
    from rapidfuzz.fuzz import ratio

    return bool(ratio(one, other) >= _CLOSE)


def _nobody(label: str) -> str | None:
    """What somebody unknown is called, so that two of them stay apart; None for numbers, keys and devices."""
    return None if _DEVICE.search(label) or not label[:1].isalpha() or len(label) > 40 else " ".join(label.split())


def _tidy(label: str) -> str:
    """A label as a line may begin with it."""
    if address := _ADDRESS.match(label.strip()):
        label = address[1]
    words = _TAIL.sub("", _BRACKETS.sub(" ", label)).replace(":", " ").split()
    last, comma, first = " ".join(words).partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else " ".join(words) or UNKNOWN


def named(turns: Sequence[Turn]) -> tuple[str, ...]:
    """Speakers with a name, each once however it is spelt."""
    names = speakers_of(turn.speaker for turn in turns)
    return tuple(dict.fromkeys(name for label, name in names.items() if name and not is_anonymous(label)))
