"""The parts of a note that are confidential or not as wholes: sentences, and the clauses of longer ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.redaction.units import Unit, sentences
from mentoring.redaction.withhold import Reader

_BREAK = re.compile(
    r"[,;:()\u2013\u2014|]+[\"'”’)]*\s+|\s+(?=\()|\s-\s|\s->\s|\u2192\s*|\s+(?=but\b|because\b|since\b|so that\b)"
)
_SHORT = 14
"""Characters below which a clause stays with what stands before it."""
_KINDS = ("turn", "heading", "answer", "item", "text")
_SIGNS = ("cue", "own", "hint", "topic", "topics", "named", "personal", "digits", "question", "withheld")
_OTHER = re.compile(r"\b(?:he|she|his|her|him|hers|they say)\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:i|my|me|myself|mine|i'm|i've)\b", re.IGNORECASE)
_MANY = re.compile(
    r"\b(?:we|our|us|team|teams|people|everyone|everybody|juniors|customers|company|policy)\b", re.IGNORECASE
)
FEATURES = 3 * (len(_SIGNS) + 3) + len(_KINDS) + 2
LINKS = 4


@dataclass(frozen=True, slots=True)
class Clause:
    """One part; offsets are code points into the body."""

    start: int
    end: int
    unit: int
    sentence: int
    kind: str
    speaker: str


def clauses(body: str, parts: Sequence[Unit]) -> list[Clause]:
    """All clauses in order; headings are parts like others."""
    found: list[Clause] = []
    number = 0
    for at, unit in enumerate(parts):
        for start, end in sentences(body, unit):
            number += 1
            found += [Clause(a, b, at, number, unit.kind, unit.speaker) for a, b in _cut(body, start, end)]
    return found


def _cut(body: str, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start]
    for mark in _BREAK.finditer(body, start, end):
        if mark.end() - edges[-1] >= _SHORT and end - mark.end() >= _SHORT:
            edges.append(mark.end())
    return [(a, b - len(body[a:b]) + len(body[a:b].rstrip())) for a, b in zip(edges, [*edges[1:], end], strict=True)]


def features(
    body: str, parts: Sequence[Clause], reader: Reader, withheld: Sequence[tuple[int, int]]
) -> NDArray[np.float32]:
    """(n, FEATURES): signs of a confidence in each clause and in its neighbours, and where it stands."""
    rows = np.array([_signs(body, part, reader, withheld) for part in parts], dtype=np.float32)
    before, after = np.zeros_like(rows), np.zeros_like(rows)
    before[1:], after[:-1] = rows[:-1], rows[1:]
    places = [
        [float(part.kind == kind) for kind in _KINDS] + [float(part.end - part.start > 80), 1.0] for part in parts
    ]
    return np.hstack([rows, before * 0.5, after * 0.5, np.array(places, dtype=np.float32)]).astype(np.float32)


def _signs(body: str, part: Clause, reader: Reader, withheld: Sequence[tuple[int, int]]) -> list[float]:
    reading = reader.read(part.start, part.end)
    text = body[part.start : part.end]
    topics = len(reading.topics)
    held = any(start < part.end and part.start < end for start, end in withheld)
    return [
        float(reading.cue), float(reading.own is not None), float(reading.hint), float(topics > 0), float(topics > 1),
        float(reading.named), float(reading.personal), float(any(c.isdigit() for c in text)), float("?" in text),
        float(held), float(bool(_OTHER.search(text))), float(bool(_SELF.search(text))), float(bool(_MANY.search(text))),
    ]  # fmt: skip


def links(parts: Sequence[Clause]) -> NDArray[np.float32]:
    """(n, LINKS) for the step from the clause before: one, same sentence, same unit, another speaker; row 0 is zero."""
    rows = np.zeros((len(parts), LINKS), dtype=np.float32)
    for at in range(1, len(parts)):
        before, part = parts[at - 1], parts[at]
        rows[at] = (1.0, part.sentence == before.sentence, part.unit == before.unit, part.speaker != before.speaker)
    return rows


def pooling(starts: NDArray[np.int64], parts: Sequence[Clause]) -> NDArray[np.float32]:
    """(clauses, pieces): each row takes the mean of its clause's pieces, which begin at `starts`."""
    matrix = np.zeros((len(parts), len(starts)), dtype=np.float32)
    for row, part in enumerate(parts):
        first, last = np.searchsorted(starts, (part.start, part.end))
        matrix[row, first:last] = 1 / max(1, last - first)
    return matrix
