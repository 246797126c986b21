"""How much a sentence sounds like an order or a question put to a machine: a linear head on words and word pairs.

The words are hashed, so the weights hold no text. Fitted by `python -m evals.fit_planted`;
extractor/builtin/weights/README.md says on what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from mentoring.errors import Damaged

FILE = Path(__file__).parent / "weights" / "planted.npz"
SIZE = 1 << 14
_TOKEN = re.compile(r"\[[A-Z_]+(?:_\d+)?\]|https?://\S+|www\.\S+|[^\W\d_]+(?:['’][a-z]+)?|\d+|[?!\"“<>{}=@:]")
_PARTICIPANT = re.compile(
    r"\[[A-Z]|\b(?:i|we|he|she|they|us|our|ours|his|her|him|their|them|everyone|everybody|nobody|someone|people)\b|"
    r"\b(?:i|we|he|she|they)['’]",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"\byour (?:\w+ )?(?:answer|response|reply|message|output|summary|digest|text)", re.IGNORECASE)


def traits(text: str) -> dict[int, float]:
    """Hashed features and their values: words and pairs (shorter texts weigh them more), opening and shape."""
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
    return found | dict.fromkeys((_slot(f"s {one}") for one in shape), 1.0) | {0: 1.0}


def _word(token: str) -> str:
    if token[0] == "[":
        return "[]"
    if token.isdigit():
        return "0"
    return "url" if token.startswith(("http", "www.")) else token.lower()


def _slot(trait: str) -> int:
    return 1 + crc32(trait.encode()) % (SIZE - 1)


@lru_cache(maxsize=1)
def load(path: Path = FILE) -> NDArray[np.float32]:
    """One weight a slot; slot 0 holds the intercept, from which the bar is already taken. Damaged: no such file."""
    try:
        with np.load(path, allow_pickle=False) as file:
            weights: NDArray[Any] = file["weights"]
    except (OSError, KeyError, ValueError):
        raise Damaged("The weights of the plant filter cannot be read: install the package again.") from None
    return weights.astype(np.float32)


def log_odds(texts: Sequence[str]) -> list[float]:
    """Above zero: barred."""
    weights = load()
    return [float(sum(weights[slot] * value for slot, value in traits(text).items())) for text in texts]
