"""Sentences cut out of labelled notes keep their labels, and nothing is cut in two."""

import random
from datetime import date

from evals.excerpts import excerpt, sentences_of
from evals.gold import Case, GoldPassage, GoldSpan
from mentoring.records import Note

_BODY = "Tea first. Ines Roca showed the board.\nShe is leaving in May; nobody knows."
_CHANCE = random.Random(1)  # noqa: S311 - a draw, no secret
_NAME, _SECRET = _BODY.index("Ines"), _BODY.index("She")
_CASE = Case(
    Note("n1", "p", "c", date(2026, 1, 5), "Ines Roca", "Karl Holm", None, _BODY),
    (GoldSpan(_NAME, _NAME + 9, "Ines Roca", "PERSON", "direct"),),
    (GoldPassage(_SECRET, len(_BODY), _BODY[_SECRET:], "job-search"),),
    (),
    (),
    (),
    None,
)


def test_every_sentence_keeps_its_own_labels() -> None:
    found = {case.note.body: case for case in sentences_of([_CASE], 9, _CHANCE)}
    assert set(found) == {"Tea first.", "Ines Roca showed the board.", "She is leaving in May; nobody knows."}
    named = found["Ines Roca showed the board."]
    assert [(s.start, s.end, s.type) for s in named.pii] == [(0, 9, "PERSON")]
    assert named.withheld == ()
    secret = found["She is leaving in May; nobody knows."]
    assert [(p.start, p.end) for p in secret.withheld] == [(0, len(secret.note.body))]


def test_no_more_than_asked_for() -> None:
    assert len(sentences_of([_CASE, _CASE], 2, _CHANCE)) == 2


def test_what_would_cut_a_name_or_a_passage_is_no_excerpt() -> None:
    assert excerpt(_CASE, 0, _NAME + 4) is None
    assert excerpt(_CASE, _SECRET + 4, len(_BODY)) is None
    assert excerpt(_CASE, 0, _SECRET) is not None
