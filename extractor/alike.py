"""Whether two insights say the same in other words: vectors from the language model, fitted to that one question.

Made by `python -m evals.fit_alike` on groups of insights told by different people (evals/cases/alike).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder import MPNET
from mentoring.encoder.sentences import SentenceEncoder
from mentoring.errors import Damaged

FILE = Path(__file__).parent / "alike.npz"


def alike(texts: Sequence[str], encoder: SentenceEncoder | None = None) -> NDArray[np.float32]:
    """(n, 768) unit vectors; their inner product is high where two texts make the same point."""
    return (encoder or _shipped()).vectors(texts)


@lru_cache(maxsize=1)
def _shipped() -> SentenceEncoder:
    try:
        with np.load(FILE, allow_pickle=False) as file:
            return SentenceEncoder(MPNET, {name: file[name] for name in file.files})
    except (OSError, ValueError):
        raise Damaged("The weights for likeness of insights cannot be read: install the package again.") from None
