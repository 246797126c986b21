"""The same insight from several pairs: groups of insights that say the same thing.

Pure: vectors are passed in. Whether a group has enough support to be shown is judged elsewhere.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from mentoring.records import Insight, Pattern

SIMILAR = 0.55
"""Mean cosine between two groups from which they are one (average linkage)."""


def find_patterns(
    insights: Sequence[Insight], vectors: NDArray[np.float32], pair_of: Mapping[str, str]
) -> list[Pattern]:
    """Groups of insights from at least two pairs, largest first.

    `vectors`: (n, d), unit length, one row an insight; `pair_of`: note id -> pair.
    The title is the statement nearest to the middle of its group.
    """
    if len(insights) != len(vectors):
        raise ValueError("one vector for each insight")
    found = [
        _pattern([insights[at] for at in group], vectors[group])
        for group in _groups(np.asarray(vectors, dtype=np.float64))
        if len({pair_of[insights[at].note_id] for at in group}) >= 2
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


def _pattern(members: list[Insight], vectors: NDArray[np.float32]) -> Pattern:
    middle = vectors.mean(axis=0)
    title = members[int(np.argmax(vectors @ middle))].statement
    theme = Counter(member.theme for member in members).most_common(1)[0][0]
    ids = tuple(sorted(member.id for member in members))
    return Pattern("g" + hashlib.sha256("|".join(ids).encode()).hexdigest()[:12], title, theme, ids)
