"""Telephone numbers: of any country, as digits or spelled out, and extensions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentoring.redaction.found import Found

_DIGITS = re.compile(r"(?<![\w.,:/£$€-])(?:\+ ?|00 ?)?\(?\+?\d(?:[\d\u00a0 ().\-/–]{4,22})\d(?![\w:%])")
_NORTH_AMERICAN = re.compile(r"\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}([.-])\d{3}\1\d{4}")
_CUE = re.compile(
    r"\b(?:tel|phone|ph|mob(?:ile)?|cell|call|ring|reach|whats ?app|wa|"
    r"text|sms|number|no|dial|line|desk|ext|fax|handy|m|t|p|hp|direct|"
    r"signal|landline|viber|telegram)\b[^\d\n]{0,24}$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\s*(?:(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ "
    r"](?:19|20)?\d\d|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d|[\d ]{1,3}(?:[ "
    r",.]000)+)\s*"
)
_EXTENSION = re.compile(
    r"\b(?:ext|extn|extension|durchwahl|nebenstelle|poste|anexo|ramal|klapka|linka|toestel|int|loc|dw|доб)\b\.?:? ?"
    r"(?:is |no\.? |number )?(?P<value>\d{2,6})\b|(?<!\w)x ?(?P<short>\d{3,5})\b",
    re.IGNORECASE,
)
_ONES = "zero|oh|o|nought|nil|one|two|three|four|five|six|seven|eight|nine"
_MORE = (
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_UNIT = (
    rf"(?:(?:(?:double|triple|treble)[ -])?(?:{_ONES})|(?:{_MORE})(?:[ "
    rf"-](?:{_ONES}))?|hundred|thousand|\d{{1,4}})"
)
_SPELLED = re.compile(
    rf"(?<![\w-])(?:plus[ -])?{_UNIT}(?:(?:,? ?[-–]? ?| and (?:then )?|"
    rf" then |\. ?){_UNIT})+(?![\w-])",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(rf"\b(?:{_ONES}|double|triple|treble)\b", re.IGNORECASE)


def find_phones(body: str) -> Iterator[Found]:
    """Every telephone number in `body`; dates, times, amounts and counts are no numbers to call."""
    yield from (Found(*span, "PHONE", "pattern") for span in _digit_numbers(body))
    for match in _EXTENSION.finditer(body):
        yield Found(*match.span("value" if match["value"] else "short"), "PHONE", "pattern")
    for match in _SPELLED.finditer(body):
        if _reads_as_number(body, match):
            yield Found(match.start(), match.end(), "PHONE", "pattern")


def _digit_numbers(body: str) -> Iterator[tuple[int, int]]:
    for match in _DIGITS.finditer(body):
        text = match[0].rstrip(" .-/–(\u00a0")
        digits = sum(c.isdigit() for c in text)
        if not 7 <= digits <= 15 or _DATE.fullmatch(text):
            continue
        known = text.startswith(("+", "(+", "00", "(0", "0")) or _NORTH_AMERICAN.fullmatch(text)
        if known or _CUE.search(body, max(0, match.start() - 40), match.start()):
            yield match.start(), match.start() + len(text)


def _reads_as_number(body: str, match: re.Match[str]) -> bool:
    """Seven digits said one by one, or five after a word that announces a number."""
    said = len(_ONE_WORD.findall(match[0]))
    return said >= 7 or (said >= 4 and bool(_CUE.search(body, max(0, match.start() - 40), match.start())))
