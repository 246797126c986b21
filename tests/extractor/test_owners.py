"""An owner is whoever the words name, or nobody."""

from __future__ import annotations

import pytest

from extractor.owners import aliases, owner_of, writer_of
from extractor.segments import segment
from tests.extractor.notes import redacted

TALK = "[MENTOR]: So?\n[MENTEE]: {}\n[MENTOR]: Fine.\n[MENTEE]: Bye.\n"


@pytest.mark.parametrize(
    ("words", "writer", "expected"),
    [
        ("I send the map by Friday.", "mentor", "mentor"),
        ("I send the map by Friday.", "mentee", "mentee"),
        ("She asks the baker on Monday.", "mentor", "mentee"),
        ("[MENTEE] to ring the smith, 4 May", "mentor", "mentee"),
        ("me: map -> mon", "mentor", "mentor"),
        ("[PERSON_2] sends the form to everybody, she offered.", "mentor", "other"),
        ("We both read the report before May.", "mentor", "both"),
        ("[MENTEE] + me: paint the door", "mentor", "both"),
        ("From me he gets the recording by Friday.", "mentor", "mentor"),
        ("The form goes to the board.", "mentor", "unassigned"),
    ],
)
def test_owner_in_a_written_note(words, writer, expected):
    assert owner_of(segment(redacted(words)), writer) == expected


def test_in_a_dialogue_the_speaker_promises():
    units = segment(redacted(TALK.format("I'll ring the smith tomorrow."), "transcript"))
    assert owner_of(units[1:2], "mentor") == "mentee"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("[MENTEE] told me a story.\n\n[MENTOR]", "mentor"),
        ("[MENTEE] here, for once. [MENTOR] dictates.", "mentee"),
        ("We met.\n\n[MENTEE], finance", "mentee"),
        ("It rained.", "mentor"),
    ],
)
def test_the_writer_is_found(note, expected):
    assert writer_of(note) == expected


def test_a_nickname_that_the_note_explains_is_the_participant():
    assert aliases("w/ [PERSON_1] ([MENTEE], head of sales)") == {"[PERSON_1]": "[MENTEE]"}
