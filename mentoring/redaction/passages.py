"""From the chance of each clause to be a confidence (tagger.py) to the passages that must not be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_propagation

from mentoring.records import WITHHELD_REASONS, WithheldPassage
from mentoring.redaction.clauses import Clause
from mentoring.redaction.tagger import Tags
from mentoring.redaction.withhold import TURNS_AWAY

LIKELY = 0.4
"""Chance from which a clause is withheld: rather one too many than one too few."""
BESIDE = 0.1
"""Chance from which a clause goes with a withheld one that it touches: a secret is told over several."""
UNLIKELY = 0.03
"""Chance below which a passage that the rules only feel to be one is let through."""
_ECHO = 0.02
"""Chance from which a short turn goes with the confidence it answers; of all such turns every second one does."""
_HALF = 0.5
"""Share of a sentence or turn from which the rest of it gives the matter away."""
_REPLY_WORDS = 15
_INSERTED_WORDS = 40
"""Words up to which a turn between two confidences belongs to them (97 of 100 such training turns do)."""
_ASKED = re.compile(
    r"\b(?:ask(?:s|ed)(?! (?:\w+ ){0,2}(?:for|to)\b)|wonder(?:s|ed)|want(?:s|ed) to know)\b"
    r"(?!.*\b(?:said|told|answered|replied|explained)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""A question that is told, no request, and not answered at once: "She asked why I looked tired." tells half."""
Held = NDArray[np.bool_]


def confidences(body: str, tags: Tags) -> list[WithheldPassage]:
    """Passages that must not be read: runs of withheld clauses of one turn, paragraph or item."""
    held = _whole_sentences(tags.clauses, _likely(tags.secret))
    held = _replies(body, tags, _questions(body, tags.clauses, held))
    found: list[WithheldPassage] = []
    last: Clause | None = None
    for at in np.flatnonzero(held):
        clause, reason = tags.clauses[at], WITHHELD_REASONS[int(tags.reasons[at].argmax())]
        if last and last.unit == clause.unit and not body[last.end : clause.start].strip():
            found[-1] = WithheldPassage(found[-1].start, clause.end, found[-1].reason)
        else:
            found.append(WithheldPassage(clause.start, clause.end, reason))
        last = clause
    return found


def suspected(passage: WithheldPassage, tags: Tags) -> bool:
    """Whether a passage the rules feel to be a confidence stands: the tagger sees something in one of its clauses."""
    shares = [
        share
        for clause, share in zip(tags.clauses, tags.secret.tolist(), strict=True)
        if clause.start < passage.end and passage.start < clause.end
    ]
    return max(shares, default=1.0) >= UNLIKELY


def _likely(secret: NDArray[np.float32]) -> Held:
    """Clauses that are likely confidences, and whole runs of possible ones around them."""
    likely = secret >= LIKELY
    grown: Held = binary_propagation(likely, mask=likely | (secret >= BESIDE))
    return grown


def _whole_sentences(clauses: Sequence[Clause], held: Held) -> Held:
    """A sentence of which half is withheld goes as a whole."""
    grown = held.copy()
    for _, group in groupby(range(len(clauses)), key=lambda at: clauses[at].sentence):
        rows = [*group]
        if _share(clauses, rows, held) >= _HALF:
            grown[rows] = True
    return grown


def _questions(body: str, clauses: Sequence[Clause], held: Held) -> Held:
    """A question that is told goes with the confidence which is its answer."""
    grown = held.copy()
    told = [[*rows] for _, rows in groupby(range(len(clauses)), key=lambda at: clauses[at].sentence)]
    for question, answer in pairwise(told):
        first, last = clauses[question[0]], clauses[question[-1]]
        answered = held[answer[0]] and clauses[answer[0]].unit == last.unit
        if answered and _ASKED.search(body, first.start, last.end):
            grown[question] = True
    return grown


def _replies(body: str, tags: Tags, held: Held) -> Held:
    """Turns between two confidences, and short ones that answer one, go with them."""
    turns = [[*rows] for _, rows in groupby(range(len(held)), key=lambda at: tags.clauses[at].unit)]
    told = [tags.clauses[rows[0]].kind == "turn" and _share(tags.clauses, rows, held) >= _HALF for rows in turns]
    grown = held.copy()
    for at, rows in enumerate(turns):
        if tags.clauses[rows[0]].kind != "turn" or told[at]:
            continue
        before, after = at > 0 and told[at - 1], at + 1 < len(turns) and told[at + 1]
        said = body[tags.clauses[rows[0]].start : tags.clauses[rows[-1]].end]
        words = len(said.split())
        inserted = before and after and words <= _INSERTED_WORDS
        echoed = (
            before and words <= _REPLY_WORDS and not TURNS_AWAY.search(said) and float(tags.secret[rows].max()) >= _ECHO
        )
        if inserted or echoed:
            grown[rows] = True
    return grown


def _share(clauses: Sequence[Clause], rows: Sequence[int], held: Held) -> float:
    """Withheld characters of some clauses, as a share of all their characters."""
    sizes = [clauses[at].end - clauses[at].start for at in rows]
    return sum(size for size, at in zip(sizes, rows, strict=True) if held[at]) / sum(sizes)
