"""Texts to unit vectors with the packaged model as it was trained to: the mean of a text's pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder.models import MINILM
from mentoring.encoder.network import AT_ONCE, Network

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
LONGEST = 256
"""Pieces of a text that are read, its two end marks included; the rest is cut off, as in its training."""


class SentenceEncoder:
    """The packaged model; loaded at the first text."""

    def __init__(self) -> None:
        self._network = Network(MINILM)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(len(texts), 384), unit length, in the order of `texts`."""
        ids = [one.ids for one in self._tokenizer.encode_batch(list(texts))]
        found = np.zeros((len(texts), MINILM.width), dtype=np.float32)
        for rows in _batches([len(one) for one in ids]):
            found[rows] = self._means([ids[row] for row in rows])
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), dtype=np.float32)

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
