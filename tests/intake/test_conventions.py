"""The same products under other conventions: other encodings, languages, directions of writing, several in one cue."""

from __future__ import annotations

from datetime import date

import pytest

from service.intake.formats.days import dates_in, is_unread
from service.intake.gathering import Piece
from service.intake.mapping import Mapping
from service.intake.note_file import Defaults
from service.intake.reading import read
from service.intake.sessions import KnownPair, Sessions
from service.intake.speakers import render
from tests.intake.fixture_files import pair_of

PRIYA, SVEN = pair_of("aster-1")


def told(file: str, text: str | bytes) -> list[str]:
    """Lines of the note that a transcript makes, with the speakers of the pair."""
    raw = text if isinstance(text, bytes) else text.encode()
    (found,) = read(raw, file, {})
    return render(found.turns, (PRIYA, SVEN)).splitlines()


def cue(words: str, name: str = "1") -> str:
    return f"{name}\n00:00:01.000 --> 00:00:02.000\n{words}\n\n"


def vtt(*cues: str) -> str:
    return "WEBVTT - Talk\n\nNOTE\nSven: this is a comment\n\nSTYLE\n::cue { color: white }\n\n" + "".join(cues)


@pytest.mark.parametrize(
    ("cues", "lines"),
    [
        pytest.param(
            [cue("<v.loud Priya Natarajan (Guest)>Hello.</v>"), cue("<v Sven Lindqvist | Asterworks>Note: late.</v>")],
            ["Priya Natarajan: Hello.", "Sven Lindqvist: Note: late."], id="guest and company",
        ),
        pytest.param(
            [cue("Who?", '1 "Priya Natarajan" (3322)'), cue("Me.", '2 "Sven Lindqvist" (44)')],
            ["Priya Natarajan: Who?", "Sven Lindqvist: Me."], id="the speaker in the cue's number",
        ),
        pytest.param(
            [cue("\u200fליאור כהן: שלום."), cue("Natarajan, Priya: Hi."), cue("\u200fליאור כהן: מה?"),
             cue("Natarajan, Priya: Ok.")],
            ["ליאור כהן: שלום.", "Priya Natarajan: Hi.", "ליאור כהן: מה?", "Priya Natarajan: Ok."], id="right to left",
        ),
        pytest.param(
            [cue("Priya Natarajan: How was it?\nSven Lindqvist: Long."), cue("Priya Natarajan: Why?"),
             cue("SVEN LINDQVIST: Slides.")],
            ["Priya Natarajan: How was it?", "Sven Lindqvist: Long.", "Priya Natarajan: Why?",
             "Sven Lindqvist: Slides."], id="two lines in one cue",
        ),
        pytest.param(
            [cue("Priya Natarajan: How? Sven Lindqvist: Long."), cue("Priya Natarajan: Why?"),
             cue("Sven Lindqvist: I told Priya: no.")],
            ["Priya Natarajan: How?", "Sven Lindqvist: Long.", "Priya Natarajan: Why?",
             "Sven Lindqvist: I told Priya: no."], id="two sentences in one cue, and a name that is only spoken of",
        ),
        pytest.param(
            [cue("Priya Natarajan: Well?\n- Fine."), cue("Sven Lindqvist: So\nmy plan: wait."),
             cue("Priya Natarajan: Ok."), cue("Sven Lindqvist: Ok.")],
            ["Priya Natarajan: Well?", "Unknown: - Fine.", "Sven Lindqvist: So my plan: wait.",
             "Priya Natarajan: Ok.", "Sven Lindqvist: Ok."], id="a dash is somebody else, small letters are not",
        ),
    ],
)  # fmt: skip
def test_every_turn_has_the_right_speaker_or_none(cues: list[str], lines: list[str]) -> None:
    assert told("t.vtt", vtt(*cues)) == lines


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_says_how_to_read(encoding: str) -> None:
    raw = vtt(cue("<v Priya Natarajan>Café.</v>")).encode(encoding)
    assert told("t.vtt", raw) == ["Priya Natarajan: Café."]


@pytest.mark.parametrize(
    "text",
    ["4. Mai 2026", "4 mai 2026", "4 de mayo de 2026", "4 maja 2026", "1. le 4 mai 2026", "04-mei-2026",
     "4 maggio 2026", "4. toukokuuta 2026"],
)  # fmt: skip
def test_months_of_other_languages(text: str) -> None:
    assert dates_in(text) == [date(2026, 5, 4)]


@pytest.mark.parametrize("text", ["4. Květen 2026", "31/13/2026", "4 mayıs 2026"])
def test_a_date_that_cannot_be_read_is_asked_about_and_not_taken_from_elsewhere(text: str) -> None:
    assert is_unread(text)
    sessions = Sessions([KnownPair("reverse-2026", "aster-1", PRIYA, SVEN)], Mapping(), Defaults())
    calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Hour\nDTSTART:20260519T090000Z\n"
    calendar += f"ATTENDEE:mailto:{PRIYA.email}\nATTENDEE:mailto:{SVEN.email}\nEND:VEVENT\nEND:VCALENDAR\n"
    sessions.add_event(read(calendar.encode(), "c.ics", {})[0])
    (found,) = read(b"We spoke about drafts.\n", "n.md", {})
    assert sessions.resolve(Piece(f"aster-1 {text}.md".replace("/", "-"), found)).missing == ("session_date",)
    assert sessions.resolve(Piece("aster-1.md", found)).fields["session_date"] == "2026-05-19"
    (head,) = read(f"Notes\nDate: {text}\n\nWe spoke about drafts.\n".encode(), "n.md", {})
    assert sessions.resolve(Piece("aster-1.md", head)).missing == ("session_date",)
    assert sessions.resolve(Piece("aster-1 2026-05-07.md", head)).fields["session_date"] == "2026-05-07"


def test_heads_and_forms_in_other_languages() -> None:
    (note,) = read(b"**Datum:** 14. Mai 2026\n**Mentorin:** Priya\n\nWir sprachen.\n", "n.md", {})
    assert note.fields == {"session_date": "2026-05-14", "mentor": "Priya"}
    raw = "ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Datum der Sitzung;Was war wichtig?\r\n"
    raw += "1;18.05.2026 10:00:00;19.05.2026 10:10:00;p@firm.example;Priya;18.05.2026;Untertitel\r\n"
    (row,) = read(raw.encode(), "f.csv", {})
    assert (row.fields["session_date"], row.sent, row.people) == (
        "2026-05-18",
        "2026-05-19",
        ("p@firm.example", "Priya"),
    )
    assert row.body == "Q: Was war wichtig?\nA: Untertitel\n"
