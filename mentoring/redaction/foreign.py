"""Text in a language this redactor was not measured on: withheld and counted, never let through unread.

A sentence is foreign when most of its words are no English words and some are function words of another
language, or when it stands in another script. Two words in passing (a greeting, a proverb's name) stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from mentoring.records import WithheldPassage
from mentoring.redaction.found import Found
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.tokens import Token
from mentoring.redaction.units import Unit, sentences

_OTHER_SCRIPT = re.compile(
    r"[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f"
    r"\u10a0-\u10ff\u1100-\u11ff\u1200-\u137f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_RUN = re.compile(rf"{_OTHER_SCRIPT.pattern}(?:[^\n.!?。！？A-Za-z]*{_OTHER_SCRIPT.pattern})*[.!?。！？]?")
_PART = re.compile(r"[^\n\"“”«»()]+")


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    text = files("mentoring.redaction").joinpath("weights/function_words.txt").read_text(encoding="utf-8")
    lists = [line.partition(":")[2].split() for line in text.splitlines() if not line.startswith("#")]
    return frozenset(word.casefold() for line in lists for word in line)


def find_foreign(
    body: str, tokens: Sequence[Token], people: Sequence[Found], parts: Sequence[Unit]
) -> Iterator[WithheldPassage]:
    """Sentences in other languages and runs of other scripts."""
    for match in _RUN.finditer(body):
        if sum(bool(_OTHER_SCRIPT.match(c)) for c in match[0]) >= 2:
            yield WithheldPassage(match.start(), match.end(), "language")
    reader = _Reader(tokens, people)
    for unit in parts:
        for start, end in sentences(body, unit):
            yield from _foreign_parts(body, start, end, reader)


def _foreign_parts(body: str, start: int, end: int, reader: _Reader) -> Iterator[WithheldPassage]:
    if reader.is_foreign(start, end):
        yield WithheldPassage(start, end, "language")
        return
    for part in _PART.finditer(body, start, end):
        if part.end() - part.start() < end - start and reader.is_foreign(part.start(), part.end()):
            yield WithheldPassage(part.start(), part.end(), "language")


class _Reader:
    """Tells foreign stretches of one note by its words; names of known people say nothing."""

    def __init__(self, tokens: Sequence[Token], people: Sequence[Found]) -> None:
        named = {i for p in people if p.by in ("roster", "label", "spread") for i in range(p.start, p.end)}
        self._words = [t for t in tokens if t.start not in named and not (t.text.isupper() and len(t.text) > 1)]
        self._starts = [t.start for t in self._words]

    def is_foreign(self, start: int, end: int) -> bool:
        found = self._words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        if len(found) < 3:
            return False
        counts = [lexicon().words.get(t.key, -1) for t in found]
        strange = sum(n < 2 for n in counts)
        if strange < 2:
            return False
        foreign = sum(t.text.casefold() in _function_words() and n < 40 for t, n in zip(found, counts, strict=True))
        english = sum(n >= 40 for n in counts)
        if foreign >= 2 and foreign + strange > 1.5 * english:
            return True
        return len(found) >= 4 and foreign >= 1 and strange >= 0.7 * len(found)
