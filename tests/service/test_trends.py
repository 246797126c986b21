"""Charts draw what may be told: nothing below k, nothing of programmes that somebody does not lead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from service import desk_workflows, requests, workflows
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.wiring import App
from tests.api import company
from tests.api.company import NORTH
from tests.store.sessions import action

WEEK = "2026-W23"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[App]:
    settings = company.make(tmp_path)
    with company.opened_company(settings) as found:
        yield found.app


def trends(app: App, who: str | None = None) -> dict[str, list[dict[str, object]]]:
    caller = OPERATOR if who is None else caller_for(app, who)
    return desk_workflows.trends(app, caller, requests.Trends(), silent)


def test_actions_are_counted_by_month_and_by_standing(home: App) -> None:
    assert trends(home)["follow_through"] == [{"month": "2026-06", "done": 2, "judged": 8}]
    assert {one["standing"]: one["actions"] for one in trends(home)["standing"]}["late"] == 6


def test_a_lead_counts_her_own_programmes_only(home: App) -> None:
    assert trends(home, "lead")["follow_through"] == [{"month": "2026-06", "done": 1, "judged": len(NORTH)}]
    assert {one["people"] for one in trends(home, "lead")["consents"]} == {2 * len(NORTH)}
    assert {one["people"] for one in trends(home)["consents"]} == {16}


@pytest.mark.parametrize("gone", [1, 2])
def test_below_k_nothing_is_drawn(home: App, gone: int) -> None:
    for one in NORTH[:gone]:
        home.store.items.decide(action(one).id, "reject", None, home.now())
    told = trends(home, "lead")
    assert bool(told["follow_through"]) == bool(told["standing"]) == (gone == 1)


def test_an_executive_counts_the_actions_of_her_own_pair_and_no_consents(home: App) -> None:
    told = trends(home, "exe1")
    assert told["follow_through"] == [{"month": "2026-06", "done": 1, "judged": 1}]
    assert told["consents"] == []


def test_without_a_digest_no_pattern_is_drawn(home: App) -> None:
    assert trends(home)["patterns"] == []


def test_patterns_are_drawn_as_her_digests_told_them(scratch: App) -> None:
    for week in ("2026-W42", "2026-W43", "2026-W44"):
        workflows.digest(scratch, OPERATOR, requests.MakeDigest(week, own=True), silent)
    told = trends(scratch)["patterns"]
    assert told
    assert {point["band"] for one in told for point in one["points"]} <= {"1-2", "3-5", "6-10", "more"}
    assert all(point["day"] <= (scratch.today + timedelta(days=7)).isoformat() for p in told for point in p["points"])
