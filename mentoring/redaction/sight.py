"""What the tagger (tagger.py) is told of each piece of a note beside the piece itself.

Its case, what the lexicon knows of its word, what the rules found there, in what kind of unit it stands and
which signs of a confidence its sentence holds. One column each, nought or one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder import Pieces, pieces_of
from mentoring.records import WithheldPassage
from mentoring.redaction.clauses import Clause, clauses, features, links, pooling
from mentoring.redaction.found import Found
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.tokens import Token
from mentoring.redaction.units import Unit, sentences
from mentoring.redaction.withhold import Reader

TYPES = (
    *("PERSON", "EMAIL", "PHONE", "ADDRESS", "LOCATION", "ORG", "DATE_OF_BIRTH", "EMPLOYEE_ID", "HANDLE", "URL"),
    *("ROLE", "AGE", "NATIONALITY", "FAMILY", "HEALTH", "ID_NUMBER", "MONEY"),
)
"""Types of identifiers, in the order of the tagger's head."""
Floats = NDArray[np.float32]
_CASES = ("capital", "capitals", "mixed", "digits", "begins a word")
_WORDS = ("first name", "surname", "place", "ordinary", "rare", "unknown")
_SURE = frozenset({"roster", "label", "pattern"})
_UNITS = ("turn", "heading", "answer", "item", "text")
_SIGNS = ("withheld", "cue", "own", "hint", "topic")
COLUMNS = (
    *_CASES, *_WORDS, *(f"found {t}" for t in TYPES), "surely a person", "participant", *_UNITS, *_SIGNS,
)  # fmt: skip
_AT = {name: at for at, name in enumerate(COLUMNS)}


@dataclass(frozen=True, slots=True)
class View:
    """A note as the tagger sees it."""

    pieces: Pieces
    marks: Floats
    """(pieces, COLUMNS)"""
    clauses: tuple[Clause, ...]
    signs: Floats
    """(clauses, clauses.FEATURES)"""
    links: Floats
    """(clauses, clauses.LINKS)"""
    pooling: Floats
    """(clauses, pieces)"""


def view(
    body: str,
    tokens: Sequence[Token],
    finds: Sequence[Found],
    parts: Sequence[Unit],
    passages: Sequence[WithheldPassage],
) -> View:
    """Of a note in which the rules found `finds` and `passages`."""
    pieces, reader, held = pieces_of(body), Reader(body, tokens, finds), [(p.start, p.end) for p in passages]
    cut = tuple(clauses(body, parts))
    marks = _Marks(pieces)
    for row, (start, end) in enumerate(pieces.places.tolist()):
        marks.row(row, _cases(body, start, end))
    for token in tokens:
        marks.range(token.start, token.end, _known(token.key))
    for find in finds:
        marks.range(find.start, find.end, _found(find))
    for start, end in held:
        marks.range(start, end, ["withheld"])
    for unit in parts:
        marks.range(unit.start, unit.end, [unit.kind])
        for start, end in sentences(body, unit):
            marks.range(start, end, _signs(reader, start, end))
    signs = features(body, cut, reader, held)
    return View(pieces, marks.table, cut, signs, links(cut), pooling(pieces.places[:, 0], cut))


class _Marks:
    """The table of marks while it is filled."""

    def __init__(self, pieces: Pieces) -> None:
        self.table = np.zeros((len(pieces), len(COLUMNS)), dtype=np.float32)
        self._starts = pieces.places[:, 0]

    def row(self, at: int, names: Sequence[str]) -> None:
        self.table[at, [_AT[name] for name in names]] = 1

    def range(self, start: int, end: int, names: Sequence[str]) -> None:
        first, last = np.searchsorted(self._starts, (start, end))
        for name in names:
            self.table[first:last, _AT[name]] = 1


def _found(find: Found) -> list[str]:
    names = [f"found {find.type}"]
    if find.type == "PERSON" and find.by in _SURE:
        names.append("surely a person")
    return [*names, "participant"] if find.who else names


def _cases(body: str, start: int, end: int) -> list[str]:
    text = body[start:end]
    found = []
    if text[:1].isupper():
        found.append("capitals" if len(text) > 1 and text.isupper() else "capital")
    elif any(c.isupper() for c in text):
        found.append("mixed")
    if any(c.isdigit() for c in text):
        found.append("digits")
    if not start or not body[start - 1].isalnum():
        found.append("begins a word")
    return found


def _known(key: str) -> list[str]:
    known = lexicon()
    count = known.count(key)
    found = [
        name
        for name, names in (("first name", known.first), ("surname", known.last), ("place", known.places))
        if key in names
    ]
    found.append("unknown" if count < 0 else "rare" if count < 3 else "ordinary")
    return found


def _signs(reader: Reader, start: int, end: int) -> list[str]:
    reading = reader.read(start, end)
    held = (("cue", reading.cue), ("own", reading.own is not None), ("hint", reading.hint), ("topic", reading.topics))
    return [name for name, value in held if value]
