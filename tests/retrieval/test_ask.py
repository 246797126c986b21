"""Answers are the notes' own sentences, cited; nothing is answered that the notes do not say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mentoring.errors import BadInput, NotAllowed
from mentoring.records import RedactedSpan, RedactedText, WithheldPassage
from retrieval.ask import NO_ANSWER, Answer, ask
from retrieval.search import Allowed
from tests.retrieval.invented import ALL, Library

Asked = Callable[..., Answer]

UNANSWERABLE = [
    "What is the capital of Mongolia?",
    "How much did the company earn last quarter?",
    "Who won the football match on Saturday?",
    "What is the password for the guest wifi?",
    "How do I bake sourdough bread?",
    "What did the sessions say about blockchain or cryptocurrency?",
    "Which supplier delivers our office furniture?",
    "What is our policy on parental leave in Brazil?",
    "Has anybody discussed quantum computing?",
    "When does the new canteen open?",
    "How many parking spaces does headquarters have?",
    "What did executives learn about podcast advertising?",
    "Which airline do we use for business trips?",
    "Is there a dress code for customer visits?",
    "What do juniors think about the pension scheme?",
    "Which vaccine is required before travelling to India?",
    "Did somebody mention 3D printing of spare parts?",
    "What was said about the merger with a bank?",
    "How often is the fire extinguisher inspected?",
    "What do mentors think of virtual reality headsets?",
]


def _redacted(question: str, *spans: RedactedSpan, withheld: tuple[WithheldPassage, ...] = ()) -> RedactedText:
    return RedactedText("", date(2026, 7, 1), None, question, spans, withheld)


@pytest.fixture
def answer(library: Library) -> Asked:
    def asked(question: str, allowed: Allowed = ALL) -> Answer:
        return ask(library.index, library.store, library.embedder.embed, _redacted(question), allowed)

    return asked


def test_every_sentence_of_an_answer_stands_in_its_note(answer: Asked, library: Library) -> None:
    found = answer("Why do captions help?")
    assert found.answered
    assert "Captions help" in found.text
    for one in found.citations:
        assert library.store.notes.redacted(one.note_id).text[one.start : one.end] == one.text


def test_an_answer_names_roles_and_no_placeholder(answer: Asked) -> None:
    found = answer("Does the night shift hear the news?")
    assert "[PERSON_1]" in found.citations[0].text
    assert "[" not in found.text


def test_questions_that_the_notes_do_not_answer(answer: Asked) -> None:
    answered = [question for question in UNANSWERABLE if answer(question).answered]
    assert len(answered) <= 0.05 * len(UNANSWERABLE), answered


def test_what_may_not_be_seen_answers_nothing(answer: Asked) -> None:
    found = answer("Why do captions help?", {"media": ["n-clips"]})
    assert (found.text, found.citations) == (NO_ANSWER, ())


@pytest.mark.parametrize(
    "question",
    [
        _redacted("What did [PERSON_1] say?", RedactedSpan(9, 13, "PERSON", "[PERSON_1]")),
        _redacted("Is it true that [WITHHELD]", withheld=(WithheldPassage(16, 30, "health"),)),
    ],
    ids=["a name", "a confidence"],
)
def test_probing_for_a_person_is_refused(library: Library, question: RedactedText) -> None:
    with pytest.raises(NotAllowed, match="without naming"):
        ask(library.index, library.store, library.embedder.embed, question, ALL)


def test_an_empty_question_is_refused(answer: Asked) -> None:
    with pytest.raises(BadInput):
        answer("  ")
