"""Text in a language this redactor was not measured on: withheld and counted, never let through unread.

A sentence is foreign when most of its words are no English words and some are function words of another
language, or when it stands in another script. Two words in passing (a greeting, a proverb's name) stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from mentoring.records import WithheldPassage
from mentoring.redaction.found import Found
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.tokens import words
from mentoring.redaction.units import sentences, units

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


def find_foreign(body: str, people: Sequence[Found], speakers: Sequence[Found]) -> Iterator[WithheldPassage]:
    """Sentences in other languages and runs of other scripts."""
    for match in _RUN.finditer(body):
        if sum(bool(_OTHER_SCRIPT.match(c)) for c in match[0]) >= 2:
            yield WithheldPassage(match.start(), match.end(), "language")
    names = [(p.start, p.end) for p in people if p.by in ("roster", "label", "spread")]
    for unit in units(body, speakers):
        for start, end in sentences(body, unit):
            yield from _foreign_parts(body, start, end, names)


def _foreign_parts(body: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> Iterator[WithheldPassage]:
    if _is_foreign(body[start:end], start, names):
        yield WithheldPassage(start, end, "language")
        return
    for part in _PART.finditer(body, start, end):
        if part.end() - part.start() < end - start and _is_foreign(part[0], part.start(), names):
            yield WithheldPassage(part.start(), part.end(), "language")


def _is_foreign(text: str, at: int, names: Sequence[tuple[int, int]]) -> bool:
    keys = []
    for word in words(text):
        if not any(a <= at + word.start < b for a, b in names) and not (word.text.isupper() and len(word.text) > 1):
            keys.append((word.text.casefold(), word.key))
    if len(keys) < 3:
        return False
    known = lexicon()
    foreign = sum(text in _function_words() and known.words.get(key, -1) < 40 for text, key in keys)
    strange = sum(known.words.get(key, -1) < 2 for _, key in keys)
    english = sum(known.words.get(key, -1) >= 40 for _, key in keys)
    if foreign >= 2 and foreign + strange > 1.5 * english and strange >= 2:
        return True
    return len(keys) >= 4 and foreign >= 1 and strange >= 0.7 * len(keys)
