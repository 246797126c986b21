"""Made-up people who want to take part, and words whose likeness is known without a model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from mentoring.programme.fitting import Phrases, phrases
from mentoring.programme.matching import Joiner

WORDS = ("video", "polls", "rota", "strategy", "chess")


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """One axis a word: what begins alike is the same, all else has nothing in common. "video 60" lies at cosine 0.6."""
    found = np.zeros((len(texts), 2 * len(WORDS)), dtype=np.float32)
    for row, text in enumerate(texts):
        word, _, share = text.partition(" ")
        cosine = int(share or 100) / 100
        found[row, WORDS.index(word)] = cosine
        found[row, len(WORDS) + WORDS.index(word)] = (1 - cosine**2) ** 0.5
    return found


def known(people: Sequence[Joiner]) -> Phrases:
    return phrases(people, embed)


_ids = st.integers(0, 13).map("p{}".format)
_some = st.lists(st.sampled_from(WORDS), max_size=2, unique=True).map(tuple)


@st.composite
def companies(draw: st.DrawFn) -> list[Joiner]:
    """People with lines, earlier partners, languages and clocks of every kind."""
    ids = draw(st.lists(_ids, min_size=2, max_size=14, unique=True))
    return [
        Joiner(
            one, draw(st.sampled_from(("mentor", "mentee", "both"))), draw(_some), draw(_some), draw(_some),
            frozenset(draw(st.lists(st.sampled_from(("en", "de", "fr")), min_size=1, max_size=2))),
            draw(st.none() | st.sampled_from((-8.0, 0.0, 1.0, 5.5, 12.0))), "", draw(st.sampled_from(("", "a", "b"))),
            above=draw(st.frozensets(_ids, max_size=2)), last=draw(st.frozensets(_ids, max_size=2)),
        )
        for one in ids
    ]  # fmt: skip
