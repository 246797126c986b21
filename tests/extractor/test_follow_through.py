"""What a later note says of an earlier promise, and how that is scored."""

from __future__ import annotations

from datetime import date

import pytest

from evals.metrics.follow_through import Outcome, score
from extractor.followup import follow_up
from mentoring.records import ActionItem, Evidence, RedactedText
from retrieval.embed import Embedder


@pytest.fixture(scope="module")
def embed():
    return Embedder().embed


def promise(task: str, due: date | None = None) -> ActionItem:
    return ActionItem("a1", "n1", task, "mentor", due, 0.9, (Evidence(task, 0, len(task)),), "builtin")


LIST = promise("Send the mentee the list of crew phones", due=date(2026, 3, 13))


@pytest.mark.parametrize(
    ("report", "status"),
    [
        ("I wrote the list of crew phones up on Sunday, and the union will pin it to the board.", "done"),
        ("So, the list of crew phones. I finished it on the tenth.", "done"),
        ("The list of crew phones was mailed on 20 March.", "late"),
        ("Nobody sent the list of crew phones before the shift.", "missed"),
        ("Half of the list of crew phones is done, the rest will follow.", None),
        ("Did you finish the list of crew phones?", None),
        ("I will finish the list of crew phones, as promised.", None),
        ("The list of crew phones isn't due until Friday.", None),
        ("We should send the list of crew phones to the others too.", None),
        ("List of crew phones: moved to June.", "missed"),
        ("We laughed about the fox in the greenhouse again.", None),
    ],
    ids=[
        "past before future",
        "said the sentence before",
        "after its day",
        "nobody did it",
        "in part",
        "question",
        "promised again",
        "not due yet",
        "wished",
        "put off",
        "chat",
    ],
)
def test_only_a_report_changes_a_promise(report, status, embed):
    later = RedactedText("n2", date(2026, 4, 1), None, f"We met again.\n\n{report}\n\nThen it rained.")
    changes = follow_up([LIST], later, embed)
    assert [one.status for one in changes] == ([status] if status else [])
    assert all(later.text[e.start : e.end] == e.text for one in changes for e in one.evidence)


def test_found_true_status_and_words_are_scored_apart():
    gold = [Outcome("p/0", "n2", "done", "the list went out"), Outcome("p/1", "n2", "late", "the film came late")]
    said = [Outcome("p/0", "n2", "missed", "The list went out."), Outcome("p/2", "n2", "done", "rain")]
    assert [(share.hits, share.n) for share in score(said, gold)] == [(1, 2), (1, 2), (0, 1), (1, 1)]
