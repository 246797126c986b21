"""An evaluator's home: what its history keeps of a run, and who may mark which items."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import Caller
from service import evaluation_requests, requests, workflows
from service.callers import OPERATOR
from service.progress import silent
from service.wiring import App

EVALUATORS = [Caller(name, frozenset({"evaluator"})) for name in ("ev-1", "ev-2")]
SUITE = {
    "suite": "quality", "description": "d", "notes": 2, "seconds": 1.0, "system": {"engine": "builtin", "own": "x"},
    "cases": {"sha256": "abc", "each": {"ex01": "1", "ex02": "2"}}, "seen": ["ex01"], "words": "of a note",
    "unscored": [{"what": "ex02", "reason": "the engine gave up on it", "required": True}],
    "metrics": [{"name": "found", "value": 0.5, "n": 2, "low": 0.1, "high": 0.9, "threshold": 0.9,
                 "direction": "at least", "pass": False, "kind": "rate", "says": "s", "words": "of a note"}],
}  # fmt: skip
ROWS = (("quality", "found", "ex01", 0, 1), ("quality", "found", "ex02", 1, 1))


def keep(app: App, *rows: tuple[Any, ...]) -> str:
    run = evaluation_requests.KeepRun(({**SUITE, "unscored": []},), rows or ROWS)
    return str(workflows.keep_run(app, EVALUATORS[0], run, silent)["id"])


def to_mark(app: App, caller: Caller) -> list[dict[str, Any]]:
    return workflows.to_mark(app, caller, evaluation_requests.ToMark(), silent)


def mark(app: App, caller: Caller, item: str, verdict: str, aspect: str = "whole") -> dict[str, Any]:
    return workflows.mark_item(app, caller, evaluation_requests.MarkItem(item, verdict, aspect), silent)


def marks(app: App) -> dict[str, Any]:
    return workflows.marks(app, OPERATOR, evaluation_requests.Marks(), silent)


@pytest.mark.parametrize("role", ["executive", "lead", "mentor", "admin"])
def test_only_evaluators_see_runs_and_marks(example: App, role: Any) -> None:
    caller = Caller("p", frozenset({role}))
    for ask, request in (
        (workflows.eval_runs, evaluation_requests.EvalRuns()),
        (workflows.compare_runs, evaluation_requests.CompareRuns("a", "b")),
        (workflows.leaks, evaluation_requests.Leaks("v0")),
        (workflows.to_mark, evaluation_requests.ToMark()),
        (workflows.mark_item, evaluation_requests.MarkItem("i", "right")),
        (workflows.marks, evaluation_requests.Marks()),
        (workflows.keep_run, evaluation_requests.KeepRun((), ())),
    ):
        with pytest.raises(NotAllowed):
            ask(example, caller, request, silent)


def test_the_history_keeps_figures_and_neither_words_nor_note_ids(example: App) -> None:
    workflows.keep_run(example, EVALUATORS[0], evaluation_requests.KeepRun((SUITE,), ROWS), silent)
    (run,) = workflows.eval_runs(example, EVALUATORS[0], evaluation_requests.EvalRuns(), silent)
    (suite,) = run["suites"]
    assert (suite["verdict"], suite["missed"], suite["seen"]) == ("missed", ["found"], 1)
    assert suite["metrics"][0]["value"] == 0.5
    stored = json.dumps([run, example.store.evaluations.rows_of(run["id"])])
    assert "of a note" not in stored
    assert "ex01" not in stored
    assert "ex02" not in stored


def test_two_kept_runs_are_compared_case_by_case(example: App) -> None:
    before, after = keep(example), keep(example, ("quality", "found", "ex01", 1, 1), ("quality", "found", "ex02", 1, 1))
    found = workflows.compare_runs(example, EVALUATORS[0], evaluation_requests.CompareRuns(before, after), silent)
    (one,) = found["metrics"]
    assert (one["before"], one["after"], len(one["better"]), one["worse"]) == (0.5, 1, 1, [])
    with pytest.raises(NotFound):
        workflows.compare_runs(example, EVALUATORS[0], evaluation_requests.CompareRuns(before, "v000000000000"), silent)


def test_the_gallery_of_leaks_counts_what_came_out_and_holds_no_word_of_it(example: App) -> None:
    spilt = {**SUITE["metrics"][0], "name": "spilt", "direction": "at most", "threshold": 0}
    suite = {**SUITE, "metrics": [spilt, SUITE["metrics"][0]]}
    rows = (("quality", "spilt", "ex01", 0, 1), ("quality", "spilt", "ex02", 1, 1), *ROWS)
    kept = workflows.keep_run(example, OPERATOR, evaluation_requests.KeepRun((suite,), rows), silent)["id"]
    (one,) = workflows.leaks(example, OPERATOR, evaluation_requests.Leaks(kept), silent)
    assert (one["name"], [case["hits"] for case in one["cases"]]) == ("spilt", [1])
    assert "ex02" not in json.dumps(one)
    with pytest.raises(NotFound):
        workflows.leaks(example, OPERATOR, evaluation_requests.Leaks("v000000000000"), silent)


def test_items_of_a_real_home_are_never_shown_for_marking(example: App) -> None:
    with pytest.raises(NotAllowed, match="evaluation home"):
        to_mark(example, EVALUATORS[0])
    item = example.store.items.insights()[0].insight.id
    with pytest.raises(NotAllowed, match="evaluation home"):
        mark(example, OPERATOR, item, "right")


def test_each_evaluator_marks_for_herself_and_sees_her_own_marks_alone(scratch: App) -> None:
    first, second = (one["id"] for one in to_mark(scratch, EVALUATORS[0])[:2])
    mark(scratch, EVALUATORS[0], first, "right")
    mark(scratch, EVALUATORS[0], second, "wrong", "supported")
    mark(scratch, EVALUATORS[1], first, "wrong")
    mine = {one["id"]: one["marks"] for one in to_mark(scratch, EVALUATORS[0]) if one["marks"]}
    assert mine == {first: {"whole": "right"}, second: {"supported": "wrong"}}
    assert not to_mark(scratch, EVALUATORS[0])[0]["marks"], "what she has not marked comes first"
    told = marks(scratch)
    assert (told["people"], len(told["labels"])) == (2, 3)
    whole = next(one for one in told["agreement"] if one["aspect"] == "whole")
    assert (whole["items"], whole["n"]) == (1, 1)


def test_a_mark_is_replaced_and_taken_back(scratch: App) -> None:
    item = to_mark(scratch, EVALUATORS[0])[0]["id"]
    for verdict in ("right", "wrong"):
        mark(scratch, EVALUATORS[0], item, verdict)
    assert [one["verdict"] for one in marks(scratch)["labels"]] == ["wrong"]
    mark(scratch, EVALUATORS[0], item, "undo")
    assert marks(scratch)["labels"] == []


@pytest.mark.parametrize(
    ("item", "verdict", "aspect", "refusal"),
    [
        pytest.param(None, "perhaps", "whole", BadInput, id="no-such-verdict"),
        pytest.param(None, "right", "owner", BadInput, id="an-insight-has-no-owner"),
        pytest.param("i000000000000", "right", "whole", NotFound, id="no-such-item"),
    ],
)
def test_a_mark_that_means_nothing_is_refused(
    scratch: App, item: str | None, verdict: str, aspect: str, refusal: type[Exception]
) -> None:
    insight = next(one["id"] for one in to_mark(scratch, OPERATOR) if one["kind"] == "insight")
    with pytest.raises(refusal):
        mark(scratch, OPERATOR, item or insight, verdict, aspect)
    assert marks(scratch)["labels"] == []


def test_a_mark_goes_where_its_note_goes(scratch: App) -> None:
    one = to_mark(scratch, OPERATOR)[0]
    mark(scratch, OPERATOR, one["id"], "right")
    assert one["note_id"] in {label["note_id"] for label in marks(scratch)["labels"]}
    row = next(row for row in scratch.store.notes.rows() if row.note_id == one["note_id"])
    person = scratch.store.people.by_ref(row.mentor_ref)
    assert person is not None
    receipt = workflows.withdraw(scratch, OPERATOR, requests.Withdraw(person.person_id), silent)
    assert receipt["residue"] == 0
    assert marks(scratch)["labels"] == []


def test_a_mark_outlasts_an_extraction_that_finds_the_same(scratch: App) -> None:
    one = next(item for item in to_mark(scratch, OPERATOR) if item["kind"] == "insight")
    mark(scratch, OPERATOR, one["id"], "right")
    workflows.extract(scratch, OPERATOR, requests.Extract(notes=(one["note_id"],)), silent)
    again = {item["id"]: item["marks"] for item in to_mark(scratch, OPERATOR)}
    assert again[one["id"]] == {"whole": "right"}
