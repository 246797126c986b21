"""A text as pieces of words with their places, and the overlapping windows in which a model reads them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder.models import MINILM

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_SHARED = 48
"""Pieces that two neighbouring windows both read, so that every piece has 24 on either side where the text has them."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of a text in order."""

    ids: NDArray[np.int64]
    """(n,) rows of the vocabulary"""
    places: NDArray[np.int64]
    """(n, 2) code points, end exclusive"""

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `start` to `end` are read together; those from `first` to `last` are taken from this reading."""

    start: int
    end: int
    first: int
    last: int


def pieces_of(text: str) -> Pieces:
    """All pieces of `text`; nothing is cut off."""
    read = _tokenizer().encode(text, add_special_tokens=False)
    return Pieces(np.array(read.ids, dtype=np.int64), np.array(read.offsets, dtype=np.int64).reshape(-1, 2))


def windows_of(count: int, most: int) -> list[Window]:
    """Equally long windows of at most `most` pieces over `count` pieces, as few as do.

    Every piece is taken from the window in which it stands farthest inside.
    """
    number = max(1, math.ceil((count - _SHARED) / (most - _SHARED)))
    size = math.ceil((count + (number - 1) * _SHARED) / number)
    starts = [min(at * (size - _SHARED), count - size) for at in range(number)]
    halves = [(before + size + after) // 2 for before, after in pairwise(starts)]
    edges = [0, *halves, count]
    return [Window(at, at + size, edges[i], edges[i + 1]) for i, at in enumerate(starts)]


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(MINILM.folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
