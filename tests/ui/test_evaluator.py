"""Evaluations and marking at the desk: figures, what moved, what came out, and one item at a time."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from ui.components.figures import judged, moved

METRIC = {
    "name": "insight F1", "value": 0.81, "n": 99, "low": 0.74, "high": 0.87, "threshold": 0.8, "direction": "at least",
    "pass": True, "kind": "mean", "says": "Balance.",
}  # fmt: skip
SUITE = {
    "suite": "quality", "description": "Insights against gold.", "engine": "builtin", "notes": 24, "seen": 24,
    "cases": "abc", "seconds": 40.0, "verdict": "held", "missed": [], "metrics": [METRIC],
    "unscored": [{"what": "report status", "reason": "nothing to measure it on", "required": False}],
}  # fmt: skip
OLD = {
    "id": "v000000000001",
    "at": "2026-10-01T09:00:00+00:00",
    "suites": [{**SUITE, "metrics": [{**METRIC, "value": 0.6}]}],
}
NEW = {"id": "v000000000002", "at": "2026-10-08T09:00:00+00:00", "suites": [SUITE]}
ITEM = {
    "id": "i000000000001", "kind": "insight", "note_id": "n1", "statement": "Short forms <b>get used</b>.",
    "program": "North", "session_date": "2026-10-06", "task": None,
    "theme": "ways-of-working", "direction": "mutual", "owner": None, "due": None, "marks": {},
    "evidence": [{"text": "A short form.", "start": 0, "end": 13, "readable": "A short form."}],
    "aspects": ["whole", "supported", "theme", "direction", "private"],
}  # fmt: skip
LEAK = {"suite": "privacy", "name": "private units: digests", "says": "Items.", "value": 0.1, "n": 10, "kind": "rate",
        "cases": [{"case": "3fa2c81b90", "hits": 1, "n": 2}]}  # fmt: skip


@pytest.fixture
def home(standin, monkeypatch) -> dict[str, Any]:
    """What the service answers an evaluator."""
    standin.me |= {"operator": False, "roles": ["evaluator"]}
    answers = {
        "/api/evals/runs": [NEW, OLD], "/api/evals/leaks": [LEAK], "/api/evals/items": [ITEM],
        "/api/evals/marks": {"labels": [], "agreement": [], "people": 0},
        "/api/evals/compare": {"unpaired": [], "metrics": [
            {"suite": "quality", "name": "insight F1", "n": 24, "before": 0.6, "after": 0.81, "difference": 0.21,
             "low": 0.1, "high": 0.3, "p": 0.01, "threshold": 0.8, "verdict": "better", "better": ["a"], "worse": []}]},
    }  # fmt: skip
    others, posted = standin.get, standin.post

    def get(path: str, **query: str) -> Any:
        return copy.deepcopy(answers[path]) if path in answers else others(path, **query)

    def post(path: str, body: dict[str, Any]) -> Any:
        if not path.startswith("/api/evals/"):
            return posted(path, body)
        standin.sent.append((path, body))
        return {}

    monkeypatch.setattr("ui.client.get", get)
    monkeypatch.setattr("ui.client.post", post)
    return answers


@pytest.mark.usefixtures("home")
def test_an_evaluator_sees_verdict_seen_notes_trend_and_leaks(desk) -> None:
    page = desk.open().page
    assert "Quality: every demand holds" in page
    assert "24 of 24 notes were read while fitting" in page
    assert 'aria-label="insight F1: 0.81, 95 % interval 0.74 to 0.87, demanded ≥ 0.8"' in page
    assert 'aria-label="insight F1: from 0.60 to 0.81"' in page
    assert "note 3fa2c81b90: 1 of 2" in page


@pytest.mark.usefixtures("home")
def test_two_runs_are_compared_from_the_address(desk) -> None:
    page = desk.open(before=OLD["id"]).page
    assert "0.60 → 0.81" in page
    assert "+0.10 to +0.30" in page


def test_a_single_run_has_no_trend(desk, home) -> None:
    home["/api/evals/runs"] = [NEW]
    page = desk.open().page
    assert "every demand holds" in page
    assert "trend-quality" not in page


def test_without_runs_the_page_says_how_to_make_one(desk, home) -> None:
    home["/api/evals/runs"] = []
    assert "upwell evals run" in desk.open().page


@pytest.mark.usefixtures("home")
def test_an_item_is_marked_and_its_words_are_inert(desk, standin) -> None:
    desk.open()
    desk.test.switch_page("screens/marking.py").run()
    assert "Short forms &lt;b&gt;get used&lt;/b&gt;." in desk.page
    desk.press("Wrong")
    assert standin.sent == [("/api/evals/items/i000000000001/mark", {"verdict": "wrong", "aspect": "whole"})]


def test_when_all_is_marked_only_agreement_stands_there(desk, home) -> None:
    home["/api/evals/items"] = [{**ITEM, "marks": {"whole": "right"}}]
    told = {"aspect": "whole", "items": 9, "right": 7, "alpha": 0.82, "n": 8, "low": 0.6, "high": 1.0}
    home["/api/evals/marks"] = {"labels": [], "agreement": [told], "people": 2}
    desk.open()
    desk.test.switch_page("screens/marking.py").run()
    assert "Every item carries your mark" in desk.page
    assert "0.60 to 1.00, 8 items" in desk.page


@pytest.mark.parametrize(
    ("changes", "shown", "verdict", "drawn"),
    [
        pytest.param({}, "0.81", "holds", True, id="a-share"),
        pytest.param(
            {"value": None, "low": None, "high": None, "pass": None}, "unscored", "unscored", False, id="none"
        ),
        pytest.param({"kind": "count", "value": 3, "pass": False, "high": 7}, "3", "missed", False, id="a-count"),
    ],
)
def test_a_figure_says_what_it_is(changes: dict[str, Any], shown: str, verdict: str, drawn: bool) -> None:
    one = judged({**METRIC, **changes})
    assert (one["shown"], one["verdict"], one["drawn"]) == (shown, verdict, drawn)


def test_only_runs_over_the_same_notes_with_the_same_engine_make_a_trend() -> None:
    assert [one["name"] for one in moved([NEW, OLD], SUITE)] == ["insight F1"]
    for field in ("engine", "cases", "suite"):
        other = {**OLD, "suites": [{**OLD["suites"][0], field: "other"}]}
        assert moved([NEW, other], SUITE) == []
