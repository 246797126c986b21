"""A packaged model on ONNX Runtime: numbers of pieces in, what the model makes of each piece out.

An adapter fits it to a task. It holds, for each weight matrix of the model, two thin ones whose product is added to it
(Hu et al., 2021, "LoRA: Low-Rank Adaptation of Large Language Models"), and a table that turns marks of a piece (its
case, what rules found there) into a vector added to its embedding: the models themselves ignore case.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder.graph import encoder_graph
from mentoring.encoder.models import MATRICES, Model

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
Adapter = Mapping[str, NDArray[np.floating[Any]]]
"""Arrays `{layer}.{matrix}.down` (rank, in), `{layer}.{matrix}.up` (out, rank) and `marks` (kinds, width)."""
AT_ONCE = 512
"""Pieces read together, padding included: more of them fall out of the processor's cache between two layers."""
THREADS = 1
"""Two threads wait for each other whenever something else wants a core: measured beside one busy process on two
cores, 570 passages took 19.6 s with two threads and 4.1 s with one. The desk shares the machine, so one it is."""
_FARTHEST = 128
"""From so many pieces on, any two stand equally far apart."""


class Network:
    """A model, with an adapter or as it was packaged; built at the first reading, safe to share between threads."""

    def __init__(self, model: Model, adapter: Adapter | None = None) -> None:
        self._model, self._adapter = model, adapter
        self._building = Lock()

    def read(self, ids: NDArray[np.int64], lengths: NDArray[np.int32], marks: Floats | None = None) -> Floats:
        """(texts, pieces, width) of `ids` (texts, pieces), of which the first `lengths` count in each row.

        `marks` (texts, pieces, kinds) as the adapter knows them.
        """
        given: dict[str, Any] = {"embedded": self._embedded(ids, marks), "lengths": lengths}
        if self._model.steps:
            given["nearness"] = nearness(self._model, ids.shape[1])
        with self._building:
            session = self._session
        (hidden,) = session.run(None, given)
        return np.asarray(hidden, dtype=np.float32)

    def _embedded(self, ids: NDArray[np.int64], marks: Floats | None) -> Floats:
        words, places, gain, shift = _of_pieces(self._model)
        rows = words[ids] + places[: ids.shape[1]]
        if marks is not None and self._adapter is not None:
            rows += marks @ np.asarray(self._adapter["marks"], np.float32)
        rows -= rows.mean(axis=-1, keepdims=True)
        rows /= np.sqrt((rows * rows).mean(axis=-1, keepdims=True) + self._model.epsilon)
        return np.asarray(rows * gain + shift, dtype=np.float32)

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = THREADS
        weights = self._model.arrays if self._adapter is None else _Adapted(self._model, self._adapter)
        graph = encoder_graph(self._model, weights)
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


class _Adapted(Mapping[str, Floats]):
    """The arrays of a model with an adapter's added."""

    def __init__(self, model: Model, adapter: Adapter) -> None:
        self._arrays = model.arrays
        self._added = {
            f"encoder.layer.{layer}.{matrix}.weight": [
                np.asarray(adapter[f"{layer}.{matrix}.{part}"], np.float32) for part in ("up", "down")
            ]
            for layer in range(model.layers)
            for matrix in MATRICES
        }

    def __getitem__(self, name: str) -> Floats:
        rows = self._arrays[name]
        if name in self._added:
            up, down = self._added[name]
            return np.asarray(rows + up @ down, dtype=np.float32)
        return rows

    def __iter__(self) -> Any:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)


@cache
def _of_pieces(model: Model) -> tuple[Floats, Floats, Floats, Floats]:
    """Vectors of pieces and of places, gain and shift of what goes into the first layer."""
    words, places, gain, shift = (
        model.arrays[f"embeddings.{name}"]
        for name in (
            *("word_embeddings.weight", "position_embeddings.weight"),
            *("LayerNorm.weight", "LayerNorm.bias"),
        )
    )
    kinds = model.arrays.get("embeddings.token_type_embeddings.weight")
    return words, places[model.first_place :] + (0 if kinds is None else kinds[0]), gain, shift


@lru_cache(maxsize=8)
def nearness(model: Model, pieces: int) -> Floats:
    """(1, heads, pieces, pieces): what each head adds for how far two pieces stand apart.

    Raffel et al. (2020), "Exploring the limits of transfer learning", section 2.1: half of the kinds for either
    direction; within it half for each distance by itself, the rest for distances that grow by a constant factor.
    """
    table = model.arrays["encoder.relative_attention_bias.weight"]
    half, places = model.steps // 2, np.arange(pieces)
    apart = places[None, :] - places[:, None]
    distance, near = np.abs(apart), half // 2
    grown = near + np.log(np.maximum(distance, 1) / near) / math.log(_FARTHEST / near) * (half - near)
    kinds = np.where(distance < near, distance, np.minimum(grown.astype(np.int64), half - 1))
    kinds = kinds + half * (apart > 0)
    return np.ascontiguousarray(table[kinds].transpose(2, 0, 1)[None])
