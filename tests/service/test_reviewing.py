"""Review at the desk: one card at a time, every act can be taken back, and nothing widens who may see what."""

from __future__ import annotations

import contextlib
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from mentoring.errors import BadInput, Conflict, NotAllowed, NotFound
from mentoring.records import Caller
from service import desk_workflows as desk
from service import requests, workflows
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.wiring import App
from tests.service.test_preview import CONSENTS


def executive(app: App, pair: str = "ride-01") -> Caller:
    return caller_for(app, next(one["person"] for one in CONSENTS if one["pair"] == pair and one["role"] == "mentee"))


@pytest.fixture
def later(example: App) -> App:
    """The example after the preview window: silence let items reach pair and programme."""
    example.settings = example.settings.model_copy(update={"today": example.today + timedelta(days=4)})
    return example


def queue(app: App, caller: Caller = OPERATOR, **filters: str) -> dict[str, Any]:
    return desk.review_queue(app, caller, requests.Queue(**filters), silent)


def mark(app: App, caller: Caller, item: str, kind: str, **fields: str) -> dict[str, Any]:
    return desk.mark(app, caller, requests.Mark(item, kind, **fields), silent)


def decide(app: App, caller: Caller, item: str, decision: str) -> None:
    workflows.decide(app, caller, requests.Decide(item, decision), silent)


def undo(app: App, caller: Caller) -> dict[str, Any]:
    return desk.undo(app, caller, requests.Undo(), silent)


def action(app: App, caller: Caller) -> dict[str, Any]:
    return queue(app, caller, kind="action")["card"]


def test_ten_decisions_can_be_taken_back_one_by_one_by_whoever_made_them(later: App) -> None:
    hers = executive(later)
    first = queue(later, hers)
    seen = []
    for _ in range(10):
        card = queue(later, hers)["card"]
        seen.append(card["id"])
        decide(later, hers, card["id"], "approve")
    assert queue(later, hers)["undo"] == 10
    assert queue(later, OPERATOR)["undo"] == 0
    with pytest.raises(NotFound):
        undo(later, OPERATOR)
    assert [undo(later, hers)["id"] for _ in range(10)] == seen[::-1]
    assert queue(later, hers) == first


def test_taking_back_a_second_thought_restores_the_first(later: App) -> None:
    item = queue(later)["card"]["id"]
    decide(later, OPERATOR, item, "defer")
    decide(later, OPERATOR, item, "approve")
    undo(later, OPERATOR)
    assert {row.insight.id: row.decision for row in later.store.items.insights()}.get(item, "defer") == "defer"
    assert queue(later)["decided"] == 1


def test_an_edit_keeps_the_original_beneath_and_passes_the_guard(later: App) -> None:
    card = queue(later, kind="insight")["card"]
    mark(later, OPERATOR, card["id"], "edit", text="People read short notices, not long ones.")
    edited = queue(later, kind="insight")["card"]
    assert (edited["statement"], edited["original"]) == ("People read short notices, not long ones.", card["statement"])
    named = later.store.people.all()[0].name
    with contextlib.suppress(BadInput):  # refused, or repaired to a role
        mark(later, OPERATOR, card["id"], "edit", text=f"{named} reads short notices.")
    assert named not in queue(later, kind="insight")["card"]["statement"]


def test_an_edit_outlives_a_second_extraction_and_goes_with_its_note(later: App) -> None:
    row = later.store.items.insights()[0]
    mark(later, OPERATOR, row.insight.id, "edit", text="Words of a reviewer, kept apart.")
    workflows.extract(later, OPERATOR, requests.Extract(notes=(row.insight.note_id,)), silent)
    assert later.store.reviews.all()[row.insight.id].text == "Words of a reviewer, kept apart."
    person = later.store.people.by_ref(row.mentor_ref)
    receipt = workflows.withdraw(later, OPERATOR, requests.Withdraw(person.person_id), silent)
    assert row.insight.id not in later.store.reviews.all()
    assert receipt["residue"] == 0


def test_an_owner_and_a_date_are_a_persons_word_and_say_so(later: App) -> None:
    card = action(later, OPERATOR)
    mark(later, OPERATOR, card["id"], "assign", owner="both", due="2026-12-01")
    again = action(later, OPERATOR)
    assert (again["owner"], again["due"], again["assigned"]) == ("both", "2026-12-01", True)
    undo(later, OPERATOR)
    assert action(later, OPERATOR) == card


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "assign", "owner": "nobody"}, "An owner is one of"),
        ({"kind": "assign", "owner": "both", "due": "soon"}, "That is no date"),
        ({"kind": "edit", "text": " "}, "Write the words"),
        ({"kind": "delegate", "to": "lead"}, "You can hand this to the executive"),
        ({"kind": "sell"}, "What can be done to an item"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(later: App, fields: dict[str, str], sentence: str) -> None:
    item = action(later, OPERATOR)["id"]
    with pytest.raises(BadInput, match=sentence):
        desk.mark(later, OPERATOR, requests.Mark(item, **fields), silent)


def test_a_card_handed_to_the_lead_leaves_her_queue_and_comes_first_in_the_leads(later: App) -> None:
    hers = executive(later)
    item = queue(later, hers)["card"]["id"]
    left = queue(later, hers)["left"]
    mark(later, hers, item, "delegate", to="lead")
    assert queue(later, hers)["left"] == left - 1
    assert queue(later, hers)["handed_over"] == 1
    card = queue(later, OPERATOR)["card"]
    assert (card["id"], card["handed"]) == (item, True)


def test_a_comment_reaches_the_lead_and_no_other_executive(later: App) -> None:
    hers = executive(later)
    item = queue(later, hers)["card"]["id"]
    mark(later, hers, item, "comment", text="Please ask legal first.")
    mark(later, hers, item, "delegate", to="lead")
    assert [one["text"] for one in queue(later, OPERATOR)["card"]["comments"]] == ["Please ask legal first."]


def test_the_words_stand_in_their_context_without_what_the_reader_may_not_see(later: App) -> None:
    hers = executive(later)
    hidden = {row.insight.id for row in later.store.items.insights() if row.about_person}
    words = [p.text for row in later.store.items.insights() if row.insight.id in hidden for p in row.insight.evidence]
    assert words
    shown = []
    while (card := queue(later, hers)["card"]) is not None:
        shown += [around["before"] + around["words"] + around["after"] for around in card["context"]]
        decide(later, hers, card["id"], "defer")
    assert any(len(one) > 60 for one in shown)
    assert [word for word in words for one in shown if word in one] == []


def test_what_reached_everybody_is_changed_by_the_two_and_their_leads_only(later: App) -> None:
    later.store.items.set_state(later.store.items.insights()[0].insight.id, "released", "organisation",
                                mentor_released=True)  # fmt: skip
    row = later.store.items.insights()[0]
    mark(later, OPERATOR, row.insight.id, "edit", text="A lead's own wording.")
    stranger = next(
        caller
        for one in CONSENTS
        if one["role"] == "mentee" and one["pair"] != row.pair
        for caller in [caller_for(later, one["person"])]
        if any(card["id"] == row.insight.id for card in workflows.cards(later, caller, requests.Cards(), silent))
    )
    seen = next(c for c in workflows.cards(later, stranger, requests.Cards(), silent) if c["id"] == row.insight.id)
    assert seen["statement"] == row.insight.statement  # the words her mentor released
    with pytest.raises(NotAllowed):
        mark(later, stranger, row.insight.id, "edit", text="Mine.")


def test_bulk_is_for_leads_and_each_decision_can_be_taken_back(later: App) -> None:
    ids = tuple(one["id"] for one in queue(later)["waiting"][:20])
    with pytest.raises(NotAllowed):
        desk.decide_many(later, executive(later), requests.Bulk(ids, "defer"), silent)
    left = queue(later)["left"]
    assert desk.decide_many(later, OPERATOR, requests.Bulk(ids, "defer"), silent) == {"decided": 20}
    assert queue(later)["left"] == left - 20
    undo(later, OPERATOR)
    assert queue(later)["left"] == left - 19


def test_a_digest_counts_earlier_actions_as_the_board_does(later: App) -> None:
    waiting = [one for one in queue(later)["waiting"] if one["kind"] == "action"]
    workflows.decide(later, OPERATOR, requests.Decide(waiting[0]["id"], "reject"), silent)
    board = desk.board(later, OPERATOR, requests.Board(), silent)
    columns = Counter(one["column"] for one in board["actions"])
    told = workflows.digest(later, OPERATOR, requests.MakeDigest("2026-W52", None, own=True), silent)["follow_up"]
    assert told["overdue"] > 0
    assert told["done"] + told["late"] == columns["done"]
    assert told["missed"] + told["overdue"] == columns["late"]
    assert told["open"] - told["overdue"] == columns["open"] + columns["due"]


def test_bulk_decides_nothing_when_one_of_the_list_was_changed_meanwhile(later: App) -> None:
    listed = queue(later)["waiting"][:5]
    mark(later, OPERATOR, listed[3]["id"], "edit", text="People would like a chat instead.")
    ids, versions = (tuple(one[name] for one in listed) for name in ("id", "version"))
    with pytest.raises(Conflict):
        desk.decide_many(later, OPERATOR, requests.Bulk(ids, "approve", versions), silent)
    decided = {one["id"] for one in workflows.cards(later, OPERATOR, requests.Cards(), silent) if one["decision"]}
    assert not decided & {*ids}


def test_the_board_counts_by_executive_and_names_no_mentor(later: App) -> None:
    board = desk.board(later, OPERATOR, requests.Board(), silent)
    mentors = {later.store.people.find(one["person"]).person_id for one in CONSENTS if one["role"] == "mentor"}
    assert {one["executive"] for one in board["executives"]} & mentors == set()
    assert sum(one["done"] + one["late"] + one["due"] + one["open"] for one in board["executives"]) == len(
        board["actions"]
    )
    was_due = [one for one in board["actions"] if (one["due"] or "9999") < later.today.isoformat()]
    assert board["judged"] == len(was_due)
    assert board["kept"] == sum(one["column"] == "done" for one in was_due)
    assert board["done_besides"] == sum(one["column"] == "done" for one in board["actions"]) - board["kept"]


def test_what_is_done_without_a_day_is_none_of_the_actions_that_were_due(later: App) -> None:
    before = desk.board(later, OPERATOR, requests.Board(), silent)
    undated = next(one for one in before["actions"] if one["due"] is None and one["column"] == "open")
    mark(later, OPERATOR, undated["id"], "done", text="It went out.")
    board = desk.board(later, OPERATOR, requests.Board(), silent)
    assert (board["kept"], board["judged"]) == (before["kept"], before["judged"])
    assert board["done_besides"] == before["done_besides"] + 1


def test_an_action_called_done_is_done_with_its_words_until_that_is_taken_back(later: App) -> None:
    late = next(
        one for one in desk.board(later, OPERATOR, requests.Board(), silent)["actions"] if one["column"] == "late"
    )
    mark(later, OPERATOR, late["id"], "done", text="It went out on Monday.")
    now = {one["id"]: one for one in desk.board(later, OPERATOR, requests.Board(), silent)["actions"]}[late["id"]]
    assert (now["column"], now["done_words"]) == ("done", "It went out on Monday.")
    undo(later, OPERATOR)
    again = {one["id"]: one for one in desk.board(later, OPERATOR, requests.Board(), silent)["actions"]}[late["id"]]
    assert again["column"] == "late"
