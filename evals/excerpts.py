"""Single sentences of labelled notes, each a text of its own.

For fitting alone: titles, questions and answers are redacted too, and a reader that only ever met whole notes takes
four words without a neighbour for anything.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from evals.gold import Case, GoldPassage, GoldSpan

_SENTENCE = re.compile(r"[^\s.!?][^\n.!?]*[.!?]?")
_LEAST = 8
"""Characters of the shortest sentence."""
Marked = TypeVar("Marked", GoldSpan, GoldPassage)


def sentences_of(cases: Sequence[Case], count: int, chance: random.Random) -> list[Case]:
    """Up to `count` sentences drawn from `cases`, with their identifiers and passages; none is cut out of one."""
    places = [
        (case, found.start(), found.start() + len(found[0].rstrip()))
        for case in cases
        for found in _SENTENCE.finditer(case.note.body)
    ]
    chance.shuffle(places)
    made: list[Case] = []
    for case, start, end in places:
        if len(made) == count:
            break
        sentence = excerpt(case, start, end) if end - start >= _LEAST else None
        if sentence:
            made.append(sentence)
    return made


def excerpt(case: Case, start: int, end: int) -> Case | None:
    """Part of a note with its identifiers and passages, without its items; None if it cuts one of them in two."""
    pii, withheld = _within(case.pii, start, end), _within(case.withheld, start, end)
    if pii is None or withheld is None:
        return None
    note = replace(case.note, body=case.note.body[start:end])
    return replace(case, note=note, pii=pii, withheld=withheld, insights=(), actions=(), distractors=())


def _within(marks: Sequence[Marked], start: int, end: int) -> tuple[Marked, ...] | None:
    touched = [mark for mark in marks if mark.start < end and start < mark.end]
    if any(mark.start < start or end < mark.end for mark in touched):
        return None
    return tuple(replace(mark, start=mark.start - start, end=mark.end - start) for mark in touched)
