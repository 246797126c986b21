"""What stands in a pair's way, told from sentences of its redacted notes: to be counted, never to be shown.

A sentence is compared with sentences of our own that say a kind, and with some that use the same words for something
else; a phrase of the kind lowers what is asked of the likeness. Measured in tests/extractor/test_blockers.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from extractor.about_person import speaks_of_mentee
from mentoring.records import WITHHELD

Blocker = Literal["resistance", "fear", "checkbox", "access"]
BLOCKERS: tuple[Blocker, ...] = get_args(Blocker)
Embed = Callable[[Sequence[str]], NDArray[np.float32]]
FILE = Path(__file__).with_name("blockers.txt")
_SAID, _HINTED = (0.2, -0.12), (0.4, 0.05)
"""Least similarity to a sentence that says it, and by how much that must be above the nearest that says something else:
where a phrase says it, and where words hint at it and something is amiss. Without either nothing is compared."""
_AMISS = re.compile(
    r"\b(no|not|never|nobody|nothing|cannot|without|fail\w*|still|again|only|too|because)\b|n't", re.IGNORECASE
)
_NEVER = re.compile(
    r"no longer|not any ?more|nobody (?:was|is) (?:afraid|scared)|not afraid|without fear|used to be", re.IGNORECASE
)


def may_be_read(sentence: str) -> bool:
    """Neither withheld in part, nor said of the mentee as a person, nor a scrap."""
    return len(sentence.split()) >= 4 and WITHHELD not in sentence and not speaks_of_mentee(sentence)


def cued(sentence: str) -> bool:
    """Whether it carries a phrase or word of any kind: only then is it worth comparing."""
    return not _NEVER.search(sentence) and any(_asks(sentence, kind) for kind in BLOCKERS)


def detect(sentences: Sequence[str], vectors: NDArray[np.float32], embed: Embed) -> list[frozenset[Blocker]]:
    """Kinds of each sentence, most have none; `vectors`: (n, d), theirs by the same model as `embed`."""
    if not sentences:
        return []
    examples = _examples()
    similar = vectors @ embed([words for _, _, words in examples]).T
    of = np.array([kind for kind, _, _ in examples])
    says = np.array([yes for _, yes, _ in examples])
    other = similar[:, ~says].max(axis=1)
    near = {kind: similar[:, says & (of == kind)].max(axis=1) for kind in BLOCKERS}
    return [
        frozenset(kind for kind in BLOCKERS if _says(one, kind, float(near[kind][at]), float(other[at])))
        for at, one in enumerate(sentences)
    ]


def _says(sentence: str, kind: Blocker, near: float, other: float) -> bool:
    asked = None if _NEVER.search(sentence) else _asks(sentence, kind)
    return asked is not None and near >= asked[0] and near >= other + asked[1]


def _asks(sentence: str, kind: Blocker) -> tuple[float, float] | None:
    """What is asked of the likeness, by how plainly words say it; None: no word does."""
    if _cue(kind, "=").search(sentence):
        return _SAID
    return _HINTED if _cue(kind, "~").search(sentence) and _AMISS.search(sentence) else None


@cache
def _cue(kind: Blocker, mark: str) -> re.Pattern[str]:
    found = "|".join(words for of, sign, words in _lines() if (of, sign) == (kind, mark))
    return re.compile(rf"\b(?:{found})\b", re.IGNORECASE)


@cache
def _examples() -> tuple[tuple[str, bool, str], ...]:
    """(kind, whether it says it, sentence)."""
    return tuple((kind, mark == "+", words) for kind, mark, words in _lines() if mark in "+-")


@cache
def _lines() -> tuple[tuple[str, str, str], ...]:
    """(kind, mark, words) of the file."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return tuple((kind, mark, words) for kind, mark, words in (line.split(" ", 2) for line in lines))
