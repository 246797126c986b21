"""Whatever people write, a digest can be handed out in every form."""

from __future__ import annotations

import copy

import pytest

from extractor.weeks import days_of
from mentoring.errors import BadInput
from service.render.outline import Line, Outline, Section, outline
from service.render.paper import digest_pdf, outline_pdf
from service.render.slides import digest_pptx
from service.render.word import digest_docx
from tests.render.documents import full

WORDS = [
    pytest.param("Well done 👩‍🚀", id="picture"),
    pytest.param("漢字 in a sentence", id="another script"),
    pytest.param("عربي עברית", id="right to left"),
    pytest.param("bell\x07 and null\x00", id="control characters"),
    pytest.param("\ufeffa mark of byte order", id="byte order"),
    pytest.param("private\U000f0000 \ufffe none", id="private and none"),
    pytest.param("Ünïcödé ≠ ASCII — „quoted“", id="western"),
]


@pytest.mark.parametrize("words", WORDS)
def test_odd_words_stop_no_form(words: str) -> None:
    document = copy.deepcopy(full())
    document["insights"][0]["statement"] = words
    assert digest_pdf(document).startswith(b"%PDF")
    assert digest_docx(document)[:2] == digest_pptx(document)[:2] == b"PK"


@pytest.mark.parametrize(
    "words", [*WORDS, pytest.param(" ", id="none"), pytest.param("\x8b", id="a control sign alone")]
)
def test_odd_words_stop_no_page(words: str) -> None:
    line = Line(words, meta=words, quotes=(words,))
    assert outline_pdf(Outline(words, "A learning card", words, (Section("Heard", (line,)),))).startswith(b"%PDF")


def test_words_that_every_font_shows_stay_as_they_are() -> None:
    document = copy.deepcopy(full())
    document["insights"][0]["statement"] = "Ünïcödé — „quoted“ 👩‍🚀"
    assert any("„quoted“ 👩‍🚀" in line.text for section in outline(document).sections for line in section.lines)


@pytest.mark.parametrize("week", ["0001-W01", "9999-W52", "2026-W54", "0000-W10"])
def test_a_week_at_the_end_of_time_is_no_week(week: str) -> None:
    with pytest.raises(BadInput):
        days_of(week)
