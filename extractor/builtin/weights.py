"""The fitted weights of the builtin engine: plain arrays, no pickles.

Made by `python -m evals.fit_extraction`; extractor/builtin/weights/README.md says from what data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.builtin.chain import Chain, Floats
from mentoring.errors import Damaged

FILE = Path(__file__).parent / "weights" / "builtin.npz"
_HEADS = ("emission", "link", "theme", "direction", "owner", "bias")
_ADAPTER = "adapter/"


@dataclass(frozen=True, slots=True)
class Weights:
    """The adapter of the language model and all heads. First rows of a head read vectors, the rest features."""

    adapter: Mapping[str, NDArray[np.floating[Any]]]
    chain: Chain
    theme: Floats
    """(2 x width + theme features, 8), order of mentoring.records.THEMES"""
    direction: Floats
    """(width + direction features, 3), order of mentoring.records.DIRECTIONS"""
    owner: Floats
    """(width + owner features, 5), order of features.OWNERS"""
    bias: tuple[float, float]
    """Added to the scores of insights and of actions."""


@lru_cache(maxsize=1)
def load(path: Path = FILE) -> Weights:
    """The shipped weights, or those of another fit; Damaged when the file is not what the fit script writes."""
    try:
        with np.load(path, allow_pickle=False) as file:
            heads = {name: file[name].astype(np.float32) for name in _HEADS}
            adapter = {name.removeprefix(_ADAPTER): file[name] for name in file.files if name.startswith(_ADAPTER)}
    except (OSError, KeyError, ValueError):
        raise Damaged("The builtin engine's weights cannot be read: install the package again.") from None
    return Weights(
        adapter,
        Chain(heads["emission"], heads["link"]),
        heads["theme"],
        heads["direction"],
        heads["owner"],
        (float(heads["bias"][0]), float(heads["bias"][1])),
    )


def save(weights: Weights, path: Path = FILE) -> None:
    """Writes half-precision arrays: about three megabytes."""
    heads = {
        "emission": weights.chain.emission,
        "link": weights.chain.link,
        "theme": weights.theme,
        "direction": weights.direction,
        "owner": weights.owner,
        "bias": np.array(weights.bias),
    }
    adapter = {_ADAPTER + name: rows for name, rows in weights.adapter.items()}
    np.savez_compressed(path, **{name: rows.astype(np.float16) for name, rows in (heads | adapter).items()})
