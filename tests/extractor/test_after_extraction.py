"""Merging, patterns, follow-through and the digest: what happens to items once they are found."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from extractor.digest import AT_MOST, Sourced, compose
from extractor.followup import follow_up
from extractor.merge import merge_actions, merge_insights
from extractor.patterns import find_patterns
from extractor.weeks import days_of, week_before, week_of
from mentoring.errors import BadInput
from mentoring.records import ActionItem, Evidence, Insight
from retrieval.embed import Embedder
from tests.extractor.notes import redacted


def insight(number: int, statement: str = "", theme: str = "ways-of-working", sure: float = 0.8) -> Insight:
    words = statement or f"Finding number {number} about topic {number}"
    evidence = (Evidence(words, 100 * number, 100 * number + len(words)),)
    return Insight(f"i{number}", f"n{number}", words, theme, "junior_to_senior", sure, evidence, "llm")  # type: ignore[arg-type]


def action(number: int, task: str, owner: str = "mentor", due: date | None = None) -> ActionItem:
    evidence = (Evidence(task, 100 * number, 100 * number + len(task)),)
    return ActionItem(f"a{number}", "n1", task, owner, due, 0.9, evidence, "builtin")  # type: ignore[arg-type]


def test_the_same_insight_twice_in_a_note_is_one_with_both_pieces():
    twice = [
        insight(1, "Nobody reads the board behind the door"),
        insight(2, "Nobody reads the board behind the door."),
    ]
    kept, merged = merge_insights(twice)
    assert [len(item.evidence) for item in kept] == [2]
    assert [aside.rule for aside in merged] == ["duplicate"]


def test_two_dates_are_two_promises():
    kept, _ = merge_actions(
        [action(1, "Send the map", due=date(2026, 3, 1)), action(2, "Send the map", due=date(2026, 4, 1))]
    )
    assert len(kept) == 2


def test_a_pattern_needs_two_pairs():
    vectors = np.array([[1, 0], [0.99, 0.14], [0, 1]], dtype=np.float32)
    items = [insight(1), insight(2), insight(3)]
    one, two, three = ("m1", "s1"), ("m2", "s2"), ("m3", "s3")
    across = find_patterns(items, vectors, {"n1": one, "n2": two, "n3": three})
    assert [pattern.insight_ids for pattern in across] == [("i1", "i2")]
    assert find_patterns(items, vectors, {"n1": one, "n2": one, "n3": three}) == []


@pytest.fixture(scope="module")
def embed():
    return Embedder().embed


@pytest.mark.parametrize(
    ("report", "status"),
    [
        ("The list of crew phones was sent to everyone as promised.", "done"),
        ("My list of crew phones came three days late, sorry.", "late"),
        ("The list of crew phones is not done, harvest ate me.", "missed"),
        ("We spoke of greenhouses and of the weather.", None),
        ("He will send a list of crew phones to the union.", None),
    ],
)
def test_a_later_note_changes_a_promise_only_with_its_words(report, status, embed):
    later = redacted(f"We met again.\n\n{report}\n\nThen it rained.", day=date(2026, 4, 1))
    later = type(later)("n2", later.session_date, None, later.text)
    changes = follow_up([action(1, "Send the mentee the list of crew phones", due=date(2026, 3, 13))], later, embed)
    assert [change.status for change in changes] == ([status] if status else [])
    assert all(later.text[e.start : e.end] == e.text for change in changes for e in change.evidence)


def test_a_digest_has_at_most_five_and_prefers_other_themes_and_new_things():
    same = [Sourced(insight(number), f"pair-{number}") for number in range(7)]
    other = Sourced(insight(8, theme="market-and-trends", sure=0.75), "pair-8")
    digest = compose("2026-W11", [*same, other], [], [])
    assert len(digest.insights) == AT_MOST
    assert other in digest.insights
    assert digest.more_insights == 3
    again = compose("2026-W12", [*same, other], [], [], last_week=digest)
    assert {one.item.id for one in again.insights[:3]}.isdisjoint(one.item.id for one in digest.insights)


def test_dated_actions_come_first():
    later, soon, never = (
        Sourced(action(number, f"Task {number}", due=day), "p")
        for number, day in enumerate([date(2026, 5, 1), date(2026, 4, 1), None])
    )
    assert compose("2026-W11", [], [later, never, soon], []).actions == (soon, later, never)


def test_weeks_are_iso_weeks():
    assert week_of(date(2027, 1, 1)) == "2026-W53"
    assert days_of("2026-W24") == (date(2026, 6, 8), date(2026, 6, 14))
    assert week_before("2026-W01") == "2025-W52"
    with pytest.raises(BadInput):
        days_of("2026-W60")
