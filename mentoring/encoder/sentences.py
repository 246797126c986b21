"""Texts to unit vectors with a packaged model: the mean of a text's pieces, as both were trained to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder.models import MINILM, Model
from mentoring.encoder.network import AT_ONCE, Adapter, Network

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
LONGEST = 256
"""Pieces of a text that are read, its two end marks included; the rest is cut off, as in its training."""


class SentenceEncoder:
    """A model, with an adapter or as it was packaged; loaded at the first text."""

    def __init__(self, model: Model = MINILM, adapter: Adapter | None = None) -> None:
        self._model, self._network = model, Network(model, adapter)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(len(texts), width of the model), unit length, in the order of `texts`."""
        ids = [self._numbered(one.ids) for one in self._tokenizer.encode_batch(list(texts))]
        found = np.zeros((len(texts), self._model.width), dtype=np.float32)
        for rows in _batches([len(one) for one in ids]):
            found[rows] = self._means([ids[row] for row in rows])
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    def _numbered(self, ids: list[int]) -> list[int]:
        """Pieces as this model numbers them; both models part texts alike."""
        return [self._model.start, *(one + self._model.shift for one in ids[1:-1]), self._model.end]

    def _means(self, ids: list[list[int]]) -> Floats:
        lengths = np.array([len(one) for one in ids], dtype=np.int32)
        padded = np.zeros((len(ids), lengths.max()), dtype=np.int64)
        for row, one in enumerate(ids):
            padded[row, : len(one)] = one
        hidden = self._network.read(padded, lengths)
        counts = np.arange(padded.shape[1]) < lengths[:, None]
        return np.asarray(np.einsum("tpw,tp->tw", hidden, counts / lengths[:, None]), dtype=np.float32)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer: Tokenizer = Tokenizer.from_file(str(MINILM.folder() / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        return tokenizer


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows to read together: nearly equally long ones, AT_ONCE pieces at most."""
    order = sorted(range(len(lengths)), key=lambda row: -lengths[row])
    while order:
        count = max(1, AT_ONCE // lengths[order[0]])
        yield order[:count]
        order = order[count:]
