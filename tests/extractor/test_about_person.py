"""Which insights speak of the mentee as a person and wait for the mentor's own word."""

from __future__ import annotations

import pytest

from extractor.about_person import is_about_mentee
from mentoring.records import Evidence, Insight

PERSONAL = [
    "[MENTEE] seemed tired of the whole thing.",
    "[MENTEE] is quick to take offence.",
    "[MENTEE] was really embarrassed about the survey.",
    "[MENTEE]'s temper makes people go quiet.",
    "[MENTEE] never says thank you.",
    "[MENTEE] interrupts people and does not notice.",
    "The mentee corrects people in the corridor, in front of the others.",
    "The mentee is a very shy speaker in front of the plant.",
    "The mentee still worries about looking old.",
    "The mentee doesn't listen when numbers are not on a slide.",
    "The mentee's rather worried about the audit.",
    "When it gets loud [MENTEE] gets defensive.",
    "I told [MENTEE] that the mentee's listening is better than a year ago.",
]
GENERAL = [
    "Captions on every call help people who join from the floor.",
    "[MENTEE] will show the poll to the council by Friday.",
    "[MENTEE] is going to try the chat tool.",
    "[MENTEE] was shown how apprentices book a room.",
    "[MENTEE] and I looked at the rota together.",
    "[MENTEE] asked why nobody reads the newsletter.",
    "The mentee looked at a rival's page that lists every screw.",
    "You told the mentee that three yeses mean no.",
    "The mentee had put the meeting late so that it cuts nobody's day in two.",
    "Leaders who interrupt lose the quiet half of the room.",
    "The mentee is at the Porto site on Mondays.",
    "Text the mentee when it starts.",
    "That is the mentee's own phone, not the company one.",
]


def _insight(words: str, statement: str = "Something was said.") -> Insight:
    evidence = (Evidence(words, 0, len(words)),)
    return Insight("i1", "n1", statement, "ways-of-working", "mutual", 0.9, evidence, "test")


@pytest.mark.parametrize("words", PERSONAL)
def test_words_about_the_mentee_as_a_person_are_seen_in_statement_and_evidence(words: str) -> None:
    assert is_about_mentee(_insight(words))
    assert is_about_mentee(_insight("They spoke for a while.", statement=words))


@pytest.mark.parametrize("words", GENERAL)
def test_work_and_the_world_are_not_about_a_person(words: str) -> None:
    assert not is_about_mentee(_insight(words))
