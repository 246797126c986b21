"""Deadlines in words, resolved against the session date by fixed conventions; never by a model.

"by Friday": the next one. "next Friday": that of the following week. "this week", "end of next week":
the Friday. "end of month": its last day. A month, season or event without a day gives no date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(name.lower() for name in calendar.month_name)
_CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
_COUNT = {word: at + 1 for at, word in enumerate(_CARDINALS.split())} | {"a": 1, "an": 1}
_ORDER = {word: at + 1 for at, word in enumerate(_ORDINALS.split())}
_WD = (
    r"(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|wensday|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)"
)
_MO = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_ORD = "(" + "|".join(sorted((word.replace("-", "[ -]?") for word in _ORDER), key=len, reverse=True)) + ")"
_DAY = rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?|{_ORD})"
_YEAR = r"(?:,? (20\d\d))?"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date phrase: its place in the text, the day it means, and how firmly it is a deadline (0 to 3)."""

    start: int
    end: int
    day: date
    firmness: int


Resolve = Callable[[re.Match[str], date], date | None]


def _weekday(word: str) -> int:
    return next(at for at, name in enumerate(WEEKDAYS) if name[:2] == word.lower()[:2])


def _month(word: str) -> int:
    return next(at for at, name in enumerate(MONTHS) if name and name[:3] == word.lower()[:3])


def _coming(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _week_day(today: date, weeks: int, weekday: int) -> date:
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks, days=weekday)


def _last_day(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) + timedelta(
        days=calendar.monthrange(year + (month - 1) // 12, (month - 1) % 12 + 1)[1] - 1
    )


def _in_year(today: date, day: int, month: int, year: str | None = None) -> date | None:
    """The day in this year, or in the next when it lies more than sixty days back."""
    try:
        found = date(int(year) if year else today.year, month, day)
        return found.replace(year=found.year + 1) if not year and (today - found).days > 60 else found
    except ValueError:
        return None


def _number(digits: str | None, word: str | None) -> int:
    return int(digits) if digits else _ORDER[re.sub(r"(?<=ty)[ -]?(?=[a-z])", "-", (word or "").lower())]


def _day_month(found: re.Match[str], today: date) -> date | None:
    return _in_year(today, _number(found[1], found[2]), _month(found[3]), found[4])


def _month_day(found: re.Match[str], today: date) -> date | None:
    return _in_year(today, _number(found[2], found[3]), _month(found[1]), found[4])


def _slashed(found: re.Match[str], today: date) -> date | None:
    day, month = int(found[1]), int(found[2])
    if month > 12 >= day:
        day, month = month, day
    return _in_year(today, day, month, found[3] if found[3] and len(found[3]) == 4 else None) if month <= 12 else None


def _nth(found: re.Match[str], today: date) -> date | None:
    day = _number(found[1], found[2])
    for month in range(today.month, today.month + 3):
        year, at = today.year + (month - 1) // 12, (month - 1) % 12 + 1
        if day <= calendar.monthrange(year, at)[1] and date(year, at, day) > today:
            return date(year, at, day)
    return None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNT.get(word.lower(), 2)


_COUNTED = (
    r"(?:floor|time|of us|one|thing|shift|page|line|week|year|point|row|team|party|person|slide|shop|"
    r"call|round|session|"
    r"draft|item|place|people|minutes|hours|percent)"
)
_N = r"(\d{1,2}|an?|" + "|".join(_CARDINALS.split()) + ")"
_GRAMMAR: tuple[tuple[str, Resolve], ...] = (
    (r"(20\d\d)-(\d\d)-(\d\d)", lambda m, t: _in_year(t, int(m[3]), int(m[2]), m[1])),
    (rf"{_DAY}(?: of)? {_MO}\b\.?{_YEAR}", _day_month),
    (rf"\b{_MO} (?:the )?{_DAY}\b{_YEAR}", _month_day),
    (r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,4}))?\.?(?![\d%/:]| of\b| (?:am|pm|shops|people)\b)", _slashed),
    (rf"\b(?:a )?week (?:on|from) {_WD}\b", lambda m, t: _coming(t, _weekday(m[1])) + timedelta(7)),
    (rf"\b{_WD} week\b", lambda m, t: _coming(t, _weekday(m[1])) + timedelta(7)),
    (rf"\b{_WD}(?: of)? (?:the )?(?:next|following) week\b", lambda m, t: _week_day(t, 1, _weekday(m[1]))),
    (rf"\bnext week(?:,| on)? {_WD}\b", lambda m, t: _week_day(t, 1, _weekday(m[1]))),
    (rf"\bnext {_WD}\b", lambda m, t: _week_day(t, 1, _weekday(m[1]))),
    (r"\b(?:end of|late) next week\b|\bnext week'?s end\b", lambda _, t: _week_day(t, 1, 4)),
    (r"\b(?:(?:the )?end of (?:the |this )?|this |within the )week\b|\beow\b", lambda _, t: _week_day(t, 0, 4)),
    (r"\bend of next month\b", lambda _, t: _last_day(t.year, t.month + 1)),
    (r"\b(?:end of (?:the |this )?month|month[ -]?end|eom)\b", lambda _, t: _last_day(t.year, t.month)),
    (rf"\bend (?:of )?{_MO}\b", lambda m, t: _end_of(t, _month(m[1]))),
    (r"\b(?:the )?day after tomorrow\b", lambda _, t: t + timedelta(2)),
    (r"\b(?:tomorrow|tmrw|tmr|2moro)\b", lambda _, t: t + timedelta(1)),
    (r"\b(?:today|tonight|this (?:afternoon|evening)|end of (?:the )?day|eod)\b", lambda _, t: t),
    (rf"\bgive (?:me|us|myself|it) {_N} weeks?\b", lambda m, t: t + timedelta(weeks=_count(m[1]))),
    (rf"\b(?:in|within) {_N} days?\b", lambda m, t: t + timedelta(_count(m[1]))),
    (rf"\b(?:in|within) {_N} weeks?\b(?: time)?", lambda m, t: t + timedelta(weeks=_count(m[1]))),
    (r"\b(?:in|within) (?:a|the next) fortnight\b|\ba fortnight from now\b", lambda _, t: t + timedelta(14)),
    (rf"\b(?:this |coming |this coming )?{_WD}\b(?: coming)?", lambda m, t: _coming(t, _weekday(m[1]))),
    (rf"\bthe (?:(\d{{1,2}})(?:st|nd|rd|th)?\b|{_ORD}\b)(?! {_COUNTED})", _nth),
    (rf"(?<!the )\b(\d{{1,2}})(?:st|nd|rd|th)()\b(?! {_COUNTED})", _nth),
)  # fmt: skip
_RULES = tuple((re.compile(pattern, re.IGNORECASE), resolve) for pattern, resolve in _GRAMMAR)
_FIRM = re.compile(
    r"(?:\b(?:by|until|till|til|due|before|latest|no later than|deadline|ready for|say|in time for)|->|→|[([=@:–-])"
    r"\s*(?:the|about|around|end of|then|on|close of)?\s*$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?:\b(?:on|at|for|from now)|,)\s*(?:the)?\s*$", re.IGNORECASE)
_NOT_DUE = re.compile(
    r"\b(?:from|since|as of|starting|starts|after|every|each|last|this past|one|two|three|per|a|of|"
    r"was|were|all|most|no)"
    r"\s*(?:the)?\s*$",
    re.IGNORECASE,
)


def _end_of(today: date, month: int) -> date:
    return _last_day(today.year + (month < today.month - 2), month)


def spoken_days(text: str, session: date) -> list[date]:
    """Calendar days named with their month ("21 May", "11/6"), past or future, in order."""
    return [
        one.day for one in _phrases(text, session) if re.search(rf"{_MO}|\d[./]\d", text[one.start : one.end], re.I)
    ]


def deadlines(text: str, session: date) -> list[Deadline]:
    """Every resolvable date phrase from the session day on, in order; longer readings win."""
    return [one for one in _phrases(text, session) if one.day >= session]


def _phrases(text: str, session: date) -> list[Deadline]:
    taken: list[Deadline] = []
    for pattern, resolve in _RULES:
        for found in pattern.finditer(text):
            if any(found.start() < other.end and found.end() > other.start for other in taken):
                continue
            day = resolve(found, session)
            if day and _is_date(found.group(), text[: found.start()]):
                taken.append(Deadline(found.start(), found.end(), day, _firmness(text, found.start())))
    return sorted(taken, key=lambda one: one.start)


def _is_date(words: str, before: str) -> bool:
    """`sat`, `sun`, `mar` are words too: they count when capitalised or after a deadline word."""
    if words.strip() in {"sat", "sun", "wed"}:
        return bool(_FIRM.search(before) or _PLAIN.search(before))
    return True


def _firmness(text: str, at: int) -> int:
    before = re.sub(rf"\b(?:{_WD}),?\s*(?:the )?$", "", text[:at], flags=re.IGNORECASE)
    if _FIRM.search(before):
        return 3
    if _NOT_DUE.search(before):
        return 0
    return 2 if _PLAIN.search(before) else 1


def due(text: str, session: date) -> date | None:
    """The day by which the commitment in `text` is due, or None.

    The firmest phrase counts ("by", "until", "->" before "on" before a bare day); of equal ones an
    explicit calendar day before a weekday beside it, then the later in the text.
    """
    found = [one for one in deadlines(text, session) if one.firmness > 0]
    if not found:
        return None
    best = max(one.firmness for one in found)
    firm = [one for one in found if one.firmness == best]
    dated = [one for one in firm if re.search(r"\d", text[one.start : one.end])]
    return (dated or firm)[-1].day
