"""A linear chain over the units of a note: the best sequence of labels and how sure each label is.

Labels: outside, insight begins, insight goes on, action begins, action goes on. After an outside unit
"goes on" continues the latest group, so that an aside does not break an insight in two.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder.chain import best, marginals

Floats = NDArray[np.float32]
OUT, INSIGHT, MORE_INSIGHT, ACTION, MORE_ACTION = range(5)
LABELS = 5
_NEVER = np.float32(-1e6)
REACH = 5
"""Units between two pieces of one group; farther apart they are two groups."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Fitted weights."""

    emission: Floats
    """(features, 5)"""
    link: Floats
    """(link features, from 5, to 5)"""


@dataclass(frozen=True, slots=True)
class Labelling:
    """Labels of all units, and for each unit the probability of each label."""

    labels: tuple[int, ...]
    shares: Floats


def label(
    chain: Chain, emission: Floats, link: Floats, fresh: NDArray[np.bool_], bias: tuple[float, float] = (0.0, 0.0)
) -> Labelling:
    """Best labels (Viterbi) and marginals (forward-backward).

    Where `fresh`, no group goes on. `bias`, for insights and actions, trades precision for recall.
    """
    scores = emission @ chain.emission
    scores[:, [INSIGHT, MORE_INSIGHT]] += bias[0]
    scores[:, [ACTION, MORE_ACTION]] += bias[1]
    scores[fresh, MORE_INSIGHT] = _NEVER
    scores[fresh, MORE_ACTION] = _NEVER
    steps = np.einsum("tp,pab->tab", link, chain.link)
    return Labelling(best(scores, steps), marginals(scores, steps))


def groups(labels: tuple[int, ...], begins: int, goes_on: int) -> list[list[int]]:
    """Positions of each group of one kind."""
    found: list[list[int]] = []
    for at, value in enumerate(labels):
        if value == begins or (value == goes_on and (not found or at - found[-1][-1] > REACH)):
            found.append([at])
        elif value == goes_on:
            found[-1].append(at)
    return found


def softmax(scores: Floats) -> Floats:
    """Rows that sum to one."""
    risen = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(risen / risen.sum(axis=1, keepdims=True), dtype=np.float32)
