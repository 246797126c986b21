"""Scores by hand: words, meaning, their sum."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.scoring import best_rows, fuse, meaning
from retrieval.words import WordIndex, terms

ALL_SEEN = np.array([True, True, True])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Meetings, meeting; meets MET", ["meet", "meet", "meet", "met"]),
        ("the of and was", []),
        ("[PERSON_2] shows [MENTOR] slides", ["show", "slid"]),
        ("NEAR(tills*) OR queues", ["near", "till", "queu"]),
        ("🎉 !!", []),
        ("Kundennähe zählt", ["kundennähe"[:-1], "zählt"]),
    ],
)
def test_terms(text: str, found: list[str]) -> None:
    assert terms(text) == found


def test_word_scores_are_a_share_of_what_is_possible() -> None:
    words = WordIndex(["tills are slow", "queues and tills", "rain"])
    question = terms("slow tills")
    known = words.statistics(question, ALL_SEEN)
    assert known.holding == (1, 2)
    scores = words.scores(question, ALL_SEEN, known)
    assert 0 == scores[2] < scores[1] < scores[0] <= 1


def test_hidden_notes_count_for_nothing() -> None:
    some = np.array([True, False, True])
    words, alone = WordIndex(["slow tills", "tills tills", "rain"]), WordIndex(["slow tills", "rain"])
    question = terms("tills")
    seen = words.scores(question, some, words.statistics(question, some))
    both = np.array([True, True])
    assert seen[0] == alone.scores(question, both, alone.statistics(question, both))[0]
    assert seen[1] == 0


def test_meaning_is_the_mean_of_the_best_at_each_granularity_there_is() -> None:
    similar = np.array([0.2, 0.6, 0.4, 0.8, 0.5], dtype=np.float32)
    note_of = np.array([0, 0, 0, 1, 1], dtype=np.int32)
    granularity = np.array([1, 1, 2, 1, 0], dtype=np.int8)
    assert meaning(similar, note_of, granularity, 3) == pytest.approx([0.5, 0.65, -1.0])


def test_words_lift_a_note_and_ties_keep_their_order() -> None:
    fused = fuse(np.array([0.5, 0.5, 0.5]), np.array([0.0, 1.0, 0.0]))
    assert best_rows(fused, 2) == [1, 0]
    assert fused.max() <= 1
