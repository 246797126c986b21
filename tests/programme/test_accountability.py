"""From proposed to an effect that somebody saw: by table, and by the acts of a lead in a made-up company."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from mentoring.errors import BadInput, NotFound
from mentoring.programme.accountability import Age, age, step_of
from mentoring.records import words
from mentoring.store.tables_review import reviews
from service import desk_workflows as desk
from service import requests, workflows
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.wiring import App
from tests.api import company
from tests.api.company import NORTH, SOUTH
from tests.store.sessions import action


@pytest.mark.parametrize(
    ("status", "decision", "begun", "effect", "step"),
    [
        ("open", None, False, False, "proposed"),
        ("open", "defer", False, False, "proposed"),
        ("open", "approve", False, False, "accepted"),
        ("open", "approve", True, False, "in progress"),
        ("missed", None, True, False, "in progress"),
        ("done", "approve", True, False, "done"),
        ("late", None, False, False, "done"),
        ("done", None, False, True, "effect seen"),
        ("open", "approve", True, True, "in progress"),  # called done, then taken back: no effect of what is not done
    ],
)
def test_the_furthest_step_that_was_taken(status, decision, begun, effect, step) -> None:
    assert step_of(status, decision, begun=begun, effect=effect) == step


def test_age_is_that_of_what_waits() -> None:
    today = date(2026, 7, 10)
    assert age([today - timedelta(days=days) for days in (3, 40, 10, 12)], today) == Age(4, 40, 10)
    assert age([], today) == Age(0, None, None)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with company.opened_company(company.make(tmp_path)) as found:
        with found.app.store.database.write() as connection:
            connection.execute(delete(reviews))  # the company comes with actions that somebody called done
        yield found.app


def board(app: App) -> dict[str, object]:
    return desk.board(app, OPERATOR, requests.Board(), silent)


def mark(app: App, kind: str, text: str | None = None, who: str | None = None) -> None:
    caller = caller_for(app, who) if who else OPERATOR
    desk.mark(app, caller, requests.Mark(action(NORTH[0]).id, kind, text=text), silent)


def test_an_action_goes_all_the_way_and_each_step_can_be_taken_back(app: App) -> None:
    def now() -> tuple[str, str | None]:
        one = next(one for one in board(app)["actions"] if one["id"] == action(NORTH[0]).id)
        return one["step"], one["effect_words"]

    assert now() == ("proposed", None)
    with pytest.raises(BadInput, match="say first that it is"):
        mark(app, "effect", "Fewer questions at the desk.")
    workflows.decide(app, OPERATOR, requests.Decide(action(NORTH[0]).id, "approve"), silent)
    assert now() == ("accepted", None)
    mark(app, "begin")
    assert now() == ("in progress", None)
    mark(app, "done")
    assert now() == ("done", None)
    with pytest.raises(BadInput):
        mark(app, "effect")  # no words, no evidence
    mark(app, "effect", "Fewer questions at the desk.")
    assert now() == ("effect seen", "Fewer questions at the desk.")
    seen = []
    for _ in range(4):
        desk.undo(app, OPERATOR, requests.Undo(), silent)
        seen.append(now()[0])
    assert seen == ["done", "in progress", "accepted", "proposed"]


def test_nobody_outside_the_pair_says_how_far_it_is(app: App) -> None:
    with pytest.raises(NotFound):
        mark(app, "begin", who="exe6")


def test_the_board_counts_steps_and_ages_by_executive_and_programme(app: App) -> None:
    found = board(app)
    assert found["steps"] == {"proposed": 8, "accepted": 0, "in progress": 0, "done": 0, "effect seen": 0}
    days = (company.TODAY - date(2026, 6, 2)).days
    assert [(one["program"], one["oldest"], one["typical"]) for one in found["programs"]] == [
        ("north", days, days), ("south", days, days),
    ]  # fmt: skip
    assert sum(one["late"] + one["due"] + one["open"] for one in found["executives"]) == len(NORTH + SOUTH)


def test_a_later_digest_says_how_far_earlier_actions_have_come(app: App) -> None:
    mark(app, "begin")
    told = workflows.digest(app, OPERATOR, requests.MakeDigest("2026-W24", own=True), silent)["follow_up"]
    assert (told["steps"]["in progress"], told["steps"]["proposed"]) == (1, 7)
    assert words.standing(told).endswith("1 in progress")
    assert {one["step"] for one in told["items"]} == {"in progress", "proposed"}


def test_a_digest_without_steps_reads_as_before() -> None:
    assert words.standing({"done": 2, "open": 0, "late": 1, "missed": 0}) == "2 done, 1 done late"
    told = words.standing({"done": 2, "open": 3, "late": 0, "missed": 0, "overdue": 1})
    assert told == "2 done, 3 open (1 past its day)"
