"""Which of the days a sentence names is its deadline; the days themselves are read in day_phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractor.day_phrases import DAY_PHRASES, MONTH, ORDINAL, WEEKDAY


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date phrase: its place in the text, the day it means, and how firmly it is a deadline (0 to 3)."""

    start: int
    end: int
    day: date
    firmness: int


_FIRM = re.compile(
    r"(?:\b(?:by|until|till|til|due|before|latest|no later than|deadline|ready for|ready|say|in time for)|->|→"
    r"|[([=@:–-]|\b(?:have|has|gets?) (?:it|them|that|this))"
    r"\s*(?:the|about|around|end of|then|on|close of)?\s*$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?:\b(?:on|at|for|from now)|,)\s*(?:the)?\s*$", re.IGNORECASE)
_START = re.compile(r"\b(?:from|as of|as from|starting|starts|beginning|begins)\s*(?:the|on)?\s*$", re.IGNORECASE)
_RAN = re.compile(
    r"\b(?:ran|was|were|been|went|came|started|had)\b[^.;]{0,25}\b(?:from|as of)\s*(?:the)?\s*$", re.IGNORECASE
)
_NOT_DUE = re.compile(
    r"\b(?:since|after|every|each|last|this past|not|nor|was|were|was on|were on)\s*(?:the|on)?\s*$"
    r"|\b(?:because|'?cause|cos|bc)\b[^.;,]{0,15}$",
    re.IGNORECASE,
)
_NO_DAY = re.compile(
    r"\b(?:one|two|three|per|a|(?<!as )(?<!meeting )(?<!session )(?<!call )of|all|most|no|first|any|some)"
    r"\s*(?:the)?\s*$",
    re.IGNORECASE,
)
"""Before a bare weekday or ordinal these count or choose ("two Fridays", "one of the fifth"), they set no day."""
_MONTH_END = re.compile(r"end|month", re.IGNORECASE)
_NEAR = 40
"""Characters within which a day and "the end of the month" are one date said twice."""
_DATED = re.compile(rf"{MONTH}\b|\d[./-]\d", re.IGNORECASE)


def spoken_days(text: str, session: date) -> list[date]:
    """Calendar days named with their month ("21 May", "11/6"), past or future, in order."""
    return [
        one.day for one in _phrases(text, session) if re.search(rf"{MONTH}|\d[./]\d", text[one.start : one.end], re.I)
    ]


def deadlines(text: str, session: date) -> list[Deadline]:
    """Every resolvable date phrase from the session day on, in order; longer readings win."""
    return [one for one in _phrases(text, session) if one.day >= session]


def _phrases(text: str, session: date) -> list[Deadline]:
    taken: list[Deadline] = []
    for pattern, resolve in DAY_PHRASES:
        for found in pattern.finditer(text):
            if any(found.start() < other.end and found.end() > other.start for other in taken):
                continue
            day = resolve(found, session)
            if day and _is_date(found.group(), text[: found.start()]):
                taken.append(Deadline(found.start(), found.end(), day, _firmness(text, *found.span())))
    return sorted(taken, key=lambda one: one.start)


def _is_date(words: str, before: str) -> bool:
    """`sat`, `sun`, `mar` are words too: they count when capitalised or after a deadline word."""
    if words.strip() in {"sat", "sun", "wed"}:
        return bool(_FIRM.search(before) or _PLAIN.search(before))
    return True


def _firmness(text: str, start: int, end: int) -> int:
    before = re.sub(rf"\b(?:{WEEKDAY}),?\s*(?:the )?$", "", text[:start], flags=re.IGNORECASE)
    if _FIRM.search(before):
        return 3
    if _NOT_DUE.search(before) or _RAN.search(before):
        return 0
    loose = re.fullmatch(rf"{WEEKDAY}|(?:the )?(?:{ORDINAL}|\d+\w\w)", text[start:end], re.IGNORECASE)
    if loose and _NO_DAY.search(before):
        return 0
    return 2 if _PLAIN.search(before) or _START.search(before) else 1


def due(text: str, session: date) -> date | None:
    """The day by which the commitment in `text` is due, or None.

    The firmest phrase counts ("by", "until", "->" before "on" before a bare day); of equal ones an
    explicit calendar day before a weekday beside it, then the later in the text.
    """
    found = _without_echoes(text, [one for one in deadlines(text, session) if one.firmness > 0])
    if not found:
        return None
    best = max(one.firmness for one in found)
    firm = [one for one in found if one.firmness == best]
    dated = [one for one in firm if _DATED.search(text[one.start : one.end])]
    return (dated or firm)[-1].day


def _without_echoes(text: str, found: list[Deadline]) -> list[Deadline]:
    """Drops what a date beside says more exactly: "Thursday, 4 May", "the end of the month, the 29th at the latest"."""
    ends = [one for one in found if _MONTH_END.search(text[one.start : one.end])]
    exact = {one.start: other for one in ends for other in found if other not in ends and _says(text, one, other)}
    found = [one for one in found if one.start not in exact]
    dated = [one for one in found if _DATED.search(text[one.start : one.end])]
    return [
        one
        for one in found
        if one in dated
        or not any(re.fullmatch(r"[\s,(]*(?:the |also )?(?:a )?", _between(text, one, other)) for other in dated)
    ]


def _says(text: str, end: Deadline, other: Deadline) -> bool:
    """Whether a numbered day of the same month follows closely: it says what the end of the month is."""
    numbered = re.search(rf"\d|{ORDINAL}", text[other.start : other.end], re.IGNORECASE)
    month = (other.day.year, other.day.month) == (end.day.year, end.day.month)
    return bool(numbered) and month and 0 <= other.start - end.end <= _NEAR


def _between(text: str, one: Deadline, other: Deadline) -> str:
    first, second = sorted((one, other), key=lambda each: each.start)
    return text[first.end : second.start]
