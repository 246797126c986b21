"""How much a sentence sounds like an order or a question put to a machine: a linear head on words and word pairs.

Besides: how many of its words are none that mentoring notes are written in. Words are hashed, so the weights hold no
text. Fitted by `python -m evals.fit_planted`; extractor/builtin/weights/README.md says on what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from mentoring.errors import Damaged

FILE = Path(__file__).parent / "weights" / "planted.npz"
SIZE = 1 << 14
KNOWN = 1 << 16
_UNKNOWN = 1
_TOKEN = re.compile(r"\[[A-Z_]+(?:_\d+)?\]|https?://\S+|www\.\S+|[^\W\d_]+(?:['’][a-z]+)?|\d+|[?!\"“<>{}=@:]")
_PARTICIPANT = re.compile(
    r"\[[A-Z]|\b(?:i|we|he|she|they|us|our|ours|his|her|him|their|them|everyone|everybody|nobody|someone|people)\b|"
    r"\b(?:i|we|he|she|they)['’]",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"\byour (?:\w+ )?(?:answer|response|reply|message|output|summary|digest|text)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What the fit leaves."""

    weights: NDArray[np.float32]
    """One a slot; slot 0 holds the intercept, from which the bar is already taken."""
    known: NDArray[np.bool_]
    """Whether a word of this hash stands in the notes of two writers."""


def traits(text: str, known: NDArray[np.bool_]) -> dict[int, float]:
    """Features and their values: words and pairs (shorter texts weigh them more), opening, shape, unknown words."""
    words = [_word(one) for one in _TOKEN.findall(text)][:40]
    size = max(len(words), 4) ** 0.5
    found = dict.fromkeys((_slot(f"w {one}") for one in words), 2 / size)
    found |= dict.fromkeys((_slot(f"p {a} {b}") for a, b in pairwise(words)), 2 / size)
    alone = not _PARTICIPANT.search(text)
    shape = [f"first {' '.join(words[:1])}", f"first {' '.join(words[:2])}", f"alone {alone}", f"few {len(words) < 5}"]
    if alone:
        shape.append(f"alone first {' '.join(words[:1])}")
        shape.append(f"alone asks {text.rstrip().endswith('?')}")
    if _ANSWER.search(text):
        shape.append("answer")
    told = topics(text)
    unknown = 2 * sum(not known[one] for one in told) / max(2, len(told))
    return found | dict.fromkeys((_slot(f"s {one}") for one in shape), 1.0) | {0: 1.0, _UNKNOWN: unknown}


def topics(text: str) -> list[int]:
    """Hashes of the words of four letters or more."""
    return [crc32(word.encode()) % KNOWN for word in re.findall(r"[^\W\d_]{4,}", text.lower())]


def _word(token: str) -> str:
    if token[0] == "[":
        return "[]"
    if token.isdigit():
        return "0"
    return "url" if token.startswith(("http", "www.")) else token.lower()


def _slot(trait: str) -> int:
    return 2 + crc32(trait.encode()) % (SIZE - 2)


@lru_cache(maxsize=1)
def load(path: Path = FILE) -> Head:
    """The shipped head; Damaged when the file is not what the fit script writes."""
    try:
        with np.load(path, allow_pickle=False) as file:
            return Head(file["weights"].astype(np.float32), np.unpackbits(file["known"]).astype(np.bool_))
    except (OSError, KeyError, ValueError):
        raise Damaged("The weights of the plant filter cannot be read: install the package again.") from None


def save(head: Head, path: Path) -> None:
    """Writes half-precision weights and a bit a word."""
    np.savez_compressed(path, weights=head.weights.astype(np.float16), known=np.packbits(head.known))


def log_odds(texts: Sequence[str], head: Head | None = None) -> list[float]:
    """Above zero: barred."""
    head = head or load()
    return [float(sum(head.weights[at] * value for at, value in traits(text, head.known).items())) for text in texts]
