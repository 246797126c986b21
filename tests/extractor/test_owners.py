"""An owner is whoever the words name, or nobody."""

from __future__ import annotations

import pytest

from extractor.owners import aliases, owner_of, told_outright, writer_of
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
        ("He will have the three-year figures from me by Friday.", "mentor", "mentor"),
        ("The form goes to the board.", "mentor", "unassigned"),
        ("He's trialling the late shift from Monday.", "mentor", "mentee"),
        ("We're going to write one page.", "mentor", "both"),
        ("Him and me are walking the yard on Friday.", "mentor", "both"),
        ("I get the figures together by Friday.", "mentor", "mentor"),
        ("I get the figures from her by Friday.", "mentor", "mentee"),
        ("[MENTOR] agreed to draft, before May, a page.", "mentee", "mentor"),
        ("the map by Friday, me", "mentee", "mentee"),
        ("barn list: mine, now end of July", "mentor", "mentor"),
        ("The poster gets her signature before May.", "mentor", "mentee"),
        ("hes gonna turn the two signs round", "mentor", "mentee"),
        ("im sending him the names by friday", "mentor", "mentor"),
        ("You promised me a list of doors by May.", "mentee", "mentor"),
        ("Senior: walk through the yard on Friday", "mentor", "mentee"),
    ],
)
def test_owner_in_a_written_note(words, writer, expected):
    assert owner_of(segment(redacted(words)), writer) == expected


def test_in_a_dialogue_the_speaker_promises():
    units = segment(redacted(TALK.format("I'll ring the smith tomorrow."), "transcript"))
    assert owner_of(units[1:2], "mentor") == "mentee"


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        ("Could you send me the map?", "Sure, you'll get it Friday.", "mentor"),
        ("Will you draw the nine doors?", "Yes, by Friday.", "mentor"),
        ("I'll send you the map.", "Good, thanks.", "mentee"),
        ("Send me the link, this Friday?", "Friday, first thing.", "mentor"),
        ("Give me till Monday, I'll draw it.", "Fine.", "mentee"),
        ("When do we meet?", "We'll make the soup together.", "both"),
    ],
)
def test_who_answers_a_request_owns_it(asked, answer, expected):
    units = segment(redacted(f"[MENTOR]: So?\n[MENTEE]: {asked}\n[MENTOR]: {answer}\n[MENTEE]: Bye.\n", "transcript"))
    assert owner_of(units[1:-1], "mentor") == expected


def test_a_point_belongs_to_the_label_it_is_set_in_under():
    note = "To do\n* [MENTEE]\n    - open hour on Tuesday\n* me\n    - ask five shops"
    units = segment(redacted(note, "bullets"))
    places = {unit.text: owner_of([unit], "mentor", note[: unit.start]) for unit in units}
    assert (places["open hour on Tuesday"], places["ask five shops"]) == ("mentee", "mentor")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| price list | [MENTEE] | Monday |", "mentee"),
        ("| both | taste the soup again | |", "both"),
        ("| [MENTEE] | closes without [PERSON_1] | May |", "mentee"),
    ],
)
def test_the_owner_of_a_row_is_in_its_cell(row, expected):
    units = segment(redacted(f"| a | b | c |\n|---|---|---|\n{row}", "bullets"))
    assert owner_of(units, "mentor") == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("[MENTEE] told me a story.\n\n[MENTOR]", "mentor"),
        ("[MENTEE] here, for once. [MENTOR] dictates.", "mentee"),
        ("We met.\n\n[MENTEE], finance", "mentee"),
        ("It rained.", "mentor"),
        ("Minutes no. 4, typed up by [MENTEE]. It rained.", "mentee"),
        ("Session form, filled in by the senior.\nQ: How was it?\nA: I learnt a word.", "mentee"),
        ("Fourth hour. I ([MENTEE]) had the keys, [MENTEE] is my name on the list.", "mentee"),
        ("On Monday [MENTEE] wrote: no. I answered [MENTEE] the same day.", "mentor"),
        ("[MENTOR] rings the depot herself, I in the room and silent.", "mentee"),
        ("[MENTOR] rings the depot, [MENTEE] is silent.", "mentor"),
        ("He told me [MENTEE] is fine as a name.\n\n[MENTOR] (sent from a train)", "mentor"),
    ],
)
def test_the_writer_is_found(note, expected):
    assert writer_of(note) == expected


def test_a_nickname_that_the_note_explains_is_the_participant():
    assert aliases("w/ [PERSON_1] ([MENTEE], head of sales)") == {"[PERSON_1]": "[MENTEE]"}


def test_the_one_other_label_of_the_promises_is_the_missing_participant():
    promises = "to do\n- me: the map\n- [PERSON_2]: the key, Friday\n- ask [PERSON_3] about paint"
    assert aliases(f"[MENTOR] with [MENTEE]\n[MENTOR] here\n{promises}") == {"[PERSON_2]": "[MENTEE]"}
    acting = "to do\n- me: the map\n- [PERSON_2] takes the key on Friday"
    assert aliases(f"[MENTOR] with [MENTEE]\n[MENTOR] here\n{acting}") == {"[PERSON_2]": "[MENTEE]"}
    both_known = promises + "\n- [MENTEE]: the door"
    assert aliases(f"[MENTOR] here\n{both_known}") == {}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[PERSON_1], who was on the line, pays the bakers by transfer; first run on the 20th.", "other"),
        ("[PERSON_2] opens the gate to the drivers from Monday, he said yes on the phone.", "other"),
        ("[MENTEE]+[MENTOR] walk through the yard, Thu 20/8", "both"),
        ("[PERSON_2]: map of the yard, by Friday", None),
        ("[PERSON_1] and I paint the door, she offered", None),
        ("I ask [PERSON_1], who was in the shop, for the map.", None),
        ("She asks the baker on Monday.", None),
        ("And you'll send me the list of machines by Friday.", "mentee"),
        ("You'll get the list by Friday.", None),
    ],
)
def test_who_promised_is_beyond_doubt_only_where_the_words_say_so(words, expected):
    assert told_outright(segment(redacted(words)), "mentor") == expected
