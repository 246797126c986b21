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

from mentoring.encoder import MPNET, Encoder, Pieces
from mentoring.encoder.chain import marginals
from mentoring.records import WITHHELD_REASONS
from mentoring.redaction.assemble import plain
from mentoring.redaction.clauses import Clause
from mentoring.redaction.found import DIRECT, Found
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.render import PLACEHOLDER
from mentoring.redaction.sight import TYPES, View
from mentoring.redaction.vocabulary import demonyms, words_of

Floats = NDArray[np.float32]
SURE = {"direct": 0.1, "quasi": 0.3}
"""Chance from which a piece belongs to an identifier of that class."""
DOUBTED = {"direct": 0.2, "quasi": 0.3, "HEALTH": 0.002}
"""Chance below which a guess of the rules is dropped, by class; somebody's health is let go of last."""
LIKE_A_WORD = 0.05
"""Chance below which the name of somebody on the roster, written small, is the word it looks like ("long", "joy")."""
_ROLES = re.compile(rf"{PLACEHOLDER.pattern}|\b[Mm]ent(?:or|ee)\b")
"""What stands for a person already."""
_SAYS_NOTHING = frozenset({"a", "an", "and", "at", "from", "in", "is", "of", "on", "one", "only", "the", "was"})
_CERTAIN = frozenset({"roster", "label", "count"})


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tagger makes of each piece."""

    pieces: Pieces
    kinds: Floats
    """(n, 1 + types) chances; column 0: no identifier."""
    clauses: tuple[Clause, ...]
    secret: Floats
    """(clauses,) chances of a confidence."""
    reasons: Floats
    """(clauses, reasons) scores of why it is one."""


class Tagger:
    """The model with an adapter, and its heads."""

    def __init__(self, weights: dict[str, NDArray[np.floating]]) -> None:
        self._encoder = Encoder(MPNET, {name.removeprefix("adapter/"): rows for name, rows in weights.items()})
        self._heads = {name: rows.astype(np.float32) for name, rows in weights.items() if "/" not in name}

    def read(self, of: View) -> Tags:
        """Tags of all pieces and clauses of a note."""
        hidden = self._encoder.read(of.pieces, of.marks)
        scores = self._scores("kind", hidden)
        risen = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares = risen / risen.sum(axis=1, keepdims=True)
        if not of.clauses:
            return Tags(
                of.pieces, shares, (), np.zeros(0, np.float32), np.zeros((0, len(WITHHELD_REASONS)), np.float32)
            )
        vectors = of.pooling @ hidden
        steps = np.einsum("tp,pab->tab", of.links, self._heads["link"])
        secret = marginals(self._scores("secret", np.hstack([vectors, of.signs])), steps)[:, 1]
        return Tags(of.pieces, shares, of.clauses, secret, self._scores("reason", vectors))

    def _scores(self, head: str, hidden: Floats) -> Floats:
        return np.asarray(hidden @ self._heads[head].T + self._heads[f"{head}_bias"], dtype=np.float32)


@lru_cache(maxsize=1)
def shipped() -> Tagger:
    """The shipped tagger, loaded once."""
    stored = np.load(BytesIO(files("mentoring.redaction").joinpath("weights", "tagger.npz").read_bytes()))
    return Tagger({name: stored[name] for name in stored.files})


def identifiers(body: str, tags: Tags) -> list[Found]:
    """What the tagger takes for identifiers: whole words, neighbours of one type joined."""
    found: list[Found] = []
    for start, end, shares in _words(body, tags):
        kind = _kind(shares)
        if kind is None:
            continue
        last = found[-1] if found else None
        if last and last.type == kind and body[last.end : start] in {"", " "}:
            found[-1] = Found(last.start, end, kind, "tagger")
        else:
            found.append(Found(start, end, kind, "tagger"))
    redacted = [hidden.span() for hidden in _ROLES.finditer(body)]
    return [
        replace(find, end=find.start + len(body[find.start : find.end].rstrip("'’")))
        for find in found
        if any(c.isalnum() for c in body[find.start : find.end])
        and not any(start < find.end and find.start < end for start, end in redacted)
        and not (find.type == "PERSON" and nobody(body, find.start, find.end))
        and not (find.cls == "quasi" and {*re.findall(r"\w+", body[find.start : find.end].lower())} <= _SAYS_NOTHING)
    ]


def nobody(body: str, start: int, end: int) -> bool:
    """Whether words taken for a person are none: a pronoun, a title alone, a nation, a letter of "a.m."."""
    keys = [plain(word) for word in re.findall(r"[^\W\d_]+", body[start:end])]
    letter = len(keys) == 1 and len(keys[0]) == 1 and body[start].islower()
    return all(key in _nobody() for key in keys) or (letter and body[max(0, start - 1) : start] in {".", "/", "'", "’"})


@lru_cache(maxsize=1)
def _nobody() -> frozenset[str]:
    named = lexicon().first | lexicon().last
    return words_of("never names") | words_of("pronouns") | (words_of("titles") | demonyms()) - named | {"sir", "dr"}


def believed(body: str, find: Found, tags: Tags) -> bool:
    """Whether a find of the rules stands: all but those that are guesses and that the tagger sees nothing in."""
    said = body[find.start : find.end]
    word = find.by == "roster" and said.islower() and lexicon().is_ordinary(plain(said))
    if not word and (find.by in _CERTAIN or (find.by == "pattern" and find.cls == "direct")):
        return True
    rows = slice(*np.searchsorted(tags.pieces.places[:, 0], (find.start, find.end)))
    shares = tags.kinds[rows, 0]
    least = LIKE_A_WORD if word else DOUBTED.get(find.type, DOUBTED[find.cls])
    return not len(shares) or 1 - float(shares.min()) >= least


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


def joined(body: str, finds: Sequence[Found]) -> list[Found]:
    """Neighbours of one type made one where nothing but a joint stands between them; initials keep their stop."""
    found: list[Found] = []
    for find in finds:
        last = found[-1] if found else None
        if last and last.type == find.type and _joins(body[last.end : find.start], last, find):
            found[-1] = replace(last, end=find.end, who=last.who or find.who)
        else:
            found.append(find)
    return [_stopped(body, find) for find in found]


def _joins(gap: str, left: Found, right: Found) -> bool:
    if left.who and right.who and left.who != right.who:
        return False
    if left.type in _CODES:
        return len(gap) <= _REACH and "\n" not in gap
    return gap in {"", " ", "-", "'", "’", ". "}


def _stopped(body: str, find: Found) -> Found:
    initial = find.type == "PERSON" and body[find.end - 1].isupper() and not body[find.end - 2 : find.end - 1].isalpha()
    return replace(find, end=find.end + 1) if initial and body[find.end : find.end + 1] == "." else find


_CODES = frozenset({"EMAIL", "PHONE", "ADDRESS", "EMPLOYEE_ID", "ID_NUMBER", "URL", "HANDLE"})
_REACH = 8
"""Characters between two parts of one number, address or spelled-out e-mail."""
