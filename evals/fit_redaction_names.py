"""Makes mentoring/redaction/weights/names.npz, the model of mentoring/redaction/names.py.

    python -m evals.fit_redaction_names --data DATA --out FILE

Fitted on own sentences (evals/cases/redaction_sentences.txt) filled with names of many countries and with
made-up ones, and on the fitting parts of WNUT-17 (CC BY 4.0), TAB (MIT) and presidio-research (MIT): see
evals/redaction_sets.py for the split. PrivacyLens (MIT) is labelled by spaCy's small model where the
lexicon agrees. No note of the corpus or of the blind set is read.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.redaction_sets import Text, fitting_texts, silver_texts
from evals.redaction_slots import filled_notes
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.names import BUCKETS, CLASSES, bucket, candidates, count_shapes, features
from mentoring.redaction.tokens import Token, words

ROWS_MAX = 64
"""Most features one word has; more are cut."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Feature rows (padded with BUCKETS), class numbers and weights."""

    rows: np.ndarray[tuple[int, int], np.dtype[np.int64]]
    labels: np.ndarray[tuple[int], np.dtype[np.int64]]
    weights: np.ndarray[tuple[int], np.dtype[np.float32]]


def examples(texts: Sequence[Text]) -> Examples:
    """Every word that could be a name, with its class; words whose label is None are left out."""
    rows, labels, weights = [], [], []
    for text in texts:
        tokens = words(text.body)
        seen = count_shapes(text.body, tokens)
        for i in candidates(tokens, lexicon()):
            label = _label(tokens[i], text)
            if label is None:
                continue
            ids = [bucket(f) for f in features(text.body, tokens, i, seen)][:ROWS_MAX]
            rows.append(ids + [BUCKETS] * (ROWS_MAX - len(ids)))
            labels.append(CLASSES.index(label))
            weights.append(text.weight)
    return Examples(np.array(rows), np.array(labels), np.array(weights, dtype=np.float32))


def _label(token: Token, text: Text) -> str | None:
    for start, end, kind in text.spans:
        if start <= token.start < end:
            return kind
    return "OTHER" if text.complete else None


def fit(data: Examples, epochs: int, seed: int = 7) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Weights (BUCKETS, classes) by stochastic gradient with weight decay and feature dropout."""
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    table = torch.nn.EmbeddingBag(BUCKETS + 1, len(CLASSES), mode="sum", padding_idx=BUCKETS)
    torch.nn.init.zeros_(table.weight)
    optimiser = torch.optim.Adam(table.parameters(), lr=0.02)
    rows, labels, weights = torch.tensor(data.rows), torch.tensor(data.labels), torch.tensor(data.weights)
    for epoch in range(epochs):
        order = torch.randperm(len(rows))
        total = 0.0
        for at in range(0, len(order), 512):
            pick = order[at : at + 512]
            dropped = torch.where(torch.rand(rows[pick].shape) < 0.25, BUCKETS, rows[pick])
            loss = torch.nn.functional.cross_entropy(table(dropped), labels[pick], reduction="none")
            loss = (loss * weights[pick]).mean() + 2e-5 * (table.weight**2).sum() / 10
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no types here
            optimiser.step()
            total += float(loss) * len(pick)
        print(f"epoch {epoch}: loss {total / len(rows):.4f}")  # noqa: T201 - a script's progress
    return np.asarray(table.weight.detach().numpy()[:BUCKETS])


def save(weights: np.ndarray[tuple[int, int], np.dtype[np.float32]], out: Path) -> None:
    """Eight bits a weight and one scale: a quarter of a megabyte."""
    scale = np.abs(weights).max() / 127
    np.savez_compressed(out, q=np.round(weights / scale).astype(np.int8), scale=np.float32(scale))


def training_texts(data: Path, seed: int = 7) -> Iterator[Text]:
    """Own filled sentences first, then the public sets."""
    yield from filled_notes(random.Random(seed), notes=1500)  # noqa: S311 - texts to fit on, no secret
    yield from fitting_texts(data)
    yield from silver_texts(data)


def main() -> None:
    """Fit and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    wanted = parser.parse_args()
    data = examples(list(training_texts(wanted.data)))
    print(len(data.labels), np.bincount(data.labels))  # noqa: T201 - a script's progress
    save(fit(data, epochs=5), wanted.out)


if __name__ == "__main__":
    main()
