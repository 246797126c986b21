"""Texts to unit vectors with a model from this machine's own disk.

It must never fetch anything: the bundled model is read from its package's folder (mentoring.encoder), any other with
sentence-transformers from the path given, and the hub is switched off before its library is imported.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder.network import THREADS
from mentoring.encoder.sentences import SentenceEncoder
from mentoring.errors import Misconfigured

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "all-MiniLM-L6-v2"
_BATCH = 32
_KNOWN_AT_MOST = 8192
"""Vectors kept in memory under a hash of their text (12 MB): indexing and extraction read the same sentences."""


class Embedder:
    """One model, loaded at the first call of `embed` and kept; safe to build at start-up.

    `model` None is the bundled all-MiniLM-L6-v2 (384 dimensions); otherwise the folder of a
    sentence-transformers model. Vectors of different `name`s must never be compared.
    """

    def __init__(self, model: str | None = None) -> None:
        self._folder = None if model is None else Path(model)
        if self._folder is not None and not (self._folder / "modules.json").is_file():
            raise Misconfigured(
                f"{model} is no folder with a sentence-transformers model: give the path of one on this machine."
            )
        self._known: dict[bytes, NDArray[np.float32]] = {}
        self.name = BUNDLED if self._folder is None else self._folder.resolve().name

    @cached_property
    def dimension(self) -> int:
        """Length of each vector; loads the model unless it is the bundled one."""
        return 384 if self._folder is None else int(self._foreign.get_embedding_dimension() or 0)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return an array (len(texts), dimension) of unit length rows, in the order of `texts`."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        keys = [blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest() for text in texts]
        # Looked up once: another thread may clear what is known while this one encodes.
        known = {key: vector for key in keys if (vector := self._known.get(key)) is not None}
        fresh = {key: at for at, key in enumerate(keys) if key not in known}
        made = dict(zip(fresh, self._encode([texts[at] for at in fresh.values()]), strict=True))
        for at, key in enumerate(keys):
            vectors[at] = made[key] if key in made else known[key]
        if len(self._known) + len(made) > _KNOWN_AT_MOST:
            self._known.clear()
        self._known.update(made)
        return vectors

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if self._folder is None:
            return self._packaged.vectors(texts)
        rows: Any = self._foreign.encode(texts, batch_size=_BATCH, convert_to_tensor=True, show_progress_bar=False)
        vectors: NDArray[np.float32] = rows.float().numpy()
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(norms, 1e-9), dtype=np.float32)

    @cached_property
    def _packaged(self) -> SentenceEncoder:
        return SentenceEncoder()

    @cached_property
    def _foreign(self) -> SentenceTransformer:
        # The hub's library reads its switch once, when imported; no argument reaches every caller of it.
        os.environ["HF_HUB_OFFLINE"] = "1"
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the library has no types
        torch.set_num_threads(min(THREADS, torch.get_num_threads()))
        return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)
