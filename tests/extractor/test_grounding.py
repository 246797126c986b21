"""No item without its exact words, no statement that says more than they do."""

from __future__ import annotations

import pytest

from mentoring.grounding.anchor import anchor_action, anchor_insight
from mentoring.grounding.verify import fault
from mentoring.records import ActionDraft, Insight, InsightDraft, SetAside
from tests.extractor.notes import redacted

NOTE = redacted("Nobody reads the board. [WITHHELD] It hangs behind the door.")


def draft(*evidence: tuple[int, int], statement: str = "Nobody reads the board.") -> InsightDraft:
    return InsightDraft(statement, "ways-of-working", "junior_to_senior", 0.8, evidence)


@pytest.mark.parametrize(
    ("proposal", "rule"),
    [
        (draft((0, 999)), "ungrounded"),
        (draft((5, 5)), "ungrounded"),
        (draft(), "ungrounded"),
        (draft((0, 30)), "withheld-overlap"),
        (draft((0, 23), statement=" "), "empty"),
    ],
)
def test_a_draft_without_words_is_set_aside(proposal, rule):
    assert anchor_insight(proposal, NOTE, "builtin") == SetAside("n1", "insight", rule)


def test_an_anchored_item_quotes_the_note_and_keeps_its_id():
    first = anchor_insight(draft((0, 23)), NOTE, "builtin")
    assert isinstance(first, Insight)
    assert [(e.text, NOTE.text[e.start : e.end]) for e in first.evidence] == [("Nobody reads the board.",) * 2]
    assert first.id == anchor_insight(draft((0, 23)), NOTE, "other").id  # type: ignore[union-attr]
    action = anchor_action(ActionDraft("Read the board", "mentor", None, 0.5, ((0, 23),)), NOTE, "builtin")
    assert action.id.startswith("a")  # type: ignore[union-attr]
    assert action.id[1:] != first.id[1:]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("statement", "evidence", "rule"),
    [
        ("Seventy people read the board.", "People read the board.", "number"),
        ("Two of three leave.", "two of 3 leave", None),
        ("Forty people leave.", "people leave", "number"),
        ("Nobody reads it.", "everyone reads it", "negation"),
        ("Nobody reads it.", "it isn't read", None),
        ("[PERSON_1] reads it.", "[PERSON_1] reads it", "placeholder"),
        ("See https://x.example", "see https://x.example", "link"),
        ("Kowalski reads the board.", "somebody reads the board", "name"),
        ("Kowalski reads the board.", "kowalski reads the board", None),
        ("Will the crew read the board?", "the crew do not read the board", None),
    ],
)
def test_a_statement_says_no_more_than_its_evidence(statement, evidence, rule):
    assert fault(statement, [evidence]) == rule
