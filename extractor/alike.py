"""Whether two insights say the same in other words: vectors from the language model, fitted to that one question.

Made by `python -m evals.fit_alike` on groups of insights told by different people (evals/cases/alike).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder import MINILM, Encoder, pieces_of
from mentoring.errors import Damaged

FILE = Path(__file__).parent / "alike.npz"


def alike(texts: Sequence[str], encoder: Encoder | None = None) -> NDArray[np.float32]:
    """(n, 384) unit vectors; their inner product is high where two texts make the same point."""
    encoder = encoder or _shipped()
    read = [pieces_of(text) for text in texts]
    means = [encoder.read(one, np.zeros((len(one), 1), np.float32)).mean(axis=0) for one in read]
    vectors = np.array(means, dtype=np.float32).reshape(len(texts), MINILM.width)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-9), dtype=np.float32)


@lru_cache(maxsize=1)
def _shipped() -> Encoder:
    try:
        with np.load(FILE, allow_pickle=False) as file:
            return Encoder(MINILM, {name: file[name] for name in file.files})
    except (OSError, ValueError):
        raise Damaged("The weights for likeness of insights cannot be read: install the package again.") from None
