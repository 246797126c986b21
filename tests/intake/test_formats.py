"""What each reader finds besides turns: fields, people, days, and nothing that is not there."""

from __future__ import annotations

from datetime import date

import pytest

from mentoring.errors import BadInput
from service.intake.formats.days import dates_in, is_ambiguous, one_date, order_of
from service.intake.formats.forms import FormMapping
from service.intake.formats.forms import read_csv as read_form
from service.intake.formats.mail import own_words
from service.intake.formats.markup import html_to_text
from service.intake.found import Found, found_of
from service.intake.mapping import read_mapping
from service.intake.reading import read
from tests.intake.fixture_files import all_pieces


def found_in(file: str) -> Found:
    return all_pieces()[file][0].found


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-05-04 notes", [date(2026, 5, 4)]), ("GMT20260525-130211_Recording", [date(2026, 5, 25)]),
        ("Session, 13 May 2026", [date(2026, 5, 13)]), ("June 9, 2026", [date(2026, 6, 9)]),
        ("on the 3rd of June 2026", [date(2026, 6, 3)]), ("4.5.2026", [date(2026, 5, 4)]),
        ("25/05/2026", [date(2026, 5, 25)]), ("05/25/2026", [date(2026, 5, 25)]), ("05/06/2026", []),
        ("2026-13-01", []), ("call 0046 8 555 20260", []), ("05/05/2026", [date(2026, 5, 5)]),
        ("2026-05-04 and 2026-05-05", [date(2026, 5, 4), date(2026, 5, 5)]),
    ],
)  # fmt: skip
def test_dates_that_can_be_read_one_way_only(text: str, days: list[date]) -> None:
    assert dates_in(text) == days


def test_a_column_of_dates_settles_how_it_is_read() -> None:
    assert order_of(["05/06/2026", "23/06/2026"]) == "dmy"
    assert order_of(["05/06/2026"]) is None
    assert order_of(["23/06/2026", "06/23/2026"]) is None
    assert is_ambiguous("05/06/2026")
    assert one_date("05/06/2026", "mdy") == date(2026, 5, 6)


def test_a_template_and_a_page_say_their_fields() -> None:
    assert found_in("template/session form filled in.docx").fields == {
        "program": "reverse-2026", "pair": "aster-2", "mentor": "Tomasz Wiśniewski",
        "mentee": "Maria-Luísa Carvalho", "session_date": "2026-06-03",
    }  # fmt: skip
    assert found_in("pdf/aster-1 notes 15 June 2026.pdf").fields["session_date"] == "2026-06-15"
    assert "| Pair | aster-2 |\n| Mentor |" in found_in("template/session form filled in.docx").body


def test_a_note_with_front_matter_keeps_its_body_to_the_letter() -> None:
    raw = b"\xef\xbb\xbf---\nprogram: p\n---\n\n  A: one\r\nB: two\r\nA: three\nB: four\n"
    (found,) = read(raw, "n.md", {})
    assert found.body == "\n  A: one\r\nB: two\r\nA: three\nB: four\n"
    assert found.turns == ()


def test_form_answers_are_questions_and_answers_and_choices_are_not_taken_apart() -> None:
    row = found_in("forms/Google form responses.csv")
    assert "Q: Which topics came up?\nA: Digital tools, Writing, shorter\n" in row.body
    assert row.fields["session_date"] == "2026-06-01"
    excel = found_in("forms/Session feedback(1-2).xlsx")
    assert "\n- Digital tools\n- Feedback\n- Other: forms\n" in excel.body
    assert excel.people == ("tomasz.wisniewski@asterworks.example", "Tomasz Wiśniewski")


def test_a_form_mapping_says_what_columns_mean() -> None:
    raw = b"Wer?,Wann?,Was?\nPriya,05/06/2026,Viel\n"
    mapping = FormMapping({"Wer?": "mentor", "Wann?": "session_date", "Was?": "body"}, "dmy")
    (row,) = read_form(raw, "f.csv", mapping)
    assert row.fields == {"mentor": "Priya", "session_date": "2026-06-05"}
    assert row.body == "Viel\n"
    with pytest.raises(BadInput, match="lacks a column"):
        read_form(raw, "f.csv", FormMapping({"Wo?": "pair"}))


@pytest.mark.parametrize(
    "cut",
    [
        "-- \nPriya\nPhone 1", "On Mon, 8 Jun 2026 at 17:40, Sven <s@x.example> wrote:\n> secret",
        "On Mon, 8 Jun 2026 at 17:40, Somebody With A Long Name\n<s@x.example> wrote:\n> secret",
        "-----Original Message-----\nsecret", "From: Sven <s@x.example>\nSent: Monday\nTo: Priya\n\nsecret",
        "Le lun. 8 juin 2026 à 17:40, Sven a écrit :\nsecret", "> secret\n> secret", "Sent from my iPhone",
        "________________________________\nFrom: Sven\nsecret", "Von: Sven\nGesendet: Montag\nAn: Priya\nsecret",
    ],
)  # fmt: skip
def test_quotes_and_signatures_are_cut(cut: str) -> None:
    assert own_words(f"My words.\n\n{cut}\n") == "My words.\n"


@pytest.mark.parametrize(
    "kept", ["From: the start we agreed.", "On Monday he wrote: nothing.", "- a point -- and more"]
)
def test_words_that_only_look_like_quotes_stay(kept: str) -> None:
    assert own_words(f"Before.\n{kept}\nAfter.\n") == f"Before.\n{kept}\nAfter.\n"


def test_markup_is_words_only() -> None:
    page = "<p>One<br>two</p><script>x()</script><ul><li>three</li></ul><table><tr><td>a</td><td>b</td></tr></table>"
    assert html_to_text(page) == "One\ntwo\n\n- three\n\n| a | b |\n"


def test_a_calendar_repeats_and_leaves_cancelled_events_out() -> None:
    days = [piece.found.day for piece in all_pieces()["calendar/mentoring.ics"]]
    assert days == ["2026-06-08", "2026-05-12", "2026-05-26", "2026-06-09"]
    gone = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101T100000Z\nSTATUS:CANCELLED\nEND:VEVENT\nEND:VCALENDAR\n"
    assert read(gone, "c.ics", {}) == []


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"pair\naster-1\n", "row 1: `file` is missing"), (b"file,mood\na,b\n", "unknown key mood"),
        (b"file,dates\na,ydm\n", "dates is dmy or mdy"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_named_by_row(raw: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read_mapping(raw, "m.csv")


def test_a_mapping_means_files_by_name_by_path_and_by_pattern() -> None:
    raw = b"- {file: 'calls/*.vtt', pair: a}\n- {file: talk.vtt, mentor: Ada, part: row 3}\n"
    mapping = read_mapping(raw, "m.yaml")
    assert mapping.of_session("/x/calls/talk.vtt", "row 3") == {"pair": "a", "mentor": "Ada"}
    assert mapping.of_session("/x/calls/talk.vtt", "") == {"pair": "a"}
    assert mapping.of_session("/x/other/thetalk.vtt", "row 3") == {}


@pytest.mark.parametrize(
    "change", [{"kind": "virus"}, {"body": 3}, {"turns": [{"speaker": 1, "text": "x"}]}, {"part": "x" * 300}]
)
def test_what_a_child_sends_back_is_checked(change: dict[str, object]) -> None:
    values = Found(body="x").as_json()
    assert found_of(values) == Found(body="x")
    with pytest.raises(ValueError, match="no "):
        found_of({**values, **change})
