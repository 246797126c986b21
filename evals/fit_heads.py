"""Fits the arrays of the builtin engine: the chain over units, and softmax heads. Needs torch; ships nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.builtin.chain import LABELS, Chain, Floats

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Trace:
    """One note for the chain: features and the gold label of each unit."""

    emission: Floats
    link: Floats
    labels: Labels
    weight: float = 1.0


def fit_chain(notes: Sequence[Trace], penalty: float) -> Chain:
    """Maximum likelihood of all label sequences with an L2 penalty, by L-BFGS from zero (convex: no seed)."""
    import torch

    packed = _pack(notes)
    emission = torch.zeros(notes[0].emission.shape[1], LABELS, requires_grad=True)
    link = torch.zeros(notes[0].link.shape[1], LABELS, LABELS, requires_grad=True)
    descent = torch.optim.LBFGS([emission, link], max_iter=80, history_size=8, line_search_fn="strong_wolfe")

    def loss() -> Any:
        descent.zero_grad()
        cost = _cost(packed, emission, link) + penalty * ((emission**2).sum() + (link**2).sum())
        cost.backward()
        return cost

    descent.step(loss)  # type: ignore[no-untyped-call]  # torch leaves it without types
    return Chain(emission.detach().numpy().astype(np.float32), link.detach().numpy().astype(np.float32))


def _pack(notes: Sequence[Trace]) -> tuple[Any, ...]:
    import torch

    longest = max(len(note.labels) for note in notes)
    size = len(notes)
    emission = torch.zeros(size, longest, notes[0].emission.shape[1])
    link = torch.zeros(size, longest, notes[0].link.shape[1])
    labels = torch.zeros(size, longest, dtype=torch.long)
    mask = torch.zeros(size, longest)
    for at, note in enumerate(notes):
        count = len(note.labels)
        emission[at, :count] = torch.from_numpy(note.emission)
        link[at, :count] = torch.from_numpy(note.link)
        labels[at, :count] = torch.from_numpy(note.labels)
        mask[at, :count] = 1
    return emission, link, labels, mask, torch.tensor([note.weight for note in notes])


def _cost(packed: tuple[Any, ...], emission: Any, link: Any) -> Any:
    """Mean negative log-likelihood per unit (forward algorithm)."""
    import torch

    inputs, links, labels, mask, weight = packed
    scores = inputs @ emission
    steps = torch.einsum("btp,pac->btac", links, link)
    rows = torch.arange(len(labels))
    total, gold = scores[:, 0], scores[rows, 0, labels[:, 0]]
    for at in range(1, labels.shape[1]):
        here = mask[:, at]
        longer = torch.logsumexp(total[:, :, None] + steps[:, at], dim=1) + scores[:, at]
        total = torch.where(here[:, None] > 0, longer, total)
        gold = gold + here * (steps[rows, at, labels[:, at - 1], labels[:, at]] + scores[rows, at, labels[:, at]])
    return ((torch.logsumexp(total, dim=1) - gold) * weight).sum() / mask.sum()


def fit_softmax(rows: Floats, labels: Labels, classes: int, strength: float) -> Floats:
    """Multinomial logistic regression without intercept (the rows end in a one); weights (features, classes)."""
    from sklearn.linear_model import LogisticRegression

    head = LogisticRegression(C=strength, max_iter=1000, fit_intercept=False).fit(rows, labels)
    weights = np.zeros((rows.shape[1], classes), dtype=np.float32)
    weights[:, head.classes_] = head.coef_.T
    return weights
