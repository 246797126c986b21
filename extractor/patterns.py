"""The same insight from several pairs: groups of insights that say the same thing.

Pure: vectors are passed in. Whether a group has enough support to be shown is judged elsewhere.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from extractor.alike import alike
from extractor.titles import neutral_title
from mentoring.consent.support import Member
from mentoring.records import THEMES, Insight, Pattern
from mentoring.redaction.render import humanise

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

SIMILAR = 0.7
"""Mean likeness between two groups from which they are one (average linkage); see `pattern_vectors`."""
_POINT = 0.8
"""What the cosine of `alike` weighs; the search model's has the rest. Chosen with SIMILAR on the four groups of the
development notes and on twelve of a hand whose notes nothing was fitted on."""
_SAME_THEME = 0.2
"""What one theme adds to the cosine of the words. Chosen by leaving out one of four known groups at a time;
python -m evals.patterns measures it."""
_SAME_TOPIC = 0.2
_TOUCHES = 0.2
"""Cosine above the usual one from which an insight touches a known topic at all: most insights touch none."""
_ROLES = re.compile(r"\b(?:the mentor|the mentee|a colleague|employees|staff|the organisation)(?:'s)?\b", re.IGNORECASE)


def pattern_vectors(insights: Sequence[Insight], embed: Embed, *, without: Collection[str] = ()) -> NDArray[np.float32]:
    """Vectors whose inner product is the likeness of two insights: words, same theme, same known topic.

    Words count by two cosines: the search model's, and above all that of `alike`, fitted to hear one point in very
    different words; theme and topic are the rest of the bridge. `without`: topics not to be known.
    """
    if not insights:
        return np.zeros((0, 1), dtype=np.float32)
    said = [_ROLES.sub("someone", _said(insight)) for insight in insights]
    words = embed(said)
    themes = np.array([[insight.theme == theme for theme in THEMES] for insight in insights])
    touched = _touched(words, embed, without)
    parts = [
        words * (1 - _POINT) ** 0.5,
        alike(said) * _POINT**0.5,
        themes * _SAME_THEME**0.5,
        touched * _SAME_TOPIC**0.5,
    ]
    return np.hstack(parts).astype(np.float32)


def _touched(words: NDArray[np.float32], embed: Embed, without: Collection[str]) -> NDArray[np.float64]:
    """One column a topic, one at the topic that an insight touches, if any."""
    topics, wordings = _topics()
    near = words @ embed(wordings).T
    # Some sentences lie near to everything: a topic counts by how much nearer than usual it is.
    near = near - near.mean(axis=0, keepdims=True)
    best = np.stack(
        [near[:, [name == topic for name in topics]].max(axis=1) for topic in dict.fromkeys(topics)], axis=1
    )
    best[:, [topic in without for topic in dict.fromkeys(topics)]] = -1.0
    made = np.zeros(best.shape)
    at = np.arange(len(best))
    made[at, best.argmax(axis=1)] = best.max(axis=1) >= _TOUCHES
    return made


def nearest_topics(vectors: NDArray[np.float32]) -> list[str]:
    """The known topic each row of `pattern_vectors` touches, empty where none; no list for other vectors."""
    names = list(dict.fromkeys(_topics()[0]))
    if vectors.shape[1] <= len(names):
        return []
    touched = vectors[:, -len(names) :]
    return [names[at] if row[at] > 0 else "" for row, at in zip(touched, touched.argmax(axis=1), strict=True)]


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


def find_patterns(
    insights: Sequence[Insight], vectors: NDArray[np.float32], people_of: Mapping[str, Member]
) -> list[Pattern]:
    """Groups of insights from at least two pairs, largest first, each under a neutral title.

    `vectors`: (n, d), one row an insight, inner products as of `pattern_vectors`; `people_of`: note id -> its mentor
    and mentee.
    """
    if len(insights) != len(vectors):
        raise ValueError("one vector for each insight")
    found = [
        _pattern([insights[at] for at in group], insights, people_of, nearest_topics(vectors[group]))
        for group in grouped(np.asarray(vectors, dtype=np.float64))
        if len({people_of[insights[at].note_id] for at in group}) >= 2
    ]
    return sorted(found, key=lambda pattern: (-len(pattern.insight_ids), pattern.id))


def grouped(vectors: NDArray[np.float64], similar: float = SIMILAR) -> list[list[int]]:
    """Average-linkage clusters of two rows and more; linear memory in the number of pairs of rows."""
    if len(vectors) < 2:
        return []
    likeness = vectors @ vectors.T
    most = max(1.0, float(likeness.max()))
    apart = squareform(np.clip(most - likeness, 0.0, None) * (1 - np.eye(len(vectors))), checks=False)
    labels = fcluster(linkage(apart, method="average"), most - similar, criterion="distance")
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
