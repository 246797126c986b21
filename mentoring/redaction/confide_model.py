"""How surely a sentence is somebody's own affair: a linear model for what the rules do not name.

Each piece of a word and each pair of words has a weight, and another that counts only when the sentence
speaks of one person: the subject matters more than the topic. The weights (weights/confidences.npz) come from
evals/fit_confidences.py; a piece's weight is drawn from its place in a language model's vocabulary, so that words
no example holds count like the words they resemble.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS = 16384
"""Weights for words and pairs of words, by hash."""
FLAGS = (
    "cue", "own", "hint", "topic", "topics", "named", "other", "self", "personal topic", "many", "number", "question",
    "possessed",
)  # fmt: skip
_OTHER = frozenset({"he", "she", "his", "her", "him", "hers", "himself", "herself", "mentee", "mentor"})
_SELF = frozenset({"i", "my", "me", "myself", "mine", "im", "ive"})
_MANY = frozenset(
    {"we", "our", "us", "they", "team", "teams", "people", "everyone", "everybody", "juniors", "customers"}
)
_POSSESSED = re.compile(
    r"\b(?:my|his|her) (?:\w+ )?(?:wife|husband|partner|son|daughter|mother|father|mum|mom|dad|brother|sister|boss|"
    r"kids?|children|marriage|doctor|notice|contract|salary|bonus|pay|raise|visa|faith|parents|family|body|heart|hand|"
    r"back|eyes?|pills?|ex|girlfriend|boyfriend)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What the model reads of a sentence: pieces of its words, hashed words and pairs, and flags."""

    pieces: tuple[int, ...]
    hashed: tuple[int, ...]
    flags: tuple[bool, ...]

    @property
    def personal(self) -> bool:
        """It speaks of one person."""
        return any(self.flags[FLAGS.index(flag)] for flag in ("named", "other", "self"))


@dataclass(frozen=True, slots=True)
class Weights:
    """Piece and hash weights (one column for all sentences, one for personal ones), flag weights, bias."""

    pieces: NDArray[np.float32]
    hashed: NDArray[np.float32]
    flags: NDArray[np.float32]
    bias: float


def signs(text: str, keys: Sequence[str], known: Sequence[bool]) -> Signs:
    """Of a sentence whose words are `keys` (names left out); `known`: cue, own, hint, topic, topics, named."""
    words = set(keys)
    other, self_ = not words.isdisjoint(_OTHER), not words.isdisjoint(_SELF)
    personal = other or self_ or known[5]
    flags = (
        *known, other, self_, personal and known[3], not words.isdisjoint(_MANY), any(c.isdigit() for c in text),
        "?" in text, _POSSESSED.search(text) is not None,
    )  # fmt: skip
    pairs = [f"{a} {b}" for a, b in pairwise(keys)]
    return Signs(
        tuple(p for key in keys for p in split(key)), tuple(crc32(w.encode()) % BUCKETS for w in (*keys, *pairs)), flags
    )


def chance(of: Signs, weights: Weights | None = None) -> float:
    """Logit that the sentence is a confidence; above nought it looks more like one than not."""
    w = weights or _weights()
    total = w.bias + float(w.flags @ np.asarray(of.flags, dtype=np.float32))
    columns = slice(0, 2 if of.personal else 1)
    for table, ids in ((w.pieces, of.pieces), (w.hashed, of.hashed)):
        if ids:
            total += float(table[list(ids), columns].sum()) / len(ids) ** 0.5
    return total


@lru_cache(maxsize=50_000)
def split(key: str) -> tuple[int, ...]:
    """Longest known pieces of a word from its start; what no piece covers is left out."""
    numbers = pieces()
    found, at = [], 0
    while at < len(key):
        head = "##" if at else ""
        end = next((e for e in range(len(key), at, -1) if head + key[at:e] in numbers), 0)
        if not end:
            return ()
        found.append(numbers[head + key[at:end]])
        at = end
    return tuple(found)


@lru_cache(maxsize=1)
def pieces() -> dict[str, int]:
    """Pieces of words and their rows."""
    text = files("mentoring.redaction").joinpath("weights/pieces.txt").read_text(encoding="utf-8")
    return {piece: row for row, piece in enumerate(text.split())}


@lru_cache(maxsize=1)
def _weights() -> Weights:
    stored = np.load(BytesIO(files("mentoring.redaction").joinpath("weights/confidences.npz").read_bytes()))
    tables = [stored[name].astype(np.float32) * stored[f"{name}_step"] for name in ("pieces", "hashed")]
    return Weights(tables[0], tables[1], stored["flags"], float(stored["bias"]))
