"""The packaged queries: about notes that are there, graded, and their paraphrases share no word with what they mean."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.material import PACKAGED, Material
from evals.queries import Query, QuerySet, query_set
from retrieval.words import terms


def _packaged() -> QuerySet:
    found = query_set(PACKAGED / "queries")
    assert found is not None
    return found


ASKED = _packaged()
MATERIAL = Material(PACKAGED / "queries")
WORDS = {case.note.note_id: set(terms(case.note.body)) for case in MATERIAL.cases}


def test_forty_queries_of_three_kinds_and_twenty_questions_each_way() -> None:
    assert Counter(one.kind for one in ASKED.queries) == {"keyword": 13, "question": 13, "paraphrase": 14}
    assert len(ASKED.answerable) == len(ASKED.unanswerable) == 20


@pytest.mark.parametrize("query", ASKED.queries, ids=lambda one: one.text)
def test_a_query_is_graded_over_notes_that_are_there(query: Query) -> None:
    assert set(query.relevant) <= set(WORDS)
    assert set(query.relevant.values()) <= {1, 2}
    assert 2 in query.relevant.values()


@pytest.mark.parametrize("query", [one for one in ASKED.queries if one.kind == "paraphrase"], ids=lambda one: one.text)
def test_a_paraphrase_shares_no_word_with_a_note_it_means(query: Query) -> None:
    assert not [note for note in query.relevant if WORDS[note] & set(terms(query.text))]


def test_a_changed_note_or_query_changes_the_hash() -> None:
    assert set(MATERIAL.hashes) == {*WORDS, "queries"}
