"""Identifiers and confidences as a fitted reader of the whole note sees them.

It reads piece by piece, told what the rules found (sight.py); the rules' finds and its own are then settled
together. Weights: evals/fit_tagger.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder import Encoder, Pieces
from mentoring.records import WITHHELD_REASONS, WithheldPassage
from mentoring.redaction.found import DIRECT, Found
from mentoring.redaction.sight import TYPES
from mentoring.redaction.units import Unit, sentences

Floats = NDArray[np.float32]
SURE = {"direct": 0.3, "quasi": 0.4}
"""Chance from which a piece belongs to an identifier of that class."""
DOUBTED = 0.05
"""Chance below which a guess of the rules is dropped."""
_CERTAIN = frozenset({"roster", "label"})
LEAN = 0.5
"""Added to the logit of a confidence: rather one word too many withheld than one too few."""
TURN = 3.0
"""What it costs, in nats, to begin or to end a confidence."""
_MOST = 0.6
"""Share of a sentence from which all of it goes."""
_BREAK = re.compile(r"[,;:()\u2013\u2014|]\s*|\s-\s|\s->\s|\u2192\s*")


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tagger makes of each piece."""

    pieces: Pieces
    kinds: Floats
    """(n, 1 + types) chances; column 0: no identifier."""
    secret: Floats
    """(n,) logits of a confidence."""
    reasons: Floats
    """(n, reasons) scores of why it is one."""


class Tagger:
    """The adapted model and its heads."""

    def __init__(self, weights: dict[str, NDArray[np.floating]]) -> None:
        self._encoder = Encoder({name.removeprefix("adapter/"): rows for name, rows in weights.items()})
        self._heads = {name: rows.astype(np.float32) for name, rows in weights.items() if "/" not in name}

    def read(self, pieces: Pieces, marks: Floats) -> Tags:
        """Tags of all pieces of a note."""
        hidden = self._encoder.read(pieces, marks)
        scores = self._scores("kind", hidden)
        risen = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares = risen / risen.sum(axis=1, keepdims=True)
        return Tags(pieces, shares, self._scores("secret", hidden)[:, 0], self._scores("reason", hidden))

    def _scores(self, head: str, hidden: Floats) -> Floats:
        return np.asarray(hidden @ self._heads[head].T + self._heads[f"{head}_bias"], dtype=np.float32)


@lru_cache(maxsize=1)
def shipped() -> Tagger:
    """The shipped tagger, loaded once."""
    stored = np.load(BytesIO(files("mentoring.redaction").joinpath("weights/tagger.npz").read_bytes()))
    return Tagger({name: stored[name] for name in stored.files})


def identifiers(body: str, tags: Tags) -> list[Found]:
    """What the tagger takes for identifiers: whole words, neighbours of one type joined."""
    found: list[Found] = []
    for start, end, shares in _words(body, tags):
        kind = _kind(shares)
        if kind is None:
            continue
        last = found[-1] if found else None
        if last and last.type == kind and _joins(body[last.end : start]):
            found[-1] = Found(last.start, end, kind, "tagger")
        else:
            found.append(Found(start, end, kind, "tagger"))
    return [find for find in found if any(c.isalnum() for c in body[find.start : find.end])]


def believed(find: Found, tags: Tags) -> bool:
    """Whether a find of the rules stands: all but those that are guesses and that the tagger sees nothing in."""
    if find.by in _CERTAIN or (find.by == "pattern" and find.cls == "direct"):
        return True
    rows = slice(*np.searchsorted(tags.pieces.places[:, 0], (find.start, find.end)))
    shares = tags.kinds[rows, 0]
    return not len(shares) or 1 - float(shares.min()) >= DOUBTED


def beside(own: Sequence[Found], ruled: Sequence[Found]) -> list[Found]:
    """The tagger's finds; a person whose name the rules know in part keeps what they know of her."""
    found = []
    for find in own:
        known = {other.who for other in ruled if other.type == "PERSON" == find.type and other.overlaps(find)}
        found.append(replace(find, who=known.pop()) if len(known) == 1 else find)
    return found


def _kind(shares: Floats) -> str | None:
    """The likeliest type, where identifiers of its class are likely enough together."""
    kind = TYPES[int(shares[1:].argmax())]
    direct = float(shares[1:][_DIRECT].sum())
    if direct >= SURE["direct"] and direct >= (1 - direct - float(shares[0])):
        return TYPES[int(np.where(_DIRECT, shares[1:], 0).argmax())]
    return kind if 1 - float(shares[0]) >= SURE["quasi"] else None


_DIRECT = np.array([kind in DIRECT for kind in TYPES])


def _words(body: str, tags: Tags) -> list[tuple[int, int, Floats]]:
    """Pieces of one word together, with their mean chances; a mark of punctuation is a word of its own."""
    found: list[tuple[int, int, list[Floats]]] = []
    for (start, end), shares in zip(tags.pieces.places.tolist(), tags.kinds, strict=True):
        if found and start == found[-1][1] and body[start - 1].isalnum() and body[start].isalnum():
            found[-1] = (found[-1][0], end, [*found[-1][2], shares])
        else:
            found.append((start, end, [shares]))
    return [(start, end, np.mean(rows, axis=0)) for start, end, rows in found]


def _joins(gap: str) -> bool:
    return not gap or gap == " "


def confidences(body: str, tags: Tags, parts: Sequence[Unit]) -> list[WithheldPassage]:
    """Passages that must not be read: the likeliest stretches of pieces, grown to whole clauses or sentences."""
    on = _stretches(tags.secret + LEAN, TURN)
    starts = tags.pieces.places[:, 0]
    found: list[WithheldPassage] = []
    for unit in parts:
        for sentence in sentences(body, unit):
            rows = np.arange(*np.searchsorted(starts, sentence))
            if not on[rows].any():
                continue
            held = rows[on[rows]]
            first, last = tags.pieces.places[held[0], 0], tags.pieces.places[held[-1], 1]
            whole = on[rows].mean() >= _MOST
            place = sentence if whole else _clause(body, sentence, int(first), int(last))
            reason = WITHHELD_REASONS[int(tags.reasons[held].mean(axis=0).argmax())]
            found.append(WithheldPassage(*place, reason))
    return found


def _stretches(logits: Floats, turn: float) -> NDArray[np.bool_]:
    """The on/off sequence with the largest sum of logits while on, less `turn` for each change (Viterbi)."""
    if not len(logits):
        return np.zeros(0, dtype=np.bool_)
    off, on = 0.0, float(logits[0]) - turn
    back = []
    for logit in logits[1:].tolist():
        back.append((on - turn > off, off - turn > on))
        off, on = max(off, on - turn), max(on, off - turn) + logit
    state = on > off
    states = [state]
    for came_on, came_off in reversed(back):
        state = (not came_off) if state else came_on
        states.append(state)
    return np.array(states[::-1], dtype=np.bool_)


def _clause(body: str, sentence: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """`start` to `end` grown to the marks of punctuation around them, inside the sentence."""
    before = max((m.end() for m in _BREAK.finditer(body, sentence[0], start + 1)), default=sentence[0])
    after = next((m.start() for m in _BREAK.finditer(body, max(end - 1, start), sentence[1])), sentence[1])
    return before, max(after, end)
