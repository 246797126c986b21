"""Search over what was learned before: one row a note, best first, its best words as the snippet.

What the reader may not see is not compared, counted or ranked: `allowed` is part of the question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.errors import BadInput
from mentoring.store import Store
from retrieval.index import Index
from retrieval.parts import Pieces, part_shelf
from retrieval.scoring import fuse
from retrieval.shelf import Shelf, texts_at
from retrieval.snippets import best_snippet
from retrieval.words import Statistics, terms

LONGEST = 1000
MOST = 1000
CLOSELY = 100
"""Notes scored by all their passages; where more are visible, those whose coarse passages or words are nearest."""
NEAREST = 20
"""Passages asked of Chroma; the notes behind them are scored by all their passages."""

_SHOWN = (1, 2)
"""A snippet is one or two sentences."""

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Allowed = Mapping[str, Collection[str]]
"""Programme -> ids of the notes that the reader may see wholly and the filters let through."""
Parts = Mapping[str, Pieces]
"""Programme -> notes of which she may see pieces only, or is to be shown pieces only."""
NO_PARTS: Parts = {}


@dataclass(frozen=True, slots=True)
class Hit:
    """One note that bears on the question."""

    note_id: str
    score: float
    """At most 1; comparable within one search only."""
    passage_ids: tuple[str, ...]
    """Its most similar passages, best first."""
    snippet: str
    start: int
    end: int
    """snippet == redacted_text[start:end]."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be compared."""

    text: str
    words: tuple[str, ...]
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A scored note and where to read it."""

    shelf: Shelf
    row: int
    score: float
    words: float
    """Share of the question's words, each by how rare it is, that the note holds (BM25)."""


def search(
    index: Index, store: Store, embed: Embed, query: str, allowed: Allowed, *, parts: Parts = NO_PARTS, k: int = 10
) -> list[Hit]:
    """The `k` notes of `allowed` and `parts` that bear most on `query`; fewer if there are fewer."""
    if not 1 <= k <= MOST:
        raise BadInput(f"Ask for between 1 and {MOST} sessions.", code="query")
    question = make_question(query, embed)
    views = views_of(index, allowed, parts, embed)
    return _hits(rank(index, question, views, k)[:k], question, store)


def make_question(query: str, embed: Embed) -> Question:
    """Check and embed `query`; BadInput says what is wrong with it."""
    text, words = checked(query)
    return Question(text, words, embed([text])[0])


def checked(query: str) -> tuple[str, tuple[str, ...]]:
    """Its text on one line and its words' stems; BadInput for one that is empty, too long or says nothing."""
    text = " ".join(query.encode("utf-8", "ignore").decode("utf-8").split())  # half a sign is none
    if not text:
        raise BadInput("The search is empty: type a few words or a question.", code="query")
    if len(text) > LONGEST:
        raise BadInput(f"A search may have up to {LONGEST} characters, this one has {len(text)}.", code="query")
    words = tuple(dict.fromkeys(terms(text)))
    if not words:
        raise BadInput("The search has no word that says what to look for: add one.", code="query")
    return text, words


@dataclass(frozen=True, eq=False, slots=True)
class View:
    """What one reader may see of one shelf."""

    shelf: Shelf
    notes: NDArray[np.bool_]
    """For each note of the shelf whether she may see it."""
    program: str | None
    """Its name in the index; None: pieces, which the index does not have."""


def views_of(index: Index, allowed: Allowed, parts: Parts, embed: Embed) -> list[View]:
    """Everything that may be compared with a question, and nothing else."""
    shelves = {one: index.shelf(one) for one in {*allowed, *parts} if allowed.get(one) or parts.get(one)}
    views = [
        View(shelf, shelf.visible(frozenset(allowed[program])), program)
        for program, shelf in shelves.items()
        if allowed.get(program)
    ]
    pieces = {
        program: part_shelf(shelf, parts[program], embed) for program, shelf in shelves.items() if parts.get(program)
    }
    return views + [View(one, np.ones(len(one.note_ids), dtype=np.bool_), None) for one in pieces.values()]


def rank(index: Index | None, question: Question, views: Sequence[View], k: int) -> list[Ranked]:
    """The notes of the views that bear most on the question, best first: at least `k`, or all there are."""
    known = Statistics(0, 0.0, (0,) * len(question.words))
    for view in views:
        known += view.shelf.words.statistics(question.words, view.notes)
    by_words = [view.shelf.words.scores(question.words, view.notes, known) for view in views]
    found = []
    for view, notes, words in zip(views, _candidates(index, question, views, by_words, k), by_words, strict=True):
        found += _scored(view.shelf, question, notes, words)
    return sorted(found, key=lambda one: (-one.score, one.shelf.note_ids[one.row]))


def _candidates(
    index: Index | None, question: Question, views: Sequence[View], by_words: Sequence[NDArray[np.float64]], k: int
) -> list[NDArray[np.bool_]]:
    """Which visible notes are scored exactly: all, or where they are many those that come near and hold the words."""
    count = max(CLOSELY, 2 * k)
    if sum(int(view.notes.sum()) for view in views) <= count:
        return [view.notes for view in views]
    coarse = [
        np.where(view.notes, fuse(view.shelf.coarse.meaning(question.vector, view.notes), words), -np.inf)
        for view, words in zip(views, by_words, strict=True)
    ]
    best = _best(coarse, count)
    return [own | _by_chroma(index, view, question) for own, view in zip(best, views, strict=True)]


def _best(scores: Sequence[NDArray[np.float64]], count: int) -> list[NDArray[np.bool_]]:
    """Where the `count` best of all stand, with whatever ties with the last of them."""
    every = np.concatenate(scores)
    edge = max(-float(np.partition(-every, count - 1)[count - 1]), np.finfo(np.float64).min)
    return [own >= edge for own in scores]


def _by_chroma(index: Index | None, view: View, question: Question) -> NDArray[np.bool_]:
    """Notes of which a single passage is among Chroma's nearest; the windows around it may lie farther off.

    None where a note is hidden, for its passages would take the places of visible ones, and while Chroma cannot be
    relied on.
    """
    found = np.zeros(len(view.notes), dtype=np.bool_)
    if index is None or view.program is None or not view.notes.all():
        return found
    near = index.nearest(view.program, question.vector, NEAREST) or []
    rows = [row for passage, _ in near if (row := view.shelf.row_of.get(passage)) is not None]
    found[view.shelf.note_of[rows]] = True
    return found


def _scored(shelf: Shelf, question: Question, notes: NDArray[np.bool_], by_words: NDArray[np.float64]) -> list[Ranked]:
    scores = fuse(shelf.rows.meaning(question.vector, notes), by_words)
    return [Ranked(shelf, int(note), float(scores[note]), float(by_words[note])) for note in np.flatnonzero(notes)]


def _hits(found: Sequence[Ranked], question: Question, store: Store) -> list[Hit]:
    """The rows to show; without a note that went away in between."""
    nearest = [_nearest_shown(one, question) for one in found]
    asked = [(one.shelf, row) for one, near in zip(found, nearest, strict=True) for row in near]
    texts = iter(texts_at(asked, store))
    hits = []
    for one, near in zip(found, nearest, strict=True):
        known = [(text, similar) for similar in near.values() if (text := next(texts)) is not None]
        shown = best_snippet(known, question.words)
        if shown is not None:
            ids, note_id = tuple(text.id for text, _ in known), one.shelf.note_ids[one.row]
            hits.append(Hit(note_id, round(one.score, 4), ids, shown.text, shown.start, shown.end))
    return hits


def _nearest_shown(found: Ranked, question: Question) -> dict[int, float]:
    """Rows of the note's five nearest passages that may be shown, each with its similarity, best first."""
    shelf, own = found.shelf, found.shelf.passages_of_row(found.row)
    similar = np.where(np.isin(shelf.granularity[own], _SHOWN), shelf.vectors[own] @ question.vector, -np.inf)
    best = [int(at) for at in np.argsort(-similar, kind="stable")[:5] if np.isfinite(similar[at])]
    return {own.start + at: float(similar[at]) for at in best}
