"""The mean of several fits of one adapter, as one adapter of the same rank.

    python -m evals.average_weights --out FILE A.npz B.npz

Fits that begin alike and end in one valley are better together than each alone, at the cost of one reading (Wortsman
et al., 2022, "Model soups"). What is averaged is the product of each pair of thin matrices; the mean, of twice the
rank, is cut back by its singular values. Heads and tables are averaged as they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[np.floating[Any]]]
_DOWN, _UP = ".down", ".up"


def averaged(fits: Sequence[Arrays]) -> dict[str, NDArray[np.float16]]:
    """Of fits with the same arrays; the rank is that of the first."""
    made: dict[str, NDArray[np.floating[Any]]] = {}
    for name in fits[0]:
        arrays = [np.asarray(fit[name], np.float32) for fit in fits]
        if name.endswith(_DOWN):
            above = name.removesuffix(_DOWN) + _UP
            ups = [np.asarray(fit[above], np.float32) / len(fits) for fit in fits]
            made[above], made[name] = thin(np.hstack(ups), np.vstack(arrays), len(arrays[0]))
        elif not name.endswith(_UP):
            made[name] = np.mean(arrays, axis=0)
    return {name: rows.astype(np.float16) for name, rows in made.items()}


def thin(
    up: NDArray[np.floating[Any]], down: NDArray[np.floating[Any]], rank: int
) -> tuple[NDArray[np.floating[Any]], NDArray[np.floating[Any]]]:
    """`up` (out, n), `down` (n, in) as (out, rank) and (rank, in) whose product is nearest (Eckart, Young, 1936)."""
    left, upper = np.linalg.qr(up)
    right, lower = np.linalg.qr(down.T)
    before, sizes, after = np.linalg.svd(upper @ lower.T)
    root = np.sqrt(sizes[:rank])
    return left @ before[:, :rank] * root, root[:, None] * after[:rank] @ right.T


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("fits", nargs="+", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    options = arguments.parse_args()
    arrays: Any = averaged([dict(np.load(path)) for path in options.fits])
    np.savez_compressed(options.out, **arrays)


if __name__ == "__main__":
    main()
