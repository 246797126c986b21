"""Days told by something that happens ("two days before the fair") whose own day is a feast or told beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from extractor.day_words import COUNT, WEEKDAY, count_of, weekday_of
from extractor.reckoning import beside_easter, in_year

_FIXED = {
    "christmas eve": (24, 12), "christmas": (25, 12), "christmas day": (25, 12), "boxing day": (26, 12),
    "new year's eve": (31, 12), "new year's day": (1, 1), "new year": (1, 1), "may day": (1, 5),
    "halloween": (31, 10), "epiphany": (6, 1), "valentine's day": (14, 2), "st patrick's day": (17, 3),
    "all saints": (1, 11),
}  # fmt: skip
_BY_EASTER = {
    "easter": 0, "easter sunday": 0, "ash wednesday": -46, "maundy thursday": -3, "ascension day": 39,
    "ascension": 39, "pentecost": 49, "whit monday": 50, "corpus christi": 60, "easter monday": 1, "good friday": -2,
}  # fmt: skip
"""Days from Easter Sunday, as the western churches keep it: a note that keeps it on another day says so."""
_FEAST = "|".join(re.sub("'", "['’]?", one) for one in sorted((*_FIXED, *_BY_EASTER), key=len, reverse=True))
_COUNTS = "|".join(COUNT)
_FROM = re.compile(
    rf"\b(?:(?:on |by )?the )?(?:(?:{WEEKDAY} )?(?P<count>\d{{1,2}}|{_COUNTS}) (?P<unit>day|week)s?|(?P<eve>eve)"
    rf"|day|morning|(?P<named>{WEEKDAY[1:-1]}))"
    r" (?P<way>before|after|of)\s+(?P<what>(?:(?:the|our|your|his|her|their|a|\w+['’]s)\s+)?"
    r"(?:[A-Za-z][\w'’-]*)(?:\s(?!and\b|is\b|it\b|i\b|we\b|he\b|she\b)[A-Za-z][\w'’-]*){0,2})",
    re.IGNORECASE,
)
_COUNTED_FROM = re.compile(
    r"\b(?:the (day)|(\w+) (day|week)s?) (before|after)\s*(?:the|on)?\s*(?:the)?\s*$", re.IGNORECASE
)
"""Ends before a day that another one is counted from: "the day before 3 June"."""
_SAYS_WHEN = (
    r"(?:\s+(?:is|are|falls?|starts?|begins?|meets?|opens?)|['’]s|:)(?: on)?\s*(?:the)?\s*(?:\w+day,? )?(?:the )?$"
)
_TAKEN_UP = re.compile(
    r"^\s*(?:\((?:the )?|(?:,|–|—|-|\.)?\s*(?:and )?(?:(?:since|as) (?:that|it)(?:['’]s| is| falls)|it falls"
    r"|which (?:is|falls))"
    r"(?: on)?(?: the)?\s*)$",
    re.IGNORECASE,
)
_NEAR = 300
"""Characters behind an event within which its own day is told."""
Told = Sequence[tuple[int, date]]


def days_from(text: str, known: Told, today: date) -> list[tuple[int, int, date, int | None]]:
    """Days counted from an event: start, end, the day, and where the event's own day is told, if it is."""
    found = []
    for one in _FROM.finditer(text):
        if (one["way"] == "of") != bool(one["eve"]):
            continue
        at, end = _told(text, one, known)
        day = known[at][1] if at is not None else _feast(one["what"], today)
        counted = _counted(one, day) if day else None
        if counted and not (at is not None and one["named"] and known[at][1].weekday() == weekday_of(one["named"])):
            found.append((one.start(), end, counted, None if at is None else known[at][0]))
    return found


def _told(text: str, one: re.Match[str], known: Told) -> tuple[int | None, int]:
    """Which known day is that of the event: in brackets behind it, or where its last word is said again."""
    words = one["what"].split()
    for size in range(len(words), 0, -1):
        end = one.start("what") + len(" ".join(words[:size]))
        head = re.compile(rf"\b{re.escape(words[size - 1])}{_SAYS_WHEN}", re.IGNORECASE)
        for at, (start, _) in enumerate(known):
            if not 0 <= start - end <= _NEAR:
                continue
            between = text[end:start]
            if _TAKEN_UP.match(between) or (len(words[size - 1]) > 1 and head.search(between)):
                return at, end
    return None, one.end()


def _feast(what: str, today: date) -> date | None:
    name = re.match(
        rf"(?:the )?({_FEAST})(?: day)?\b(?! week|['’]s? \w| holidays?| visitors?| leave)", what, re.IGNORECASE
    )
    return feast(name[1], today) if name else None


def feast(name: str, today: date) -> date | None:
    """The coming day of this name."""
    plain = re.sub(r"['’]", "", name.lower())
    if plain in _BY_EASTER:
        return beside_easter(today, _BY_EASTER[plain])
    fixed = next(day for known, day in _FIXED.items() if known.replace("'", "") == plain)
    return in_year(today, *fixed)


def counted_from(day: date | None, before: str, start: int) -> tuple[date | None, int]:
    """The day told as so many days or weeks before or behind the one at `start`, and where its words begin."""
    told = _COUNTED_FROM.search(before)
    if day is None or not told:
        return day, start
    word, unit, way = (told[2] or "one").lower(), (told[3] or "day").lower(), told[4].lower()
    if word not in COUNT and not re.fullmatch(r"\d{1,2}", word):
        return day, start
    days = count_of(word) * (7 if unit == "week" else 1)
    return day + timedelta(days if way == "after" else -days), start - len(before) + told.start()


def _counted(one: re.Match[str], day: date) -> date:
    way = 1 if one["way"].lower() == "after" else -1
    if one["named"]:
        wanted = weekday_of(one["named"])
        return day + timedelta(((wanted - day.weekday()) * way - 1) % 7 + 1) * way
    days = count_of(one["count"]) * (7 if one["unit"].lower() == "week" else 1) if one["count"] else 1
    return day + timedelta(days * way)


FEAST_DAY = r"\b(christmas eve|christmas day|boxing day|new year['’]?s (?:eve|day)|may day|good friday|easter monday)\b"
"""Feasts that are a day by their name: "Easter" or "Christmas" alone may be a season."""
