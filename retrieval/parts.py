"""Notes of which a reader may see single statements only: found by the words behind those, and by no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mentoring.records import Evidence
from mentoring.store.passages import Passage
from retrieval.index import Embed
from retrieval.passages import WHOLE, readable
from retrieval.shelf import Shelf
from retrieval.words import WordIndex

Pieces = Mapping[str, Sequence[Evidence]]
"""Note id -> what the reader may see of its redacted text, at least one piece a note."""
Vectors = NDArray[np.float32]


def part_shelf(shelf: Shelf, notes: Pieces, embed: Embed) -> Shelf:
    """The pieces as a shelf of their own: each a sentence, and their mean as the whole of the note.

    A piece's vector is the mean of those of the sentences that lie within it; a piece smaller than a sentence is
    embedded. No other word of the note touches its vectors, its word counts or its snippet.
    """
    found = [
        Passage("", note_id, "insight", one.start, one.end, one.text) for note_id in notes for one in notes[note_id]
    ]
    counts = np.array([len(notes[note_id]) for note_id in notes], dtype=np.int64)
    ends = np.cumsum(counts)
    vectors = _vectors(shelf, found, embed)
    wholes = np.add.reduceat(vectors, ends - counts) if found else vectors
    wholes = wholes / np.maximum(np.linalg.norm(wholes, axis=1, keepdims=True), 1e-9)
    kept = [*found]
    for end in reversed(ends):
        kept.insert(end, found[end - 1])
    granularity = np.ones(len(found), dtype=np.int8)
    return Shelf(
        ids=("",) * len(kept),
        vectors=np.insert(vectors, ends, wholes, axis=0),
        note_ids=tuple(notes),
        note_of=np.repeat(np.arange(len(counts), dtype=np.int32), counts + 1),
        granularity=np.insert(granularity, ends, WHOLE),
        places=np.array([(one.start, one.end) for one in kept], dtype=np.int32).reshape(-1, 2),
        words=WordIndex([" ".join(one.text for one in notes[note_id]) for note_id in notes]),
        kept=tuple(kept),
    )


def _vectors(shelf: Shelf, found: Sequence[Passage], embed: Embed) -> Vectors:
    made = [_within(shelf, one) for one in found]
    short = [at for at, vector in enumerate(made) if vector is None]
    for at, vector in zip(short, embed([readable(found[at]) for at in short]), strict=True):
        made[at] = vector
    return np.array(made, dtype=np.float32).reshape(len(found), -1)


def _within(shelf: Shelf, piece: Passage) -> Vectors | None:
    """Unit mean of the sentences that lie within the piece; None: no whole sentence does."""
    row = shelf.note_row.get(piece.note_id)
    if row is None:
        return None
    own = shelf.passages_of_row(row)
    starts, ends = shelf.places[own].T
    inside = (shelf.granularity[own] == 1) & (starts >= piece.start) & (ends <= piece.end)
    total = shelf.vectors[own][inside].sum(axis=0)
    length = float(np.linalg.norm(total))
    return np.asarray(total / length, dtype=np.float32) if length > 0 else None
