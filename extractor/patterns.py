"""The same insight from several pairs: groups of insights that say the same thing.

Pure: vectors are passed in. Whether a group has enough support to be shown is judged elsewhere.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from extractor.titles import neutral_title
from mentoring.consent.support import Member
from mentoring.records import Insight, Pattern
from mentoring.redaction.render import humanise

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

SIMILAR = 0.5
"""Mean cosine between two groups of `pattern_vectors` from which they are one (average linkage)."""
_SHARPNESS = 0.05
"""Cosine by which a topic may lie behind the nearest one and still count by 1/e."""
_ROLES = re.compile(r"\b(?:the mentor|the mentee|a colleague|employees|staff|the organisation)(?:'s)?\b", re.IGNORECASE)


def pattern_vectors(insights: Sequence[Insight], embed: Embed) -> NDArray[np.float32]:
    """Unit vectors to compare insights by: what the words say, and which known topics they touch.

    Notes say one thing in very different words; the sentences of topics.txt are the bridge.
    """
    if not insights:
        return np.zeros((0, 1), dtype=np.float32)
    topics, wordings = _topics()
    words = embed([_ROLES.sub("someone", _said(insight)) for insight in insights])
    near = words @ embed(wordings).T
    # Some sentences lie near to everything: a topic counts by how much nearer than usual it is.
    near = near - near.mean(axis=0, keepdims=True)
    best = np.stack(
        [near[:, [name == topic for name in topics]].max(axis=1) for topic in dict.fromkeys(topics)], axis=1
    )
    touched = _unit(np.exp((best - best.max(axis=1, keepdims=True)) / _SHARPNESS))
    return _unit(np.hstack([words, touched]))


def nearest_topics(vectors: NDArray[np.float32]) -> list[str]:
    """The known topic each row of `pattern_vectors` touches most; none for other vectors."""
    names = list(dict.fromkeys(_topics()[0]))
    if vectors.shape[1] <= len(names):
        return []
    return [names[at] for at in vectors[:, -len(names) :].argmax(axis=1)]


def _said(insight: Insight) -> str:
    """The builtin engine's statement is its evidence rewritten, so the evidence says it best; a model's says more."""
    return (
        humanise(" ".join(piece.text for piece in insight.evidence))
        if insight.engine == "builtin"
        else insight.statement
    )


@lru_cache(maxsize=1)
def _topics() -> tuple[tuple[str, ...], tuple[str, ...]]:
    lines = (Path(__file__).parent / "topics.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t", 1) for line in lines if line and not line.startswith("#")]
    return tuple(name for name, _ in pairs), tuple(words for _, words in pairs)


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def find_patterns(
    insights: Sequence[Insight], vectors: NDArray[np.float32], people_of: Mapping[str, Member]
) -> list[Pattern]:
    """Groups of insights from at least two pairs, largest first, each under a neutral title.

    `vectors`: (n, d), unit length, one row an insight; `people_of`: note id -> its mentor and mentee.
    """
    if len(insights) != len(vectors):
        raise ValueError("one vector for each insight")
    found = [
        _pattern([insights[at] for at in group], insights, people_of, nearest_topics(vectors[group]))
        for group in _groups(np.asarray(vectors, dtype=np.float64))
        if len({people_of[insights[at].note_id] for at in group}) >= 2
    ]
    return sorted(found, key=lambda pattern: (-len(pattern.insight_ids), pattern.id))


def _groups(vectors: NDArray[np.float64]) -> list[list[int]]:
    """Average-linkage clusters of rows; linear memory in the number of pairs of rows."""
    if len(vectors) < 2:
        return []

    labels = fcluster(linkage(vectors, method="average", metric="cosine"), 1 - SIMILAR, criterion="distance")
    groups: dict[int, list[int]] = {}
    for at, label in enumerate(labels):
        groups.setdefault(int(label), []).append(at)
    return [group for group in groups.values() if len(group) > 1]


def _pattern(
    members: Sequence[Insight], everything: Sequence[Insight], people_of: Mapping[str, Member], topics: Sequence[str]
) -> Pattern:
    theme = Counter(member.theme for member in members).most_common(1)[0][0]
    ids = tuple(sorted(member.id for member in members))
    said = [(member.statement, people_of[member.note_id]) for member in members]
    elsewhere = [one.statement for one in everything if one.id not in ids]
    title = neutral_title(theme, said, topics=topics, elsewhere=elsewhere)
    return Pattern("g" + hashlib.sha256("|".join(ids).encode()).hexdigest()[:12], title, theme, ids)
