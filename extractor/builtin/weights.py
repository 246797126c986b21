"""The fitted weights of the builtin engine: plain arrays, no pickles.

Made by `python -m evals.fit_extraction`; extractor/builtin/weights/README.md says from what data.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from extractor.builtin.chain import Chain, Floats
from mentoring.errors import Damaged

FILE = Path(__file__).parent / "weights" / "builtin.npz"
_ARRAYS = ("emission", "link", "theme", "direction", "bias")


@dataclass(frozen=True, slots=True)
class Weights:
    """All heads."""

    chain: Chain
    theme: Floats
    """(theme features, 8), order of mentoring.records.THEMES"""
    direction: Floats
    """(direction features, 3), order of mentoring.records.DIRECTIONS"""
    bias: tuple[float, float]
    """Added to the scores of insights and of actions."""


@lru_cache(maxsize=1)
def load() -> Weights:
    """The shipped weights; Damaged when the file is not what the fit script writes."""
    try:
        with np.load(FILE, allow_pickle=False) as file:
            arrays = {name: file[name].astype(np.float32) for name in _ARRAYS}
    except (OSError, KeyError, ValueError):
        raise Damaged("The builtin engine's weights cannot be read: install the package again.") from None
    return Weights(
        Chain(arrays["emission"], arrays["link"]),
        arrays["theme"],
        arrays["direction"],
        (float(arrays["bias"][0]), float(arrays["bias"][1])),
    )


def save(weights: Weights, path: Path = FILE) -> None:
    """Writes half-precision arrays: a third of a megabyte."""
    np.savez_compressed(
        path,
        emission=weights.chain.emission.astype(np.float16),
        link=weights.chain.link.astype(np.float16),
        theme=weights.theme.astype(np.float16),
        direction=weights.direction.astype(np.float16),
        bias=np.array(weights.bias, dtype=np.float16),
    )
