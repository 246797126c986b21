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
        ("She agrees and will propose it to HR.", "mentee", "Agree and propose it to HR."),
        ("She times the lamps, and he gets the sheet.", "mentee", "Time the lamps, and the mentee gets the sheet."),
        (
            "I'll have it by Friday, and if I don't I'll walk up there.",
            "mentor",
            "Have it by Friday, and if the mentor doesn't the mentor will walk up there.",
        ),
        ("I will let her film the bridge.", "mentor", "Let the mentee film the bridge."),
        ("I can sit with her two days and write it.", "mentor", "Sit with the mentee two days and write it."),
        ("I'm on call on Monday. On Tuesday I'll go to the yard.", "mentor", "Go to the yard, on Tuesday."),
        ("You will get me the list of machines.", "mentee", "Get the mentor the list of machines."),
        ("Sir goes behind the wall of unit 3.", "mentee", "Go behind the wall of unit 3."),
        ("[MENTEE] is to ring [PERSON_3] about the swabs.", "mentee", "Ring a colleague about the swabs."),
        ("MD: asks HR what the rule says. By Monday", "mentee", "Ask HR what the rule says, by Monday."),
        ("p. [MENTEE] (sorry, [PERSON_1]) talks with the hall.", "mentee", "Talk with the hall."),
        ("3 films → him", "mentor", "Get 3 films to the mentee."),
        ("masking script → me, Monday", "mentor", "Arrange masking script, Monday."),
        ("You said, before lunch, that the rule goes out.", "mentee", "Make sure that the rule goes out."),
        ("I'll order it. Before May, with the blue lid.", "mentor", "Order it: before May, with the blue lid."),
        (
            "She asks the bank for a form, she wants it soon.",
            "mentee",
            "Ask the bank for a form, the mentee wants it soon.",
        ),
        ("The pump I can fix.", "mentor", "Fix the pump."),
        ("I need it for the committee.", "mentee", "Make sure that the mentor needs it for the committee."),
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


def test_he_who_promises_is_the_owner_whoever_the_writer_is_taken_for():
    units = segment(redacted("he'd ask [PERSON_3] for my cloth price"))
    assert action_tasks([units], ["mentee"], "mentee") == ["Ask a colleague for the mentor's cloth price."]


def test_a_row_loses_owner_and_day():
    units = segment(redacted("| a | b | c |\n|---|---|---|\n| price of the oven | [MENTEE] | 13/5 |", "bullets"))
    assert action_tasks([units], ["mentee"], "mentor") == ["Provide price of the oven."]


def test_a_day_alone_is_no_task():
    units = [segment(redacted(words)) for words in ("Monday.", "Friday after this Friday.")]
    assert action_tasks(units, ["mentor", "mentor"], "mentor") == ["", ""]


@pytest.mark.parametrize("owner", ["mentor", "mentee", "both", "other", "unassigned"])
def test_a_name_lent_to_the_parser_is_never_read(owner):
    units = segment(redacted("todo: [PERSON_1] 3 audios, [MENTOR] the map"))
    assert not {"susan", "maria"} & set(action_tasks([units], [owner], "mentor")[0].lower().split())
