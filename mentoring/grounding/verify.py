"""Checks a statement against its own evidence: numbers, negation, names, links, placeholders, words nobody knows.

Holds for both engines. It never mends a statement: what fails is set aside with its rule, because
a repaired claim would be ours and not the note's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mentoring.grounding.spelling import VALUES
from mentoring.redaction.assemble import plain
from mentoring.redaction.lexicon import lexicon

_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,:]\d+)*")
_PLACEHOLDER = re.compile(r"\[[A-Z]+(?:_[A-Z]+)*(?:_\d+)?\]")
_LINK = re.compile(r"https?://|www\.|!\[|\]\(|\S@\S|<[a-z/!]", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|dont|doesnt|didnt|wont|cant|isnt|arent|nowt|"
    r"hardly|stop\w*|avoid\w*|refuse\w*|instead|rather|fail\w*|lack\w*|un\w+|in\w+able|few|little|less|too)\b|n['’]t\b",
    re.IGNORECASE,
)
_PLAIN_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|cannot)\b|n['’]t\b", re.IGNORECASE)
_LETTERS = re.compile(r"(?<![\w'’])[^\W\d_]{4,}")
_OWN = frozenset(
    {"mentee", "mentees", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january"}
    | {"february", "march", "april", "june", "july", "august", "september", "october", "november", "december"}
)
"""What statements say in their own words, and the counted texts write otherwise."""
_STEM = 5
"""Letters by which another form of a word is known again."""


def fault(statement: str, evidence: Iterable[str]) -> str | None:
    """The first rule that `statement` breaks against its evidence, or None.

    Rules: empty, placeholder (a person's stand-in was left in), link, number (not in the evidence),
    negation (the statement denies what the evidence does not), name (somebody's, whom the evidence does not name),
    word (neither in the evidence nor English).
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
    return "name" if _names_somebody(statement, words) else "word" if _unheard_of(statement, words) else None


def _names_somebody(statement: str, words: str) -> bool:
    """Whether it says a capitalised name that is no everyday word and that the evidence does not hold.

    The output guard knows the people of a note and of a home; a model may make up another.
    """
    known, heard = lexicon(), {plain(one) for one in _LETTERS.findall(words)}
    said = {plain(one) for one in _LETTERS.findall(statement) if one[0].isupper()} - heard - _OWN
    return any(known.is_name(one) and not known.is_ordinary(one) for one in said)


def _unheard_of(statement: str, words: str) -> bool:
    """Whether it says a word of four letters or more that is no English one and that the evidence does not hold.

    A password, a code or a name slips in that way; a paraphrase is made of ordinary words.
    """
    said = {plain(one) for one in _LETTERS.findall(statement)} - {plain(one) for one in _LETTERS.findall(words)}
    if not said:
        return False
    known, heard = lexicon(), plain(words)
    return any(known.count(one) < 0 and not known.is_name(one) and one[:_STEM] not in heard for one in said - _OWN)


def numbers(text: str) -> set[str]:
    """Numbers in figures and in words up to a hundred, as figures without separators."""
    plain = _PLACEHOLDER.sub(" ", text)
    figures = {re.sub(r"[.,:]", "", found) for found in _NUMBER.findall(plain)}
    worded = {str(VALUES[word]) for word in re.findall(r"[a-z]+", plain.lower()) if word in VALUES}
    return figures | worded - {"1"} | ({"1"} & figures)
