"""Of a note that may be seen in pieces, only the pieces are found, scored and shown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mentoring.records import Evidence
from retrieval.parts import part_shelf
from retrieval.search import NO_PARTS, Hit, search
from tests.retrieval.invented import NOTES, Library

TEXT = NOTES["n-clips"][1]


def piece(words: str, text: str = TEXT) -> Evidence:
    start = text.index(words)
    return Evidence(words, start, start + len(words))


SENTENCE = piece("Viewers trust the person who kneads the dough.")
WITHIN = piece("an apprentice had ten times the views")


def found(library: Library, query: str, pieces: list[Evidence]) -> list[Hit]:
    parts = {"media": {"n-clips": pieces}} if pieces else NO_PARTS
    return search(library.index, library.store, library.embedder.embed, query, {}, parts=parts)


@pytest.mark.parametrize("pieces", [[SENTENCE], [WITHIN], [SENTENCE, WITHIN]], ids=["sentence", "half of one", "both"])
def test_a_piece_is_found_and_nothing_else_is_shown(library: Library, pieces: list[Evidence]) -> None:
    for query in ("trust in the person", "shaky video clips", "film one herself"):
        (hit,) = found(library, query, pieces)
        assert any(one.start <= hit.start and hit.end <= one.end for one in pieces)
        assert hit.snippet == TEXT[hit.start : hit.end]


def test_words_outside_the_pieces_move_no_score(library: Library) -> None:
    shelf = library.index.shelf("media")
    row = shelf.note_row["n-clips"]
    own = shelf.passages_of_row(row)
    inside = (shelf.places[own, 0] >= SENTENCE.start) & (shelf.places[own, 1] <= SENTENCE.end)
    vectors = shelf.vectors.copy()
    vectors[own][~inside] = np.roll(vectors[own][~inside], 1, axis=1)
    other = replace(shelf, vectors=vectors)
    one, two = (part_shelf(each, {"n-clips": [SENTENCE]}, library.embedder.embed) for each in (shelf, other))
    assert np.array_equal(one.vectors, two.vectors)
    assert len(one.vectors) == 2


def test_nothing_visible_finds_nothing(library: Library) -> None:
    assert found(library, "shaky video clips", []) == []


def test_whole_notes_and_pieces_are_ranked_together(library: Library) -> None:
    hits = search(
        library.index, library.store, library.embedder.embed, "trust in the person who kneads",
        {"media": ["n-captions"]}, parts={"media": {"n-clips": [SENTENCE]}},
    )  # fmt: skip
    assert [hit.note_id for hit in hits] == ["n-clips", "n-captions"]
