"""How well a mentor and a mentee fit: what one offers beside what the other wants to learn, compared by meaning.

In reverse mentoring the junior teaches first, so the mentee's wishes weigh most; what comes back, shared interests and
a different department weigh the rest. What neither of the two has said weighs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.programme.matching import Joiner

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Fits = NDArray[np.float64]

WISHES, BACK, INTERESTS, ELSEWHERE = 0.6, 0.2, 0.1, 0.1
"""Weights of the mentee's wishes, the mentor's wishes, interests, and coming from different departments."""
MET = 0.4
"""Least similarity at which an offer meets a wish: of 23 pairs of phrases that a person would call met 16 reach it, of
18 that nobody would none does (highest 0.37), with the packaged model."""


@dataclass(frozen=True)
class Phrases:
    """Everything that people wrote of themselves, each phrase once, with its vector."""

    at: Mapping[str, int]
    vectors: NDArray[np.float32]

    def near(self, some: Sequence[str], others: Sequence[str]) -> NDArray[np.float32]:
        """Cosines, one row a phrase of `some`."""
        rows, columns = [self.at[one] for one in some], [self.at[one] for one in others]
        return np.asarray(self.vectors[rows] @ self.vectors[columns].T, dtype=np.float32)


def phrases(people: Sequence[Joiner], embed: Embed) -> Phrases:
    """All phrases of these people, embedded in one go."""
    every = dict.fromkeys(one for who in people for said in (who.offers, who.wishes, who.interests) for one in said)
    return Phrases({one: row for row, one in enumerate(every)}, embed(list(every)))


@dataclass(frozen=True)
class Fitness:
    """What is known of every mentor (row) and mentee (column)."""

    fit: Fits
    """From 0 to 1."""
    met: NDArray[np.int64]
    """How many of the mentee's wishes the mentor meets."""


def fitness(mentors: Sequence[Joiner], mentees: Sequence[Joiner], known: Phrases) -> Fitness:
    """Fit and wishes met of everybody with everybody."""
    down = _best([one.offers for one in mentors], [one.wishes for one in mentees], known)
    up = _best([one.offers for one in mentees], [one.wishes for one in mentors], known)
    alike = _best([one.interests for one in mentors], [one.interests for one in mentees], known)
    one, two = np.array([who.department for who in mentors])[:, None], np.array([who.department for who in mentees])
    elsewhere = _Met((one != two).astype(np.float64), np.zeros(down.mean.shape), (one != "") & (two != ""))
    parts = ((WISHES, down), (BACK, _Met(up.mean.T, up.met.T, up.said.T)), (INTERESTS, alike), (ELSEWHERE, elsewhere))
    weight = sum(share * part.said for share, part in parts)
    total = sum(share * np.where(part.said, part.mean, 0.0) for share, part in parts)
    shape = (len(mentors), len(mentees))
    fit = np.divide(total, weight, out=np.zeros(shape), where=np.asarray(weight) > 0)
    return Fitness(np.clip(fit, 0.0, 1.0), down.met.astype(np.int64))


@dataclass(frozen=True)
class _Met:
    mean: Fits
    """Of each wish's nearest offer, negative ones as 0."""
    met: Fits
    said: NDArray[np.bool_]
    """Where both wrote something."""


def _best(offers: Sequence[Sequence[str]], wishes: Sequence[Sequence[str]], known: Phrases) -> _Met:
    """Rows: those who offer; columns: those who wish."""
    shape = (len(offers), len(wishes))
    mean, met, said = np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=bool)
    wanted = list(dict.fromkeys(wish for some in wishes for wish in some))
    offered = list(dict.fromkeys(offer for some in offers for offer in some))
    if not wanted or not offered:
        return _Met(mean, met, said)
    row_of = {offer: row for row, offer in enumerate(offered)}
    column_of = {wish: column for column, wish in enumerate(wanted)}
    near = np.clip(known.near(offered, wanted), 0.0, 1.0)
    nearest = np.zeros((len(offers), len(wanted)))
    for row, some in enumerate(offers):
        if some:
            nearest[row] = near[[row_of[offer] for offer in some]].max(axis=0)
    for column, some in enumerate(wishes):
        if some:
            found = nearest[:, [column_of[wish] for wish in some]]
            mean[:, column], met[:, column] = found.mean(axis=1), (found >= MET).sum(axis=1)
    said |= np.array([bool(some) for some in offers])[:, None] & np.array([bool(some) for some in wishes])
    return _Met(np.where(said, mean, 0.0), np.where(said, met, 0.0), said)
