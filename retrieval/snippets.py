"""Which words of a note to show for a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mentoring.store.passages import Passage
from retrieval.words import terms

LONGEST = 320
_WORDS_WEIGHT = 0.15
"""Between passages of nearly the same similarity, the one that says the reader's own words is shown."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """text == redacted_text[start:end]."""

    text: str
    start: int
    end: int


def best_snippet(found: Sequence[tuple[Passage, float]], words: Sequence[str]) -> Snippet | None:
    """The best of (passage, similarity), cut at a space where it is long; None if there is none."""
    if not found:
        return None
    nearest = max(similar for _, similar in found)
    in_reach = [one for one in found if one[1] + _WORDS_WEIGHT >= nearest]  # all the words would not lift the others
    best, _ = max(in_reach, key=lambda one: one[1] + _WORDS_WEIGHT * coverage(one[0].text, words))
    text = best.text
    if len(text) > LONGEST:
        text = text[: text.rfind(" ", LONGEST // 2, LONGEST)] if " " in text[LONGEST // 2 : LONGEST] else text[:LONGEST]
    return Snippet(text, best.start, best.start + len(text))


def coverage(text: str, words: Sequence[str]) -> float:
    """Share of `words` (stems) that `text` holds."""
    held = set(terms(text))
    return sum(word in held for word in words) / len(words) if words else 0.0
