"""Dates as people and products write them. What can be read two ways is not a date but a question."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from importlib.resources import files
from typing import Literal

Order = Literal["dmy", "mdy"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        files("service.intake.formats").joinpath("months.txt").read_text(encoding="utf-8").splitlines()[1:], start=1
    )
    for name in names.split()
}
_WORD = r"[^\W\d_]{3,12}"
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(\d\d)\2(\d\d)(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?<![\d\w])(\d{{1,2}})(?:st|nd|rd|th|er|º)?[\s._-]*(?:(?:of|de|d')\s*)?({_WORD})\.?,?[\s._-]*(?:del?\s+)?((?:19|20)\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(
    rf"(?<![^\W\d_])({_WORD})\.?[\s._-]*(\d{{1,2}})(?:st|nd|rd|th)?,?[\s._-]+((?:19|20)\d\d)(?!\d)"
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([-./_])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")


def dates_in(text: str, order: Order | None = None) -> list[date]:
    """Every date that can be read one way only, in order of first mention; `order` settles 4/5/2026."""
    found = {match.start(): day for match in _ISO.finditer(text) if (day := _date(match[1], match[3], match[4]))}
    for match in _DAY_FIRST.finditer(text):
        if (month := _month(match[2])) and (day := _date(match[3], month, match[1])):
            found[match.start()] = day
    for match in _MONTH_FIRST.finditer(text):
        if (month := _month(match[1])) and (day := _date(match[3], month, match[2])):
            found[match.start()] = day
    for match in _NUMBERS.finditer(text):
        readings = _readings(match, order)
        if len(readings) == 1:
            found[match.start()] = readings.pop()
    return list(dict.fromkeys(found[at] for at in sorted(found)))


def one_date(text: str, order: Order | None = None) -> date | None:
    """The date a text holds, if it holds exactly one."""
    found = dates_in(text, order)
    return found[0] if len(found) == 1 else None


def order_of(cells: list[str]) -> Order | None:
    """How a column writes its dates, where at least one of them can be read one way only."""
    orders: set[Order] = set()
    for cell in cells:
        for match in _NUMBERS.finditer(cell):
            if int(match[1]) > 12:
                orders.add("dmy")
            elif int(match[3]) > 12:
                orders.add("mdy")
    return orders.pop() if len(orders) == 1 else None


def is_ambiguous(text: str, order: Order | None = None) -> bool:
    """Whether a text holds a date that can be read two ways."""
    return any(len(_readings(match, order)) == 2 for match in _NUMBERS.finditer(text))


def is_unread(text: str) -> bool:
    """Whether a text holds what looks like a date and cannot be read: a month nobody here knows, or a thirteenth."""
    return not dates_in(text) and bool(_DAY_FIRST.search(text) or _MONTH_FIRST.search(text) or _NUMBERS.search(text))


def _month(word: str) -> int | None:
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return _MONTHS.get(bare)


def _readings(match: re.Match[str], order: Order | None) -> set[date]:
    day_first = _date(match[4], match[3], match[1]) if order != "mdy" else None
    month_first = _date(match[4], match[1], match[3]) if order != "dmy" else None
    if match[2] == ".":  # nobody who writes dots puts the month first
        month_first = None
    return {day for day in (day_first, month_first) if day}


def _date(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
