"""What the tagger (tagger.py) is told of each piece of a note beside the piece itself.

Its case, what the lexicon knows of its word, what the rules found there, in what kind of unit it stands and
which signs of a confidence its sentence holds. One column each, nought or one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder import Pieces
from mentoring.records import WithheldPassage
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
_CASES = ("capital", "capitals", "mixed", "digits", "begins a word")
_WORDS = ("first name", "surname", "place", "ordinary", "rare", "unknown")
_SURE = frozenset({"roster", "label", "pattern"})
_UNITS = ("turn", "heading", "answer", "item", "text")
_SIGNS = ("withheld", "cue", "own", "hint", "topic")
COLUMNS = (
    *_CASES, *_WORDS, *(f"found {t}" for t in TYPES), "surely a person", "participant", *_UNITS, *_SIGNS,
)  # fmt: skip
_AT = {name: at for at, name in enumerate(COLUMNS)}


def sight(
    body: str,
    pieces: Pieces,
    tokens: Sequence[Token],
    finds: Sequence[Found],
    parts: Sequence[Unit],
    passages: Sequence[WithheldPassage],
) -> NDArray[np.float32]:
    """(pieces, COLUMNS). `finds` and `passages` are what the rules found."""
    marks = np.zeros((len(pieces), len(COLUMNS)), dtype=np.float32)
    starts = pieces.places[:, 0]

    def mark(start: int, end: int, *names: str) -> None:
        rows = slice(*np.searchsorted(starts, (start, end)))
        marks[rows, [_AT[name] for name in names] if len(names) > 1 else _AT[names[0]]] = 1

    for row, (start, end) in enumerate(pieces.places):
        for name in _cases(body, int(start), int(end)):
            marks[row, _AT[name]] = 1
    for token in tokens:
        for name in _known(token.key):
            mark(token.start, token.end, name)
    for find in finds:
        mark(find.start, find.end, f"found {find.type}")
        if find.type == "PERSON" and find.by in _SURE:
            mark(find.start, find.end, "surely a person")
        if find.who:
            mark(find.start, find.end, "participant")
    for passage in passages:
        mark(passage.start, passage.end, "withheld")
    reader = Reader(body, tokens, finds)
    for unit in parts:
        mark(unit.start, unit.end, unit.kind)
        for start, end in sentences(body, unit):
            for name in _signs(reader, start, end):
                mark(start, end, name)
    return marks


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
