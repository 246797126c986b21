"""Sentences as people write them, passages with exact offsets, nothing withheld in between."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from mentoring.records import WITHHELD, RedactedText
from retrieval.passages import WHOLE, granularities, passages_of, readable
from retrieval.sentences import sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("One thing. Then another! Really?", ["One thing.", "Then another!", "Really?"], id="prose"),
        pytest.param("- tills are slow\n- queues grow\n", ["- tills are slow", "- queues grow"], id="bullets"),
        pytest.param("ok so. the drivers. none has mail", ["ok so.", "the drivers.", "none has mail"], id="dictation"),
        pytest.param(
            "We met at ten in the canteen and she said that the rota is\nunreadable on a phone.",
            ["We met at ten in the canteen and she said that the rota is\nunreadable on a phone."],
            id="wrapped",
        ),
        pytest.param("We asked Dr. Who, e.g. about 3.5 hours.", ["We asked Dr. Who, e.g. about 3.5 hours."], id="dots"),
        pytest.param("00:01:02.100 --> 00:01:05.400\nWe start late.", ["We start late."], id="time codes"),
        pytest.param("Before. [WITHHELD] After.", ["Before.", "After."], id="withheld between"),
        pytest.param("Half a sentence [WITHHELD]", ["Half a sentence"], id="withheld within"),
        pytest.param("[MENTOR] [MENTEE]\n[PERSON_1]:", [], id="placeholders alone"),
        pytest.param("", [], id="nothing"),
        pytest.param("…\n---\n🎉", [], id="no word"),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found


def test_endless_dictation_is_cut_between_words() -> None:
    text = "and then we spoke about the rota " * 60
    parts = [text[start:end] for start, end in sentences(text)]
    assert max(map(len, parts)) <= 400
    assert " ".join(parts).split() == text.split()


def _note(text: str) -> RedactedText:
    return RedactedText("n1", date(2026, 5, 4), None, text)


def _passages(text: str) -> list[tuple[int, str]]:
    ids = count()
    found = passages_of(_note(text), lambda: str(next(ids)))
    return [(size, one.text) for size, one in zip(granularities(found), found, strict=True)]


def test_windows_overlap_and_the_whole_comes_last() -> None:
    assert _passages("A one. B two. C three.") == [
        (1, "A one."),
        (1, "B two."),
        (1, "C three."),
        (2, "A one. B two."),
        (2, "B two. C three."),
        (4, "A one. B two. C three."),
        (WHOLE, "A one. B two. C three."),
    ]


def test_a_single_sentence_has_no_window() -> None:
    assert [size for size, _ in _passages("Only one here.")] == [1, WHOLE]


def test_no_window_bridges_what_is_withheld() -> None:
    found = _passages("He began. She agreed. [WITHHELD] They closed. All left.")
    assert [text for size, text in found if size in (2, 4)] == ["He began. She agreed.", "They closed. All left."]


def test_text_stands_at_its_offsets_and_nothing_withheld_is_embedded() -> None:
    note = _note("[MENTOR] said hello.\n[WITHHELD]\n[PERSON_3] nodded twice. Then tea. Then cake. Then home.")
    ids = count()
    for one in passages_of(note, lambda: str(next(ids))):
        assert one.text == note.text[one.start : one.end]
        assert "[" not in readable(one)
        assert "withheld" not in readable(one).casefold()
        assert one.kind == "note" or WITHHELD not in one.text


def test_a_note_without_words_has_no_passages() -> None:
    assert _passages("[WITHHELD]\n\n[WITHHELD]") == []
