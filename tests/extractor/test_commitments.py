"""One commitment may be told in several sentences, and two in one stretch."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.builtin.commitments import commitments
from extractor.segments import segment
from tests.extractor.notes import redacted

SURE, GOES_ON, ASIDE = (0.05, 0, 0, 0.9, 0.05), (0.1, 0, 0, 0.6, 0.3), (0.97, 0, 0, 0.02, 0.01)
TURNS = "[MENTOR]: I'll write up the alarms, two pages.\n[MENTEE]: And when do I see that?\n[MENTOR]: {}\n"


def grouped(note, groups, shares):
    text = redacted(note, "transcript" if "[MENTOR]:" in note else "prose")
    units = segment(text)
    assert len(units) == len(shares), [unit.text for unit in units]
    return commitments(units, groups, np.array(shares, np.float32), text.session_date)


def test_a_promise_whose_day_has_not_come_is_no_new_one():
    note = "I send the map by Friday. My page for the board isn't due until Monday."
    assert grouped(note, [[0, 1]], [SURE, SURE]) == [[0]]


def test_a_promise_about_the_same_thing_begins_no_other():
    same = "I'll make the sheet to count the calls. I'll get you that before it goes, Friday."
    other = "I'll make the sheet to count the calls. I'll ring the depot on Friday."
    assert grouped(same, [[0, 1]], [SURE, GOES_ON]) == [[0, 1]]
    assert grouped(other, [[0, 1]], [SURE, GOES_ON]) == [[0], [1]]


@pytest.mark.parametrize(("second", "joined"), [(GOES_ON, [[0, 1]]), (SURE, [[0], [1]])], ids=["goes on", "anew"])
def test_a_day_told_in_the_next_sentence_is_that_of_the_promise_it_goes_on_with(second, joined):
    note = "I count the forms with two of the nurses. She has it next Wednesday."
    assert grouped(note, [[0], [1]], [SURE, second]) == joined


def test_two_promises_with_a_day_each_stay_two():
    note = "I count the forms by Monday. I ring the depot on Friday."
    assert grouped(note, [[0], [1]], [SURE, GOES_ON]) == [[0], [1]]


def test_what_is_said_to_have_no_date_takes_none_of_another():
    note = "I count the forms by Monday. She rings the depot, no date."
    assert grouped(note, [[0], [1]], [SURE, GOES_ON]) == [[0], [1]]
    assert grouped("She rings the depot, no date. It rains on Friday.", [[0]], [SURE, GOES_ON]) == [[0]]


def test_the_answer_to_by_when_is_part_of_the_evidence():
    assert grouped(TURNS.format("Tuesday."), [[0]], [SURE, ASIDE, ASIDE]) == [[0, 2]]
    assert grouped(TURNS.format("Soon."), [[0]], [SURE, ASIDE, ASIDE]) == [[0]]
    assert grouped(TURNS.format("You'll have it Tuesday."), [[0], [2]], [SURE, ASIDE, GOES_ON]) == [[0, 2]]


def test_a_day_by_itself_goes_with_the_request_it_answers():
    note = "[MENTOR]: Could you send me the list of pilots?\n[MENTEE]: Sure.\n[MENTOR]: When?\n[MENTEE]: Monday week.\n"
    assert grouped(note, [[3]], [ASIDE, ASIDE, ASIDE, SURE]) == [[0, 3]]
    same = note.replace("Could you", "Shall we say Tuesday? Could you")
    assert grouped(same, [[4]], [ASIDE, ASIDE, ASIDE, ASIDE, SURE]) == [[1, 4]]


def test_a_task_behind_a_day_needs_no_request():
    note = "Could you look at it?\n- Friday: the list goes to the depot\n"
    assert grouped(note, [[1]], [ASIDE, SURE]) == [[1]]


def test_a_day_of_something_else_far_off_is_not_taken():
    note = "I count the forms.\n\nThe depot has its summer party on Friday and everybody goes."
    assert grouped(note, [[0]], [SURE, ASIDE]) == [[0]]
