"""Who wrote this? Cosine of character and word counts: the plain attribution that stylometry starts from.

Weighted counts of words and of three to five letters in a row inside words (Stamatatos, 2009), with rare pieces
weighing more. No model is needed for what an attacker with a mailbox can do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt

Profile = Mapping[str, float]


def pieces_of(text: str) -> Counter[str]:
    """Words, and letters in a row within them with their borders."""
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", re.sub(r"\[[A-Z_0-9]+\]", " ", text).lower())
    counted = Counter(words)
    for word in words:
        marked = f"<{word}>"
        counted.update(marked[at : at + size] for size in (3, 4, 5) for at in range(len(marked) - size + 1))
    return counted


def likeliest(text: str, known: Mapping[str, str]) -> str:
    """The name of `known` (name -> texts of hers) whose texts are most like this one; ties go to the first."""
    counted = {name: pieces_of(one) for name, one in known.items()}
    rarity = _rarity(list(counted.values()))
    asked = _weighed(pieces_of(text), rarity)
    likeness = {name: _cosine(asked, _weighed(one, rarity)) for name, one in counted.items()}
    return max(likeness, key=lambda name: likeness[name])


def _rarity(documents: Sequence[Counter[str]]) -> dict[str, float]:
    held = Counter(piece for one in documents for piece in one)
    return {piece: log((1 + len(documents)) / (1 + n)) + 1 for piece, n in held.items()}


def _weighed(counted: Counter[str], rarity: Mapping[str, float]) -> Profile:
    return {piece: (1 + log(n)) * rarity.get(piece, 0.0) for piece, n in counted.items()}


def _cosine(one: Profile, other: Profile) -> float:
    norm = sqrt(sum(x * x for x in one.values())) * sqrt(sum(x * x for x in other.values()))
    return sum(weight * other.get(piece, 0.0) for piece, weight in one.items()) / norm if norm else 0.0
