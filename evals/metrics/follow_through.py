"""Scores what later notes are said to report of earlier promises, against what a reader marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics.shares import Share

_MOST = 0.5
"""Share of the shorter of two quotes' words that both hold from which they are the same passage."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A promise, the later note that speaks of it, how it went (`any`: a reader could not tell) and the words."""

    promise: str
    note: str
    status: str
    words: str


def score(said: Sequence[Outcome], gold: Sequence[Outcome]) -> list[Share]:
    """Found, right and false changes. A change counts as found by promise and note; its words are judged apart."""
    wanted = {(one.promise, one.note): one for one in gold}
    met = [(one, wanted[one.promise, one.note]) for one in said if (one.promise, one.note) in wanted]
    judged = [(one, right) for one, right in met if right.status != "any"]
    return [
        Share("outcomes found", len(met), len(gold)),
        Share("outcomes true", len(met), len(said)),
        Share("status right, of found", sum(one.status == right.status for one, right in judged), len(judged)),
        Share("words right, of found", sum(same_passage(one.words, right.words) for one, right in met), len(met)),
    ]


def same_passage(left: str, right: str) -> bool:
    """Whether two quotes are of one passage, names left out of account."""
    one, other = set(re.findall(r"\w+", left.lower())), set(re.findall(r"\w+", right.lower()))
    return len(one & other) > _MOST * min(len(one), len(other))
