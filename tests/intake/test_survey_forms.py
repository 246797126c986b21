"""Answers out of tables and exports of forms: headings, words for numbers, dates, and what cannot be read."""

from __future__ import annotations

import pytest

from mentoring.errors import BadInput
from mentoring.programme.surveys import ASKED
from service.intake.survey_forms import read_surveys

HEAD = "program,pair,person_role,wave,date,q_learning,q_trust,q_usefulness,q_confidence,comment"


def read(*lines: str, head: str = HEAD):
    return read_surveys("\n".join((head, *lines)).encode(), "surveys.csv")


def test_a_table_is_read_as_it_stands() -> None:
    (one,) = read("North,north-01,mentor,mid,2026-06-04,4,5,,1,it helps")
    assert (one.program, one.pair, one.role, one.wave, one.day, one.line) == (
        "North", "north-01", "mentor", "mid", "2026-06-04", 2,
    )  # fmt: skip
    assert one.scores == (("learning", 4), ("trust", 5), ("confidence", 1))
    assert one.comment == "it helps"


def test_a_forms_export_has_sentences_as_headings_and_words_as_answers() -> None:
    head = f'Timestamp,Cohort,Mentoring pair,Your role?,Which survey is this?,"{ASKED["trust"]}",Anything else?'
    first, second = read(
        "2026/06/14 10:20:01,North,north-01,Executive,Midpoint,Strongly agree,",
        "2026/06/15 09:00:00,North,north-02,Junior,End,4 - agree,ok",
        head=head,
    )
    assert (first.role, first.wave, first.day, first.scores) == ("mentee", "mid", "2026-06-14", (("trust", 5),))
    assert (second.role, second.wave, second.scores, second.comment) == ("mentor", "post", (("trust", 4),), "ok")


@pytest.mark.parametrize("answer", ["6", "0", "yes", "4.5", "45", "-1"])
def test_what_is_no_answer_from_1_to_5_is_none(answer: str) -> None:
    (one,) = read(f"North,north-01,mentor,mid,2026-06-04,{answer},,,,")
    assert one.scores == (("learning", 0),)


def test_a_date_that_can_be_read_two_ways_is_not_guessed() -> None:
    assert read("North,north-01,mentor,mid,4/5/2026,4,,,,")[0].day == ""
    # where the column settles it, it is read
    both = read("North,north-01,mentor,mid,4/5/2026,4,,,,", "North,north-01,mentee,mid,25/5/2026,4,,,,")
    assert [one.day for one in both] == ["2026-05-04", "2026-05-25"]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        pytest.param(HEAD, "no rows", id="headings alone"),
        pytest.param("a,b\n1,2", "lacks the column program", id="other columns"),
        pytest.param(
            "program,pair,role,wave,date\nn,p,mentor,mid,2026-06-01", "no column of a question", id="no question"
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(raw: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_surveys(raw.encode(), "surveys.csv")
