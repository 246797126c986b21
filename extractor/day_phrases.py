"""Words for a day and the day each means, by fixed conventions: a table of patterns, never a model.

"by Friday": the next one. "next Friday": that of the following week. "this week", "end of next week":
the Friday, as of a numbered week ("KW 20"). "end of month", "end of Q2": its last day. A month, season or event
without a day gives no date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from extractor.day_words import (
    ABROAD,
    CARDINAL,
    CARDINALS,
    IS_OVER,
    MONTH,
    MONTHS_ABROAD,
    ORDER,
    ORDINAL,
    SHORT_ABROAD,
    WEEKDAY,
    count_of,
    month_of,
    number_of,
    spoken,
    weekday_of,
)
from extractor.feasts import FEAST_DAY, feast
from extractor.reckoning import (
    agreeing,
    before,
    coming,
    end_of,
    in_numbered_week,
    in_year,
    last_day,
    nth_weekday,
    week_day,
)

_DAY = rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?|{ORDINAL})"
_YEAR = r"(?:,? (20\d\d))?"
Resolve = Callable[[re.Match[str], date], date | None]


def _day_month(found: re.Match[str], today: date) -> date | None:
    return in_year(today, number_of(found[1], found[2]), month_of(found[3]), found[4])


def _month_day(found: re.Match[str], today: date) -> date | None:
    return in_year(today, number_of(found[2], found[3]), month_of(found[1]), found[4])


def _slashed(found: re.Match[str], today: date) -> date | None:
    day, month = int(found[1]), int(found[2])
    if month > 12 >= day:
        day, month = month, day
    return in_year(today, day, month, found[3] if found[3] and len(found[3]) == 4 else None) if month <= 12 else None


def _martes(found: re.Match[str], today: date) -> date | None:
    """A Tuesday with this number, where March with it is months away."""
    march = in_year(today, int(found[1]), 3)
    near = march is not None and -30 <= (march - today).days <= 150
    return None if near else agreeing(today, 1, int(found[1]))


def _nth(found: re.Match[str], today: date) -> date | None:
    day = number_of(found[1], found[2])
    for month in range(today.month, today.month + 3):
        year, at = today.year + (month - 1) // 12, (month - 1) % 12 + 1
        if 0 < day <= calendar.monthrange(year, at)[1] and date(year, at, day) > today:
            return date(year, at, day)
    return None


def _named_day(found: re.Match[str], today: date) -> date | None:
    """The next 28th that is a Monday ("Mon 28"), of the coming three months; None: a number of something else."""
    return agreeing(today, weekday_of(found[1]), number_of(found[2], found[3]))


_COUNTED = (
    r"(?:floor|time|of us|one|thing|shift|page|line|week|year|point|row|team|party|person|slide|shop|"
    r"call|round|session|"
    r"draft|item|place|people|minutes|hours|percent)"
)
_WK = r"w(?:ee)?k"
_THINGS = r" (?!(?:is|as|was|this|his|hers|us|comes)\b)[a-z]+s\b"
_ENDED = (
    r"(?=\s*(?:$|['’]s\b|[,.;:!?)\]–|]|-(?!\w)"
    r"|(?:at|for|with|if|when|so|then|before|because|in any case|latest|i|he|she|we|it|they|you|morning"
    r"|of (?:the|this) month)\b))"
)
"""What follows an ordinal that is a day ("on the fifth, ...") and no number of things ("the fifth shop")."""
_N = r"(\d{1,2}|an?|" + "|".join(CARDINALS.split()) + ")"

_NOT_OF = r"(?! (?:of|after|before|from) (?!now\b|today\b))"
"""A time counted from something that happens ("within a week of the audit") names no day."""
_NTH = "(first|second|third|fourth|last)"
_ALONE = (
    r"(?:^|[,:;.!?–—-]\s*|\b(?:told|promised|gave|given|gives?) (?:him|her|them|me|us|it|himself|herself|myself)?\s*)"
)
_STOPS = r"(?=\s*(?:$|[.;!?)]|, (?:she|he|they|i) sa(?:ys?|id)\b))"
"""Around a time that stands alone, and is the time somebody has: "I told him two weeks." """


def _end_of_quarter(found: re.Match[str], today: date) -> date:
    """Its last day; without a number, of the one today lies in."""
    number = found[1] or ORDER.get((found[2] or "").lower())
    return end_of(today, 3 * int(number) if number else (today.month + 2) // 3 * 3)


_IN_WEEK = rf"(?:(?<=by )|(?<=of )|(?<=in )|(?<=before )|(?<=the )){_WK}(?= ?\d\d)"
_CALENDAR_WEEK = rf"(?:kw|cw|calendar week|vecka|uge|{_IN_WEEK}) ?(\d{{1,2}})\b(?! of\b)"
_QUARTER = r"(?:(?:the |this )?(?:q([1-4])|(?:(first|second|third|fourth) )?quarter))\b"

_ITEM = r"(?:(?<=\n)|(?<!.))\d+\.\d+ [A-Za-z\[]"
"""The number of an item ("7.1 The mentee ..."), which is no date."""

_NUMBERED_THINGS = [
    *("version", "release", "section", "chapter", "paragraph", "clause", "rule", "item", "point", "figure", "table"),
    *("appendix", "article", "level", "at", "room", "v", "factor", "score", "grade", "ratio"),
]
_NO_NUMBER = "".join(rf"(?<!\b{word} )" for word in _NUMBERED_THINGS)
"""Words behind which a number with a point is one of these, or a clock, and no day."""

_GRAMMAR: tuple[tuple[str, Resolve], ...] = (
    (r"(20\d\d)-(\d\d)-(\d\d)", lambda m, t: in_year(t, int(m[3]), int(m[2]), m[1])),
    (rf"{_DAY}(?: of)? {MONTH}\b\.?{_YEAR}", _day_month),
    (r"(?-i:\bmar)\.? (\d{1,2})\b(?! ?20\d\d)", _martes),
    (rf"\bmid-? ?{MONTH},? (?:on )?(?:the|el|le) {_DAY}\b{_YEAR}", _month_day),
    (rf"(?:(?<=, )|(?<=^)){CARDINAL} {MONTH}\b(?=\s*(?:$|[,.;!?)]))",
     lambda m, t: in_year(t, spoken(m[1]), month_of(m[2]))),
    (FEAST_DAY, lambda m, t: feast(m[1], t)),
    (
        rf"\bit(?:['’]s| is) {WEEKDAY} (?:now|today)\b|\bthis {_WK},? no\b",
        lambda m, t: coming(t, weekday_of(m[1])) if m[1] and weekday_of(m[1]) != t.weekday() else t - timedelta(1),
    ),
    (rf"\b{MONTH} (?:the )?{_DAY}\b{_YEAR}", _month_day),
    (
        rf"\b(\d{{1,2}})(?:\.|er|º)? (?:de )?({'|'.join(MONTHS_ABROAD)})\b",
        lambda m, t: in_year(t, int(m[1]), MONTHS_ABROAD[m[2].lower()]),
    ),
    (
        rf"\b{WEEKDAY},? (?:of |in )?(?:the )?{_CALENDAR_WEEK}",
        lambda m, t: in_numbered_week(t, int(m[2]), weekday_of(m[1])),
    ),
    (rf"\b{_CALENDAR_WEEK}", lambda m, t: in_numbered_week(t, int(m[1]), 4)),
    (
        rf"\b(?:end (?:of )?|close of |(?:closing|last|final) day of "
        rf"|(?:before|until|till|when) (?=[^,.;]{{5,25}} {IS_OVER})){_QUARTER}|\bquarter[ -]?end\b",
        _end_of_quarter,
    ),
    (
        rf"\b(?:(?:end|close) of (?:the |this )?half[ -]?year|(?:the|this) half[ -]?year {IS_OVER})",
        lambda _, t: last_day(t.year, 6 if t.month < 7 else 12),
    ),
    (
        rf"\b{WEEKDAY},? (?:of )?(?:the )?{_WK} after this(?: one)?\b"
        rf"|\b{_WK} after this one\W+(?:the |on )?{WEEKDAY}\b",
        lambda m, t: week_day(t, 1, weekday_of(m[1] or m[2])),
    ),
    (r"\bend of (?:the )?next one\b", lambda _, t: week_day(t, 1, 4)),
    (r"\bthis month\W+the end\b(?: of it)?", lambda _, t: last_day(t.year, t.month)),
    (
        rf"\b{WEEKDAY} {_N} {_WK}s? (?:off|away|from now|on from now)\b",
        lambda m, t: week_day(t, count_of(m[2]), weekday_of(m[1])),
    ),
    (
        rf"\bnot next {WEEKDAY},? but the (?:one|{WEEKDAY}) after(?: it| that)?\b",
        lambda m, t: week_day(t, 1, weekday_of(m[1])) + timedelta(7),
    ),
    (rf"\b{WEEKDAY} after this {WEEKDAY}\b", lambda m, t: coming(t, weekday_of(m[1])) + timedelta(7)),
    (rf"\b({'|'.join(ABROAD)}),? not this one,? (?:but )?the (?:other|next|one after)\b",
     lambda m, t: coming(t, ABROAD[m[1].lower()]) + timedelta(7)),
    (
        rf"(?<![\d/.])(?!{_ITEM}|24/7){_NO_NUMBER}(\d{{1,2}})[/.](\d{{1,2}})(?:[/.](\d{{2,4}}))?\.?"
        rf"(?![\d%/:]| of\b| (?:am|pm|people|day|hour|page|split|mix|share)\b|{_THINGS})",
        _slashed,
    ),
    (
        rf"\b{WEEKDAY},? (?:the )?{_DAY}(?![\w/:]|\.\w|\s*(?:{_COUNTED}|am|pm|h|o['’]clock|to|past|(?:of )?{MONTH})\b)",
        _named_day,
    ),
    (
        rf"(?<!\bone )\b{WEEKDAY},? (?:the )?{CARDINAL}(?=\s*(?:$|[,.;!?)]))",
        lambda m, t: agreeing(t, weekday_of(m[1]), spoken(m[2])),
    ),
    (
        rf"(?:(?<=\bby )|(?<=\bon )|(?<=\btill )|(?<=\buntil )|(?<=\bbefore )){CARDINAL} {MONTH}\b",
        lambda m, t: in_year(t, spoken(m[1]), month_of(m[2])),
    ),
    (
        rf"(?-i:\b({'|'.join(SHORT_ABROAD)})\.?,? (\d{{1,2}})\b){_ENDED}",
        lambda m, t: agreeing(t, SHORT_ABROAD[m[1]], int(m[2])),
    ),
    (
        rf"\b(?:{_N} )?{_WK}s? (?:on|from) {WEEKDAY}\b",
        lambda m, t: coming(t, weekday_of(m[2])) + timedelta(weeks=count_of(m[1] or "a")),
    ),
    (rf"\b(?:a fortnight on {WEEKDAY}|{WEEKDAY}[ -]fortnight)\b",
     lambda m, t: coming(t - timedelta(1), weekday_of(m[1] or m[2])) + timedelta(14)),
    (rf"\b{WEEKDAY} week\b", lambda m, t: coming(t, weekday_of(m[1])) + timedelta(7)),
    (rf"\b{WEEKDAY} (?:of )?(?:the )?{_WK} after next\b", lambda m, t: week_day(t, 2, weekday_of(m[1]))),
    (
        rf"\b{WEEKDAY}(?: after next\b|,? not this (?:one|week),? (?:but )?the (?:one after|next)\b)",
        lambda m, t: coming(t, weekday_of(m[1])) + timedelta(7),
    ),
    (
        rf"\b{WEEKDAY}(?: meeting| call| shift)?(?: of| in)? (?:the )?(?:next|nxt|following|coming|other) {_WK}\b",
        lambda m, t: week_day(t, 1, weekday_of(m[1])),
    ),
    (rf"\b{WEEKDAY} in {_N} {_WK}s\b", lambda m, t: week_day(t, count_of(m[2]), weekday_of(m[1]))),
    (rf"\b(?:this|same) (?:day|time) next {_WK}\b", lambda _, t: t + timedelta(7)),
    (
        rf"\b(?:{_N} )?{_WK}s? (?:from )?tomorrow\b|\btomorrow {_WK}\b",
        lambda m, t: t + timedelta(weeks=count_of(m[1] or "a"), days=1),
    ),
    (
        rf"\b{_N} {_WK}s? (?:from (?:now|today)|today),? (?:on |the )?{WEEKDAY}\b",
        lambda m, t: week_day(t, count_of(m[1]), weekday_of(m[2])),
    ),
    (r"\bfortnight tomorrow\b", lambda _, t: t + timedelta(15)),
    (
        rf"\b{_NTH} {WEEKDAY} (?:of|in) (?:(?:the|this) month|{MONTH})\b",
        lambda m, t: nth_weekday(t, m[1], m[2], m[3]),
    ),
    (rf"\bmonth['’]s {_NTH} {WEEKDAY}\b", lambda m, t: nth_weekday(t, m[1], m[2], None)),
    (
        rf"\b(?:end of )?(?:next|nxt) {_WK}(?:,[^,.;!?]{{0,30}}(?= the)|,| on)?(?: the)? {WEEKDAY}\b",
        lambda m, t: week_day(t, 1, weekday_of(m[1])),
    ),
    (
        rf"\bnot this {WEEKDAY},? (?:but )?the (?:one after|next)\b"
        rf"|\b{WEEKDAY},? not tomorrow(?:['’]s)?,? (?:but )?the next\b",
        lambda m, t: coming(t, weekday_of(m[1] or m[2])) + timedelta(7),
    ),
    (rf"\b(?:next|nxt) {_WK}['’]s {WEEKDAY}\b|\b{WEEKDAY} of (?:the )?next(?=\s*(?:[.,;!?)]|$))",
     lambda m, t: week_day(t, 1, weekday_of(m[1] or m[2]))),
    (rf"\b(?:next|nxt) {WEEKDAY}\b", lambda m, t: week_day(t, 1, weekday_of(m[1]))),
    (rf"\b{WEEKDAY} next\b(?! to\b)", lambda m, t: week_day(t, 1, weekday_of(m[1]))),
    (rf"\bthe {WEEKDAY} after(?: that)?(?=[,.;!?)]|$)", lambda m, t: coming(t, weekday_of(m[1])) + timedelta(7)),
    (rf"\b(?:end(?: of)?|eo|late) (?:next|nxt) {_WK}\b|\bnext {_WK}'?s end\b", lambda _, t: week_day(t, 1, 4)),
    (
        rf"\b(?:(?:the )?end of (?:the |this )?|this |within the |end ){_WK}\b|\beow\b"
        rf"|\bthe {_WK} ?{IS_OVER}|\bbefore (?:the|this) week-?end\b",
        lambda _, t: week_day(t, 0, 4),
    ),
    (
        rf"\b(?:(?:the|this) |(?<=before )(?:the )?)month ?{IS_OVER}|\b(?:the )?last day of (?:the|this) month\b"
        r"|\b(?:within|inside) (?:the|this) month\b",
        lambda _, t: last_day(t.year, t.month),
    ),
    (rf"\b{MONTH} ?{IS_OVER}", lambda m, t: end_of(t, month_of(m[1]))),
    (rf"\b(?:the )?last (?:day )?of {MONTH}\b", lambda m, t: end_of(t, month_of(m[1]))),
    (r"\bend of next month\b", lambda _, t: last_day(t.year, t.month + 1)),
    (r"\b(?:end of (?:the |this )?month|month[ -]?end|eom)\b", lambda _, t: last_day(t.year, t.month)),
    (rf"\bbefore {MONTH}(?=\s*(?:[,.;!?)]|$))", lambda m, t: before(t, month_of(m[1]))),
    (rf"\b(?:end (?:of )?|ult\.? ){MONTH}\b", lambda m, t: end_of(t, month_of(m[1]))),
    (
        rf"\b(?:(?:the )?end of (?:the |this )?year|before (?:the|this) year {IS_OVER})\b",
        lambda _, t: date(t.year, 12, 31),
    ),
    (r"\b(?:the )?day after tomorrow\b", lambda _, t: t + timedelta(2)),
    (r"\b(?:tomorrow|tmrw|tmr|2moro)\b", lambda _, t: t + timedelta(1)),
    (rf"\bgive (?:me|us|myself|it) {_N} {_WK}s?\b", lambda m, t: t + timedelta(weeks=count_of(m[1]))),
    (rf"\b{_N} days? from (?:now|today)\b", lambda m, t: t + timedelta(count_of(m[1]))),
    (rf"\b(?:{_N} )?{_WK}s? (?:from (?:now|today)|today)\b", lambda m, t: t + timedelta(weeks=count_of(m[1] or "a"))),
    (rf"\b(?:this day|today) {_WK}\b", lambda _, t: t + timedelta(7)),
    (rf"\b(?:in|within) {_N} days?\b{_NOT_OF}", lambda m, t: t + timedelta(count_of(m[1]))),
    (rf"\b(?:in|within) {_N} {_WK}s?\b(?: time)?{_NOT_OF}", lambda m, t: t + timedelta(weeks=count_of(m[1]))),
    (
        r"\b(?:(?:in|within) (?:a|the next)|give (?:me|us|it) a) fortnight\b"
        r"|\b(?:a )?fortnight (?:from (?:now|today)|today)\b",
        lambda _, t: t + timedelta(14),
    ),
    (rf"{_ALONE}{_N} {_WK}s?{_STOPS}", lambda m, t: t + timedelta(weeks=count_of(m[1]))),
    (rf"{_ALONE}(?:a )?fortnight{_STOPS}", lambda _, t: t + timedelta(14)),
    (rf"\btoday,? (?:\(|a |on )?{WEEKDAY}\b", lambda m, t: t if weekday_of(m[1]) == t.weekday() else None),
    (r"\b(?:today|tonight|this (?:afternoon|evening)|end of (?:the )?day|eod)\b", lambda _, t: t),
    (rf"\b(?:{'|'.join(ABROAD)})\b", lambda m, t: coming(t, ABROAD[m[0].lower()])),
    (
        rf"(?<!\bto-)\b(?:this |coming |this coming )?{WEEKDAY}\b(?!-to\b)(?: coming)?",
        lambda m, t: coming(t, weekday_of(m[1])),
    ),
    (rf"\bthe (?:(\d{{1,2}})(?:(?:st|nd|rd|th)\b(?! {_COUNTED}|{_THINGS})|{_ENDED})|{ORDINAL}\b{_ENDED})", _nth),
    (rf"(?:^|(?<=[.?!] ))()(?!first|second|third|fourth|fifth){ORDINAL}(?=[,.]|$)", _nth),
    (rf"(?:(?<=by the )|(?<=until the )|(?<=before the ))()\b{ORDINAL}\b(?= and\b)(?! and {ORDINAL})", _nth),
    (rf"(?<=on the )()\b{ORDINAL}\b(?= to\b)", _nth),
    (rf"(?:(?<=by )|(?<=until )|(?<=before ))()\b{ORDINAL}\b{_ENDED}", _nth),
    (rf"(?<!the )\b(\d{{1,2}})(?:st|nd|rd|th)()\b{_ENDED}", _nth),
)  # fmt: skip
DAY_PHRASES = tuple((re.compile(pattern, re.IGNORECASE), resolve) for pattern, resolve in _GRAMMAR)
"""Longer readings first: an earlier match keeps its words."""
