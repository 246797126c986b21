"""Checks a statement against its own evidence: numbers, negation, names, links, placeholders.

Holds for both engines. It never mends a statement: what fails is set aside with its rule, because
a repaired claim would be ours and not the note's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,:]\d+)*")
_PLACEHOLDER = re.compile(r"\[[A-Z]+(?:_[A-Z]+)*(?:_\d+)?\]")
_LINK = re.compile(r"https?://|www\.|!\[|\]\(|\S@\S|<[a-z/!]", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|dont|doesnt|didnt|wont|cant|isnt|arent|nowt|"
    r"hardly|stop\w*|avoid\w*|refuse\w*|instead|rather|fail\w*|lack\w*|un\w+|in\w+able|few|little|less|too)\b|n['’]t\b",
    re.IGNORECASE,
)
_PLAIN_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|cannot)\b|n['’]t\b", re.IGNORECASE)
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_VALUES = {word: str(value) for value, word in enumerate(_WORDS)} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90", "hundred": "100",
}  # fmt: skip


def fault(statement: str, evidence: Iterable[str]) -> str | None:
    """The first rule that `statement` breaks against its evidence, or None.

    Rules: empty, placeholder (a person's stand-in was left in), link, number (not in the evidence),
    negation (the statement denies what the evidence does not).
    """
    words = " ".join(evidence)
    if not statement.strip():
        return "empty"
    if _PLACEHOLDER.search(statement):
        return "placeholder"
    if _LINK.search(statement):
        return "link"
    if not numbers(statement) <= numbers(words):
        return "number"
    if _PLAIN_NEGATION.search(statement) and not _NEGATION.search(words):
        return "negation"
    return None


def numbers(text: str) -> set[str]:
    """Numbers in figures and in words up to a hundred, as figures without separators."""
    plain = _PLACEHOLDER.sub(" ", text)
    figures = {re.sub(r"[.,:]", "", found) for found in _NUMBER.findall(plain)}
    worded = {_VALUES[word] for word in re.findall(r"[a-z]+", plain.lower()) if word in _VALUES}
    return figures | worded - {"1"} | ({"1"} & figures)
