"""Where many notes are visible, windows and wholes tell which are scored exactly; what is hidden is not touched."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.rows import Rows
from retrieval.search import CLOSELY, Question, View, rank
from retrieval.shelf import Shelf
from retrieval.words import WordIndex

NOTES, SENTENCES = 6 * CLOSELY, 8
Floats = NDArray[np.float32]


def unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """Notes around twenty topics: eight sentences, three windows of four, the whole."""
    chance = np.random.default_rng(4)
    topics = unit(chance.standard_normal((20, 64)))
    middles = topics[chance.integers(20, size=NOTES)] + 0.8 * unit(chance.standard_normal((NOTES, 64)))
    short = unit(middles[:, None] + 1.6 * unit(chance.standard_normal((NOTES, SENTENCES, 64))))
    windows = unit(np.stack([short[:, at : at + 4].mean(axis=1) for at in (0, 2, 4)], axis=1))
    vectors = np.concatenate([short, windows, unit(short.mean(axis=1, keepdims=True))], axis=1)
    each = vectors.shape[1]
    return Shelf(
        ids=tuple(str(at) for at in range(NOTES * each)),
        vectors=vectors.reshape(-1, 64),
        note_ids=tuple(f"n{at:04}" for at in range(NOTES)),
        note_of=np.repeat(np.arange(NOTES, dtype=np.int32), each),
        granularity=np.tile(np.array([1] * SENTENCES + [4] * 3 + [0], dtype=np.int8), NOTES),
        places=np.zeros((NOTES * each, 2), dtype=np.int32),
        words=WordIndex([f"word{at % 50}" for at in range(NOTES)]),
    )


def question(chance: np.random.Generator, shelf: Shelf) -> Question:
    near = shelf.vectors[chance.integers(len(shelf.vectors))] + 0.7 * unit(chance.standard_normal(64))
    return Question("", (f"word{chance.integers(50)}",), unit(near))


def test_many_notes_are_ranked_as_if_all_had_been_scored(shelf: Shelf) -> None:
    chance, visible = np.random.default_rng(5), np.arange(NOTES) % 2 == 0
    view, same = View(shelf, visible, None), []
    for _ in range(30):
        asked = question(chance, shelf)
        closely = rank(None, asked, [view], 10)[:10]
        exactly = rank(None, asked, [view], NOTES)[:10]
        same.append(len({one.row for one in closely} & {one.row for one in exactly}))
        assert closely[0].row == exactly[0].row
    assert np.mean(same) > 9.8


def test_a_wider_answer_is_never_shorter_than_asked(shelf: Shelf) -> None:
    view = View(shelf, np.ones(NOTES, dtype=np.bool_), None)
    asked = question(np.random.default_rng(6), shelf)
    assert len(rank(None, asked, [view], 300)) >= 300


def test_rows_of_hidden_notes_are_never_read(shelf: Shelf) -> None:
    visible = np.arange(NOTES) % 3 == 0
    poisoned = shelf.vectors.copy()
    poisoned[~visible[shelf.note_of]] = np.nan
    asked = question(np.random.default_rng(7), shelf)
    for rows, other in ((shelf.rows, poisoned), (shelf.coarse, poisoned[np.isin(shelf.granularity, (4, 0))])):
        found = rows.meaning(asked.vector, visible)
        assert np.array_equal(Rows(other, rows.note_of, rows.granularity, NOTES).meaning(asked.vector, visible), found)
        assert (found[~visible] == -1).all()


def test_nothing_visible_is_nothing_near(shelf: Shelf) -> None:
    assert (shelf.rows.meaning(shelf.vectors[0], np.zeros(NOTES, dtype=np.bool_)) == -1).all()
