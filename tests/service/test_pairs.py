"""Pairs and their goals on the packaged example: who reads what, what is refused, what bears on what."""

from __future__ import annotations

import pytest

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import Caller
from service import programme_requests as asked
from service import programme_workflows as workflows
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.wiring import App


def some_pair(app: App) -> tuple[str, str, Caller, Caller]:
    """Programme, pair and the two callers of a pair whose consents hold."""
    places = {(one.program, one.pair, one.mentor_ref, one.mentee_ref) for one in app.store.notes.rows()}
    program, pair, *refs = min(places)
    people = [app.store.people.by_ref(ref) for ref in refs]
    mentor, mentee = (caller_for(app, one.person_id) for one in people if one)
    return program, pair, mentor, mentee


def charter(app: App, **said: object) -> dict[str, object]:
    program, pair, *_ = some_pair(app)
    return workflows.charter(app, OPERATOR, asked.SetCharter(program, pair, **said), silent)  # type: ignore[arg-type]  # fields


def test_the_rationale_is_told_to_both_and_to_nobody_elses_lead(example: App) -> None:
    program, _, mentor, mentee = some_pair(example)
    charter(example, rationale="One films daily, the other wants to learn how", starts="2026-09-01", every_days=14)
    for caller, met in ((mentor, "mentor"), (mentee, "mentee"), (OPERATOR, "lead")):
        (one,) = workflows.pairs(example, caller, asked.ShowPairs(), silent)
        assert (one["as"], one["charter"]["rationale"][:9]) == (met, "One films")
    stranger = Caller("nobody", frozenset({"lead"}), frozenset({"another"}))
    assert workflows.pairs(example, stranger, asked.ShowPairs(), silent) == []
    with pytest.raises(NotAllowed):
        workflows.charter(example, stranger, asked.SetCharter(program, "x"), silent)


def test_a_charter_keeps_what_is_left_out(example: App) -> None:
    charter(example, project="Videos", starts="2026-09-01")
    said = charter(example, ground_rules="Phones away", every_days=14)["charter"]
    assert said == {"project": "Videos", "ground_rules": "Phones away", "rationale": "", "starts": "2026-09-01",
                    "ends": None, "every_days": 14}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param({"project": "What Ingrid Aaltonen likes"}, "names somebody", id="a name that no roster knows"),
        pytest.param({"ground_rules": "write to someone@example.org"}, "names somebody", id="an address"),
        pytest.param({"starts": "2026-09-01", "ends": "2026-08-01"}, "ends before", id="ends before it starts"),
        pytest.param({"starts": "1 May"}, "no date", id="no date"),
        pytest.param({"every_days": 1}, "between 3 and 120", id="every day"),
        pytest.param({"rationale": "a" * 601}, "longer than 600", id="too long"),
    ],
)
def test_a_charter_that_cannot_stand_is_refused_in_a_sentence(example: App, said, sentence) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        charter(example, **said)
    assert "Aaltonen" not in refused.value.message


def goal(app: App, caller: Caller, text: str, **further: str) -> dict[str, object]:
    program, pair, *_ = some_pair(app)
    row = asked.GoalRow(program, pair, text, **further)
    return workflows.set_goal(app, caller, asked.SetGoal(row), silent)


def test_a_pair_has_three_goals_under_way_and_the_same_words_are_the_same_goal(example: App) -> None:
    _, _, mentor, mentee = some_pair(example)
    first = goal(example, mentor, "Captions in every meeting", target="100 %")
    assert goal(example, mentee, "captions in every meeting", status="achieved")["id"] == first["id"]
    for number in range(3):
        goal(example, mentor, f"Another goal {number}")
    with pytest.raises(BadInput, match="3 goals under way"):
        goal(example, OPERATOR, "One too many")
    assert len(workflows.pairs(example, mentor, asked.ShowPairs(), silent)[0]["goals"]) == 4


def test_goals_of_a_file_are_taken_one_by_one(example: App) -> None:
    program, pair, *_ = some_pair(example)
    rows = [("Captions in meetings", "in progress"), ("A goal", "half done"), ("Ask Ingrid Aaltonen", "achieved")]
    goals = tuple(asked.GoalRow(program, pair, text, status=status, line=n) for n, (text, status) in enumerate(rows, 2))
    strange = asked.GoalRow(program, "no-such-pair", "A goal", line=9)
    told = workflows.import_goals(example, OPERATOR, asked.ImportGoals((*goals, strange)), silent)
    assert len(told["goals"]) == 1
    assert [(one["line"], one["code"]) for one in told["refused"]] == [
        (3, "input"), (4, "guard"), (9, "not-found"),
    ]  # fmt: skip


def test_the_two_say_what_bears_on_a_goal_and_a_lead_sees_it(example: App) -> None:
    program, pair, mentor, _ = some_pair(example)
    row = next(one for one in example.store.items.insights() if one.pair == pair)
    set_ = goal(example, mentor, row.insight.statement[:300])
    (near, *_) = workflows.near_goals(example, mentor, asked.NearGoals(program, pair), silent)
    assert (near["id"], near["goal_id"]) == (row.insight.id, set_["id"])
    tie = asked.TieItem(program, pair, str(set_["id"]), row.insight.id)
    with pytest.raises(NotAllowed):
        workflows.tie_item(example, OPERATOR, tie, silent)
    workflows.tie_item(example, mentor, tie, silent)
    assert row.insight.id not in {
        one["id"] for one in workflows.near_goals(example, mentor, asked.NearGoals(program, pair), silent)
    }
    (seen,) = workflows.pairs(example, mentor, asked.ShowPairs(), silent)[0]["goals"]
    assert [one["id"] for one in seen["items"]] == [row.insight.id]
    held = Caller("chief", frozenset({"executive"}), delegate_id="somebody")
    with pytest.raises(NotAllowed):
        workflows.pairs(example, held, asked.ShowPairs(), silent)


def test_an_item_of_another_pair_cannot_be_tied(example: App) -> None:
    program, pair, mentor, _ = some_pair(example)
    other = next(one for one in example.store.items.insights() if one.pair != pair)
    set_ = goal(example, mentor, "Captions in meetings")
    with pytest.raises(NotFound):
        workflows.tie_item(example, mentor, asked.TieItem(program, pair, str(set_["id"]), other.insight.id), silent)


def test_a_pair_goes_out_of_sight_as_soon_as_a_consent_ends(example: App) -> None:
    _, _, mentor, mentee = some_pair(example)
    charter(example, project="Videos")
    ref = example.ref(mentee)
    example.store.consents.withdraw(str(ref), None, example.today, example.now())
    assert workflows.pairs(example, OPERATOR, asked.ShowPairs(), silent) == []
    assert workflows.pairs(example, mentor, asked.ShowPairs(), silent) == []
