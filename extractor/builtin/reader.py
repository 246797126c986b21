"""What the adapted language model makes of each unit of a note, read in the note as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.units import Unit
from mentoring.encoder import MPNET, Encoder, Pieces, pieces_of

Vectors = NDArray[np.float32]
_KINDS = ("prose", "bullet", "turn", "answer", "row", "quote", "meta")
COLUMNS = (
    *("capital", "capitals", "digits", "begins a word", "inside a unit", "begins a unit", "mentor speaks"),
    *("mentee speaks", "ticked", *_KINDS),
)
_AT = {name: at for at, name in enumerate(COLUMNS)}


class UnitReader:
    """Vectors of units; the model is loaded at the first reading."""

    def __init__(self, adapter: Mapping[str, NDArray[np.floating[Any]]]) -> None:
        self._encoder = Encoder(MPNET, adapter)

    def vectors(self, text: str, units: Sequence[Unit]) -> Vectors:
        """(n, width), one row per unit of the redacted `text`."""
        pieces = pieces_of(text)
        read = self._encoder.read(pieces, sight(text, pieces, units))
        return np.asarray(pooling(pieces, units) @ read, dtype=np.float32)


def sight(text: str, pieces: Pieces, units: Sequence[Unit]) -> Vectors:
    """(pieces, COLUMNS): case, and the unit a piece stands in."""
    marks = np.zeros((len(pieces), len(COLUMNS)), dtype=np.float32)
    for row, (start, end) in enumerate(pieces.places):
        surface = text[start:end]
        if surface[:1].isupper():
            marks[row, _AT["capitals" if len(surface) > 1 and surface.isupper() else "capital"]] = 1
        marks[row, _AT["digits"]] = any(c.isdigit() for c in surface)
        marks[row, _AT["begins a word"]] = not start or not text[start - 1].isalnum()
    for unit, rows in zip(units, rows_of(pieces, units), strict=True):
        names = ["inside a unit", unit.kind, *(["ticked"] if unit.checked else [])]
        names += [f"{unit.speaker} speaks"] if unit.speaker in {"mentor", "mentee"} else []
        for name in names:
            if name in _AT:
                marks[rows, _AT[name]] = 1
        if len(rows):
            marks[rows[0], _AT["begins a unit"]] = 1
    return marks


def rows_of(pieces: Pieces, units: Sequence[Unit]) -> list[NDArray[np.int64]]:
    """The pieces of each unit."""
    starts = pieces.places[:, 0]
    return [
        np.concatenate([np.arange(*np.searchsorted(starts, one), dtype=np.int64) for one in unit.ranges])
        for unit in units
    ]


def pooling(pieces: Pieces, units: Sequence[Unit]) -> Vectors:
    """(units, pieces): each row takes the mean of its unit's pieces."""
    matrix = np.zeros((len(units), len(pieces)), dtype=np.float32)
    for at, rows in enumerate(rows_of(pieces, units)):
        matrix[at, rows] = 1 / max(1, len(rows))
    return matrix
