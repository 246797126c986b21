"""How likely a sentence reports on something that was promised before: by its words, its place and its meaning.

A logistic regression over `signs` and the sentence's vector, made by `python -m evals.fit_reports`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.units import Unit
from mentoring.errors import Damaged

FILE = Path(__file__).parent / "reports.npz"
Floats = NDArray[np.float32]

MISSED = re.compile(
    r"\b(?:not (?:sent|done|yet|finished|started|there|written|happened)|didn'?t|didn’t|haven'?t|"
    r"hasn'?t|never (?:got|did|sent|began)|"
    r"forgot|missed|slipped|underestimated|still (?:owe|owes|missing|open)|cancelled|new date|postponed|put off|"
    r"(?:moved|pushed) to|couldn['’]?t|could not|did not|has not|have not|said no)\b"
    r"|^\W*(?:(?:and|but|so) )?(?:nobody|no one|neither of (?:us|them)) (?:has |had )?"
    r"(?!ask|complain|object|mind)[a-z]+\b",
    re.IGNORECASE,
)
LATE = re.compile(
    r"\b(?:late|later than|delay(?:ed)?|instead of (?:mon|tue|wed|thu|fri|sat|sun|the )\w*|should have been|overdue|"
    r"after the deadline|was due)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:done|sent|kept|finished|ready|published|live|filmed|happened|delivered|switched|installed|"
    r"as promised|already|"
    r"went (?:out|up|round|live)|came|sat|wrote|asked|told|answered|showed|joined|rode|put|costed|read|moved|made|took|"
    r"spoke|spent|stood|is out|are on|it's agreed|in time|one day early)\b|✅|\[x\]|\bok\b"
    r"|\b(?!need|indeed|feed|speed|agreed|supposed|planned|closed)[a-z]{3,}ed\b",
    re.IGNORECASE,
)
"""Words that report; a regular past tense does too."""
_PAST = re.compile(
    r"\b(?:was|were|had|did|held|ran|gave|got|rang|met|bought|taught|brought|drew|built|began|found|chose|flew|drove|"
    r"shot|saw|said|hung|heard|kept|left|lost|paid|sold|won|went)\b",
    re.IGNORECASE,
)
"""More verbs of the past, which alone report nothing."""
FUTURE = re.compile(r"\b(?:will|'ll|’ll|going to|shall|next|promise|agreed)\b", re.IGNORECASE)
_WISHED = re.compile(r"\b(?:should|must|ought|needs? to|ha(?:s|ve) to|could|would|let['’]s|might|if)\b", re.IGNORECASE)
"""What is wished or supposed is no report."""
_PARTLY = re.compile(
    r"\b(?:(?:isn['’]?t|is not|not|is|are) due|(?:isn['’]?t|is not|aren['’]?t|are not) (?:done|ready|over)|"
    r"remain(?:s|ing)?|half[- ](?:done|finished|way)|partly|so far|not all|(?:is|are|to) (?:still )?(?:come|left)|"
    r"the (?:others?|rest) (?:is|are|will|follows?|comes?))\b",
    re.IGNORECASE,
)
"""Some of it is done: the promise stays open."""
BACK = re.compile(
    r"(?:\b(?:I|we|you|he|she|they)\b|\[(?:MENTOR|MENTEE)\]).*\b(?:it|that|this|them|those|mine|yours)\b", re.IGNORECASE
)
"""Points back at what was named the sentence before ("My list. I sent it on Monday.")."""
_LAST_TIME = re.compile(
    r"\b(?:last (?:time|session|month)|promised|kept|as agreed|from last|since (?:we|last)|you said|owed|"
    r"follow[- ]?up|status|previous|open (?:items?|points?)|old promises)\b",
    re.IGNORECASE,
)
_KINDS = ("prose", "bullet", "turn", "answer", "row", "quote", "meta")
_HEADED = 3
"""Sentences within which words that announce a report still hold."""
_MANY_WORDS = 20


@dataclass(frozen=True, slots=True)
class Head:
    """Weights of a logistic regression: (signs + width of a vector,), and its bias."""

    weights: Floats
    bias: float

    def chances(self, units: Sequence[Unit], likeness: Floats, vectors: Floats) -> Floats:
        """(units,): `likeness` to the promise each is most like, `vectors` (units, 384) of unit length."""
        scores = np.hstack([signs(units, likeness), vectors]) @ self.weights + self.bias
        return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)


def signs(units: Sequence[Unit], likeness: Floats) -> Floats:
    """(units, signs): words that report or promise, where the sentence stands, how near it and its neighbours are.

    One unit or more.
    """
    padded = np.concatenate([[0.0], likeness, [0.0]])
    high = float(np.sort(likeness)[-3:].mean())
    rows = [
        [
            *(bool(words.search(unit.text)) for words in (MISSED, LATE, _DONE, _PARTLY, FUTURE, BACK)),
            looks_back(unit.text),
            looks_ahead(unit.text),
            unit.checked,
            len(unit.text.split()) / _MANY_WORDS,
            at / max(1, len(units) - 1),
            at < _HEADED,
            at < 2 * _HEADED,
            any(_LAST_TIME.search(one.text) for one in units[max(0, at - _HEADED + 1) : at + 1]),
            *(padded[at + 1], padded[at], padded[at + 2], padded[at + 1] - high),
            *(unit.kind == kind for kind in _KINDS),
        ]
        for at, unit in enumerate(units)
    ]
    return np.asarray(rows, dtype=np.float32)


def looks_back(text: str) -> bool:
    """Whether what the sentence says first is past: "I wrote, and they will answer", not "I will, as promised"."""
    if MISSED.search(text) or LATE.search(text):
        return True
    if _PARTLY.search(text):
        return False
    past, future = _DONE.search(text), FUTURE.search(text)
    return past is not None and (future is None or past.start() < future.start())


def looks_ahead(text: str) -> bool:
    """Whether the sentence promises, wishes or leaves some of it to do, and tells of nothing late, missed or done."""
    if MISSED.search(text) or LATE.search(text):
        return False
    if _PARTLY.search(text):
        return True
    ahead = [found.start() for words in (FUTURE, _WISHED) if (found := words.search(text))]
    past = [found.start() for words in (_DONE, _PAST) if (found := words.search(text))]
    return bool(ahead) and min(ahead) < min(past, default=len(text))


@lru_cache(maxsize=1)
def shipped() -> Head:
    """The shipped weights, read once; Damaged where the file is missing or no such file."""
    try:
        with np.load(FILE, allow_pickle=False) as file:
            return Head(file["weights"], float(file["bias"]))
    except (OSError, ValueError, KeyError):
        raise Damaged("The weights for reports on promises cannot be read: install the package again.") from None
