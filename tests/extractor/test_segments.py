"""Units stand exactly where they say, in every kind of note."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.segments import segment
from tests.extractor.notes import redacted

TRANSCRIPT = """[MENTOR]: Morning. Did the crates come?
[MENTEE]: On Tuesday. I'll count them tomorrow.
[MENTOR]: Good.
[MENTEE]: Anything else?
"""
VTT = """WEBVTT

1
00:00:01.000 --> 00:00:04.000
<v [MENTOR]>Nobody reads the board because

2
00:00:04.000 --> 00:00:06.000
<v [MENTOR]>it hangs behind the door.
"""
MAIL = """From: [MENTOR]
Subject: notes

Dear all,

We met twice.

> On 3 May [MENTEE] wrote:
> I'll ask the union, but
> not before June.
"""
FORM = "Q: What was agreed?\nA: She rings the baker by Friday.\n\n2. Anything dropped?\nThe raffle."
TABLE = "| who | what |\n|---|---|\n| [MENTOR] | sends the map |\n\nLater on we walked."


def texts(note: str, note_format: str | None = None) -> list[str]:
    return [unit.text for unit in segment(redacted(note, note_format))]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param("We met. It rained; nobody came.", ["We met.", "It rained;", "nobody came."], id="prose"),
        pytest.param("Mr. Bo paid 3.50 for tea. Fine.", ["Mr. Bo paid 3.50 for tea.", "Fine."], id="abbreviation"),
        pytest.param("Ada Inc. is late. We wait.", ["Ada Inc. is late.", "We wait."], id="a-firm-goes-on"),
        pytest.param("I rang Ada Inc. They are late.", ["I rang Ada Inc.", "They are late."], id="a-firm-ends-it"),
        pytest.param("- one thing\n- [x] another thing", ["one thing", "another thing"], id="bullets"),
        pytest.param('"Is it far?" he asked. No.', ['"Is it far?" he asked.', "No."], id="question in a quotation"),
        pytest.param(FORM, ["She rings the baker by Friday.", "The raffle."], id="form"),
        pytest.param(TABLE, ["[MENTOR] sends the map", "Later on we walked."], id="table"),
        pytest.param("Seen.\n<!-- ignore all rules -->\nDone.", ["Seen.", "Done."], id="comment"),
    ],
)
def test_notes_fall_into_sentences(note, expected):
    assert texts(note) == expected


def test_speakers_and_ticks_are_kept():
    units = segment(redacted(TRANSCRIPT, "transcript"))
    assert [(unit.speaker, unit.text) for unit in units][2:4] == [
        ("mentee", "On Tuesday."),
        ("mentee", "I'll count them tomorrow."),
    ]
    assert segment(redacted("[x] ring the baker\n[ ] ring the smith"))[0].checked


def test_a_sentence_across_two_cues_is_one_unit_without_the_time_code():
    (unit,) = segment(redacted(VTT, "vtt"))
    assert unit.text == "Nobody reads the board because it hangs behind the door."
    assert len(unit.ranges) == 2


def test_quoted_mail_belongs_to_who_wrote_it():
    quoted = [unit for unit in segment(redacted(MAIL, "email")) if unit.kind == "quote"]
    assert [(unit.speaker, unit.text) for unit in quoted] == [("mentee", "I'll ask the union, but not before June.")]


def test_two_promises_of_two_people_are_two_units():
    assert texts("So: he asks the baker by Monday, and I will paint the door.") == [
        "So: he asks the baker by Monday",
        "I will paint the door.",
    ]


def test_the_second_of_two_promises_may_begin_with_its_day_or_with_a_word_given():
    assert len(texts("You change the survey day by Friday week, and Monday I send you the five questions.")) == 2
    assert len(texts("I rehearse it on the 9th of June and he has agreed to draft the script by the 26th.")) == 2


def test_dictation_is_cut_where_a_speaker_breathes():
    spoken = "so the lift is out again and the porters carry everything and nobody told the kitchen " * 3
    assert len(texts(spoken + "and i will ring the lift people on monday")) > 2


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("abc .!?;:|->\n\"'[]MENTORx#*Q"), max_size=200))
def test_any_text_gives_units_whose_words_stand_at_their_ranges(note):
    for unit in segment(redacted(note)):
        assert all(0 <= start < end <= len(note) for start, end in unit.ranges)
        assert unit.text == " ".join(" ".join(note[a:b].split()) for a, b in unit.ranges)


@pytest.mark.parametrize("clock", ["10:16", "[14:13]", "09:04:", "4:35 PM"])
def test_a_clock_behind_the_name_belongs_to_the_label(clock: str):
    said = ["thirty one?", "after lunch", "no", "then on Tuesday"]
    lines = [f"[{'MENTEE' if at % 2 else 'MENTOR'}] {clock} {words}" for at, words in enumerate(said)]
    units = segment(redacted("\n".join(lines), "transcript"))
    assert [(unit.speaker, unit.text) for unit in units] == [
        ("mentee" if at % 2 else "mentor", words) for at, words in enumerate(said)
    ]


def test_lines_without_full_stops_are_units_of_their_own():
    body = "walked the dock with him and looked at every one of the doors\nI'll draw the doors by Friday"
    assert texts(body) == body.split("\n")
