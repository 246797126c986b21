"""Tasks are commands to their owner, whatever way the promise was put."""

from __future__ import annotations

import pytest

from extractor.segments import segment
from extractor.statements import action_tasks
from tests.extractor.notes import redacted

DIALOGUE = "[MENTEE]: So?\n[MENTOR]: Well.\n[MENTEE]: {}\n[MENTOR]: {}\n"


@pytest.mark.parametrize(
    ("words", "owner", "expected"),
    [
        ("I send him five maps by Friday.", "mentor", "Send the mentee five maps by Friday."),
        ("She will ring the smith and tell me.", "mentee", "Ring the smith and tell the mentor."),
        ("[MENTEE] to paint the door, 4 May", "mentee", "Paint the door, 4 May."),
        ("[MENTEE] films one clip and sends it to me.", "mentee", "Film one clip and send it to the mentor."),
        ("me: films one clip", "mentor", "Film one clip."),
        ("both: move the market to Monday", "both", "Move the market to Monday."),
        ("Next Monday I'm starting the round at the bottom.", "mentor", "Start the round at the bottom, next Monday."),
        ("[MENTOR] agreed to draw, before May, one door.", "mentor", "Draw, before May, one door."),
        ("I'm to send him three dates.", "mentor", "Send the mentee three dates."),
        ("The list will be printed by her for Monday.", "mentee", "Print the list for Monday."),
        ("I'm not in the morning round from Monday.", "mentor", "Do not be in the morning round from Monday."),
        ("My part is to write him one page on ovens.", "mentor", "Write the mentee one page on ovens."),
        ("Him and me are walking the yard.", "both", "Walk the yard."),
        ("hes gonna turn the two signs round", "mentee", "Turn the two signs round."),
        ("SMS sample text, by fri", "mentor", "Provide SMS sample text, by Friday."),
        ("barn list: mine, end of July", "mentor", "Provide barn list: end of July."),
        ("I'll start it on my own round on Monday.", "mentor", "Start it on the mentor's own round on Monday."),
        ("[MENTEE]: a letter to the board, Friday", "mentee", "Get a letter to the board, Friday."),
        ("Prices go to the web shop.", "mentor", "Make sure that prices go to the web shop."),
        ("I'll send you the list and you cut it.", "mentor", "Send the mentee the list and the mentee cuts it."),
        ("You will write to the bank by Friday.", "mentee", "Write to the bank by Friday."),
        ("[MENTEE] has undertaken to ring the bank.", "mentee", "Ring the bank."),
        ("He will pay the smith himself.", "mentee", "Pay the smith personally."),
        (
            "[PERSON_2] rewrites the forms anyway, I'll tell her about this one.",
            "mentor",
            "Tell them about this one: a colleague rewrites the forms anyway.",
        ),
        ('She goes to the bank in May, not "I will see".', "mentee", 'Go to the bank in May, not "I will see".'),
        ("The poster gets changed before May.", "mentee", "Make sure that the poster gets changed before May."),
    ],
)
def test_a_task_is_a_command(words, owner, expected):
    assert action_tasks([segment(redacted(words))], [owner], "mentor") == [expected]


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        ("Could you draw the barn for me?", "Sure, Friday.", "Draw the barn for the mentee."),
        ("When is it?", "You'll get the long list tomorrow.", "Give the mentee the long list tomorrow."),
        ("And the key?", "I'll leave it with your neighbour.", "Leave it with the mentee's neighbour."),
    ],
)
def test_a_request_is_the_task_of_whoever_agrees(asked, answer, expected):
    units = segment(redacted(DIALOGUE.format(asked, answer), "transcript"))[2:]
    assert action_tasks([units], ["mentor"], "mentor") == [expected]


def test_a_row_loses_owner_and_day():
    units = segment(redacted("| a | b | c |\n|---|---|---|\n| price of the oven | [MENTEE] | 13/5 |", "bullets"))
    assert action_tasks([units], ["mentee"], "mentor") == ["Provide price of the oven."]


def test_a_day_alone_is_no_task():
    assert action_tasks([segment(redacted("Monday."))], ["mentor"], "mentor") == [""]


@pytest.mark.parametrize("owner", ["mentor", "mentee", "both", "other", "unassigned"])
def test_a_name_lent_to_the_parser_is_never_read(owner):
    units = segment(redacted("todo: [PERSON_1] 3 audios, [MENTOR] the map"))
    assert not {"susan", "maria"} & set(action_tasks([units], [owner], "mentor")[0].lower().split())
