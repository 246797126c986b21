"""Names of people nobody announced: a linear model over words and what stands around them.

Only words that could be names are scored: those with a capital, and lower-case ones that are known first
names or no word of English. One note is one decision per word: what is a name once is a name again,
unless that place reads otherwise. Weights: evals/fit_redaction_names.py.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from mentoring.redaction.lexicon import Lexicon, lexicon
from mentoring.redaction.reading import starts_sentence
from mentoring.redaction.tokens import Token
from mentoring.redaction.vocabulary import words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS = 1 << 16
CLASSES = ("OTHER", "PERSON", "LOCATION", "ORG")


def candidates(tokens: Sequence[Token], known: Lexicon) -> list[int]:
    """Indices of the words that could be a name.

    Where a note is written without capitals (dictation, chat), every known first name could be one that is
    no common word; elsewhere a lower-case word must be no word of English at all.
    """
    sloppy = _is_sloppy(tokens)
    skip = words_of("not names")
    return [
        i
        for i, t in enumerate(tokens)
        if (t.text[0].isupper() or _could_be_lower_name(t, known, sloppy=sloppy)) and t.key not in skip
    ]


def _is_sloppy(tokens: Sequence[Token]) -> bool:
    return sum(t.text[0].isupper() for t in tokens) < 0.05 * len(tokens)


def _could_be_lower_name(token: Token, known: Lexicon, *, sloppy: bool) -> bool:
    key = token.key
    if len(key) < 3 or "'" in key:
        return False
    count = known.count(key)
    if sloppy:
        return (key in known.first and count < 3) or ((known.is_name(key) or key in known.places) and count < 1)
    return count < 0 and (key in known.first or key in known.places)


def features(body: str, tokens: Sequence[Token], i: int, seen: tuple[Counter[str], Counter[str]]) -> list[str]:
    """What the model may know of word `i`; `seen` counts the note's words in lower case and with a capital."""
    token, before, after = tokens[i], _neighbour(body, tokens, i, -1), _neighbour(body, tokens, i, 1)
    start = starts_sentence(body, token)
    shape = _shape(token.text) + ("^" if start else "")
    lex = _lex(token.key)
    gap_left, gap_right = _gap(body, tokens, i - 1), _gap(body, tokens, i)
    second = tokens[i + 2].key if i + 2 < len(tokens) else ""
    kind = shape[0]
    out = [
        *("b", f"s{shape}", f"l{lex}", f"sl{shape}{lex}", f"w{token.key}", f"len{min(len(token.key), 12)}{kind}"),
        *(f"x3{token.key[-3:]}", f"x2{token.key[-2:]}", f"y3{token.key[:3]}"),
        *(
            f"p{before}",
            f"n{after}",
            f"sp{kind}{before}",
            f"sn{kind}{after}",
            f"pn{before}|{after}",
            f"n2{after}|{second}",
        ),
        *(f"gl{gap_left}", f"gr{gap_right}", f"grl{gap_right}{lex[0]}", f"glgr{gap_left}{gap_right}{shape}"),
        *(f"gn{gap_right}{after}", f"gp{gap_left}{before}"),
    ]
    for side, j in (("L", i - 1), ("R", i + 1)):
        if 0 <= j < len(tokens):
            near = f"{_shape(tokens[j].text)}{_lex(tokens[j].key)}"
            out += [
                f"{side}{near}",
                f"{side}{near}{lex}",
                f"{side}{near}{shape[0]}{gap_left if side == 'L' else gap_right}",
            ]
    out.append(f"d{min(seen[0][token.key], 2)}{min(seen[1][token.key], 3)}{shape}")
    return out


def _neighbour(body: str, tokens: Sequence[Token], i: int, step: int) -> str:
    j = i + step
    if not 0 <= j < len(tokens):
        return "#"
    left, right = (j, i) if step < 0 else (i, j)
    between = body[tokens[left].end : tokens[right].start]
    return "#" if "\n" in between else tokens[j].key


def _gap(body: str, tokens: Sequence[Token], i: int) -> str:
    """What stands between word `i` and the next, shortened."""
    start = tokens[i].end if i >= 0 else max(0, tokens[0].start - 3)
    end = tokens[i + 1].start if i + 1 < len(tokens) else len(body)
    between = body[start : min(end, start + 12)]
    if "\n" in between:
        return "/" + between.partition("\n")[0].strip()[:1]
    return between.replace("’", "'")[:3]


def _shape(word: str) -> str:
    if word.isupper():
        return "U" + str(min(len(word), 5))
    if word[0].isupper():
        return "T" if word[1:].islower() else "M"
    return "l"


@lru_cache(maxsize=50_000)
def _lex(key: str) -> str:
    known = lexicon()
    count = known.count(key)
    rank = "-" if count < 0 else "0" if count < 2 else "1" if count < 10 else "2" if count < 100 else "3"
    return (
        ("f" if key in known.first else "")
        + ("s" if key in known.last else "")
        + ("p" if key in known.places else "")
        + rank
    )


@lru_cache(maxsize=200_000)
def bucket(feature: str) -> int:
    """Row of a feature in the weights."""
    return zlib.crc32(feature.encode()) % BUCKETS


@lru_cache(maxsize=1)
def _weights() -> NDArray[np.float32]:
    import io

    import numpy as np

    raw = files("mentoring.redaction").joinpath("weights/names.npz").read_bytes()
    with np.load(io.BytesIO(raw)) as stored:
        weights: NDArray[np.float32] = stored["q"].astype(np.float32) * np.float32(stored["scale"])
        return weights


def count_shapes(body: str, tokens: Sequence[Token]) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in lower case, and with a capital inside a sentence."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for token in tokens:
        if token.text[0].islower():
            lower[token.key] += 1
        elif not starts_sentence(body, token):
            upper[token.key] += 1
    return lower, upper


def score_words(body: str, tokens: Sequence[Token], known: Collection[int] = ()) -> dict[int, NDArray[np.float32]]:
    """Index of a word -> log odds of each class, for all words that could be names and are not `known`."""
    import numpy as np

    seen, weights = count_shapes(body, tokens), _weights()
    return {
        i: np.add.reduce(weights[[bucket(f) for f in features(body, tokens, i, seen)]])
        for i in candidates(tokens, lexicon())
        if i not in known
    }
