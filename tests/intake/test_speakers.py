"""Every turn has the right speaker or none: the wrong one is worse."""

from __future__ import annotations

import pytest

from mentoring.records import Person
from service.intake.formats.turns import could_be_name, labelled_cues, split_label, transcript_in
from service.intake.speakers import UNKNOWN, fits, render, speakers_of
from tests.intake.fixture_files import all_pieces, gold_turns, pair_of

PRIYA = Person("E1", "Priya Natarajan", ("Pri",), "priya.natarajan@asterworks.example")
PAIR_OF = {
    "mail/with attachments.eml/GMT20260706-130211_Recording.transcript.vtt": "aster-3",
    "meet/Mentoring Priya - Sven (2026-06-08 14_00 GMT+2) - Transcript.docx": "aster-1",
    "notes/typed along.txt": "aster-3", "notetakers/fireflies.json": "aster-2", "notetakers/granola.json": "aster-3",
}  # fmt: skip


@pytest.mark.parametrize("file", gold_turns())
def test_every_turn_of_every_fixture_has_the_right_speaker_or_unknown(file: str) -> None:
    code = PAIR_OF.get(file) or next(name for name in ("aster-1", "aster-2", "aster-3") if name in file)
    mentor, mentee = pair_of(code)
    (piece,) = all_pieces()[file]
    lines = render(piece.found.turns, (mentor, mentee)).splitlines()
    roles = {mentor.name: "mentor", mentee.name: "mentee"}
    told = [(roles.get(name, "unknown"), words) for name, _, words in (line.partition(": ") for line in lines)]
    gold = gold_turns()[file]
    assert [role for role, _ in told] == [role for role, _ in gold]
    assert all(words.startswith(first) for (_, words), (_, first) in zip(told, gold, strict=True))


def test_nothing_that_products_write_around_the_words_is_said_by_anybody() -> None:
    spoken = [turn.text for pieces in all_pieces().values() for piece in pieces for turn in piece.found.turns]
    assert not [text for text in spoken if any(mark in text for mark in ("-->", "otter.ai", "Meeting ended", "</v>"))]


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("Priya Natarajan", True), ("PRIYA NATARAJAN", True), ("Natarajan, Priya", True), ("Priya", True),
        ("Priya N.", True), ("P. Natarajan", True), ("Priya Natarajan (Guest)", True), ("Pri", True),
        ("Priya Natarajan | Asterworks", True), ("priya.natarajan@asterworks.example", True),
        ("Prya Natarajan", True), ("Priya Nataraajan", True), ("Priya K. Natarajan", True),
        ("Priyanka Natarajan", False), ("Priya Nair", False), ("Priya M.", False), ("Nita Natarajan", False),
        ("Speaker 1", False), ("Priya's iPhone", False), ("P", False), ("Sven", False), ("", False),
    ],
)  # fmt: skip
def test_spellings_of_a_name(label: str, meant: bool) -> None:
    assert fits(label, PRIYA) is meant


def test_a_label_that_fits_two_people_fits_nobody() -> None:
    two = (Person("a", "Sven Lindqvist"), Person("b", "Sven Holm"))
    assert speakers_of(["Sven", "Sven Holm"], two) == {"Sven": None, "Sven Holm": "Sven Holm"}
    assert speakers_of(["Ana", "Ana Sá", "Ana Reis"])["Ana"] is None


def test_spellings_in_one_file_are_one_speaker_without_any_register() -> None:
    names = speakers_of(["Priya N.", "Natarajan, Priya", "PRIYA NATARAJAN", "Sven", "Speaker 2", "+46 8 555 01 23"])
    assert {names[one] for one in ("Priya N.", "Natarajan, Priya", "PRIYA NATARAJAN")} == {"Priya Natarajan"}
    assert names["Sven"] == "Sven"
    assert names["Speaker 2"] == "Speaker 2"
    assert names["+46 8 555 01 23"] is None


@pytest.mark.parametrize(
    "names", [("Daniel Ruiz", "Daniela Ruiz"), ("Jan Berg", "Jane Berg"), ("Elena Sá", "Helena Sá")]
)
def test_two_people_with_like_names_stay_two(names: tuple[str, str]) -> None:
    assert speakers_of(names) == {name: name for name in names}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Priya: hello", "Priya"), ("[00:12] Priya Natarajan: hello", "Priya Natarajan"), ("**Priya:** hello", "Priya"),
        ("10:30 Meeting: moved", None), ("Note: bring it", None), ("https://x.example/a: b", None),
        ("One more thing we said: hello", None), ("Ratio 3:2 holds", None), ("Speaker 1: hello", "Speaker 1"),
        ("Maria-Luísa Carvalho: olá", "Maria-Luísa Carvalho"), ("王伟: 你好", "王伟"),
    ],
)  # fmt: skip
def test_what_stands_before_a_colon(text: str, name: str | None) -> None:
    assert split_label(text)[0] == name


def test_one_odd_label_among_captions_is_no_speaker() -> None:
    cues = ["Priya: one", "Sven: two", "Priya: three", "Warnung: four", "Sven: five", "Priya: six", "Sven: seven"]
    assert [turn.speaker for turn in labelled_cues(cues)][3] is None


@pytest.mark.parametrize(
    "text",
    [
        "Agenda\nCoffee  10:30\nIntroductions  11:00\nLunch  12:30\n",
        "We met. Two things: a plan and a date.\nPlan: none yet.\nDate: none yet.\nPlan: later.\nDate: later.\n",
        "A note in plain words.\nWith: one colon.\n",
    ],
)
def test_prose_and_agendas_are_no_transcripts(text: str) -> None:
    assert transcript_in(text) is None


def test_unknown_turns_are_never_joined_with_anybodys() -> None:
    (piece,) = all_pieces()["srt/aster-1 2026-06-03 nobody named.srt"]
    assert render(piece.found.turns).count(f"{UNKNOWN}: ") == 2


def test_long_words_before_a_colon_are_no_name() -> None:
    assert not could_be_name("The one thing that I took from the session")
