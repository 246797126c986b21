"""Statements speak of roles, tasks are commands, and neither adds a word of substance."""

from __future__ import annotations

import pytest

from extractor.segments import segment
from extractor.statements import action_tasks, insight_statements
from tests.extractor.notes import redacted


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("I think nobody reads it.", "The mentor thinks nobody reads it."),
        ("She told me never to mail at night.", "Never to mail at night."),
        ("[PERSON_1] says we don't know it.", "A colleague says employees don't know it."),
        ("ppl say no bc nobody asks", "People say no because nobody asks."),
        ("In return he said: ask for the price first.", "Ask for the price first."),
    ],
)
def test_an_insight_is_one_neutral_sentence(words, expected):
    assert insight_statements([segment(redacted(words))], "mentor") == [expected]


@pytest.mark.parametrize(
    ("words", "owner", "expected"),
    [
        ("I send him five maps by Friday.", "mentor", "Send the mentee five maps by Friday."),
        ("She will ring the smith and tell me.", "mentee", "Ring the smith and tell the mentor."),
        ("[MENTEE] to paint the door, 4 May", "mentee", "Paint the door, 4 May."),
        ("[MENTEE] films one clip and sends it to me.", "mentee", "Film one clip and send it to the mentor."),
    ],
)
def test_a_task_is_a_command(words, owner, expected):
    assert action_tasks([segment(redacted(words))], [owner], "mentor") == [expected]
