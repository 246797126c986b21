"""Learning cards: for exactly those who may see the insight, with a count that tells of nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import Caller
from mentoring.store.tables import items
from service import learning_requests as asked
from service import learning_workflows as workflows
from service import search_requests
from service import workflows as others
from service.callers import caller_for, on_behalf
from service.progress import silent
from service.render.cards import LEARNING_FORMS
from service.wiring import App
from tests.api.company import FIRST, NORTH, SECOND, SOUTH
from tests.store.sessions import AT, action, insight
from tests.store.sessions import FIRST as WORDS

THEIRS = insight(SECOND).id
"""Released to everybody: "Short polls work on shifts", a tool."""


def listed(app: App, who: str, **filters: str) -> dict[str, dict[str, Any]]:
    rows = workflows.learnings(app, caller_for(app, who), asked.Learnings(**filters), silent)
    return {one["id"]: one for one in rows}


def card(app: App, who: str, item: str = THEIRS) -> dict[str, Any]:
    return workflows.show(app, caller_for(app, who), asked.ShowLearning(item), silent)


def used(app: App, *who: str, undo: bool = False) -> None:
    for one in who:
        workflows.say_used(app, caller_for(app, one), asked.SayUsed(THEIRS, used=not undo), silent)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("exe1", {insight(FIRST).id, THEIRS}), ("men1", {insight(FIRST).id}), ("exe6", {insight(SOUTH[1]).id, THEIRS}),
        ("lead", {insight(one).id for one in NORTH}), ("boss", {insight(one).id for one in NORTH[1:]}),
    ],
)  # fmt: skip
def test_a_card_is_for_exactly_those_who_may_see_the_insight(app: App, who: str, sees: set[str]) -> None:
    assert set(listed(app, who)) == sees
    for one in (*NORTH, *SOUTH):
        if insight(one).id not in sees:
            with pytest.raises(NotFound):
                card(app, who, insight(one).id)


def test_a_held_insight_has_no_card_but_for_its_mentor(app: App) -> None:
    app.store.items.set_state(THEIRS, "held", reason="mentor")
    assert THEIRS not in listed(app, "exe1")
    assert THEIRS in listed(app, "men2")
    with pytest.raises(NotFound):
        workflows.hand_out(app, caller_for(app, "lead"), asked.HandOutLearning(THEIRS), silent)


def test_how_many_used_it_is_told_from_k_others_on_in_steps_of_k(app: App) -> None:
    used(app, "exe1", "exe3")
    assert {listed(app, who)[THEIRS]["used"] for who in ("lead", "exe4", "men2")} == {None}
    used(app, "exe4")
    assert {listed(app, who)[THEIRS]["used"] for who in ("lead", "exe5", "men2")} == {"3 or more"}
    used(app, "exe5", "exe6")
    assert card(app, "men2")["used"] == "3 or more"
    used(app, "exe5", "exe6", "exe4", undo=True)
    assert card(app, "lead")["used"] is None


def test_nobody_reads_the_others_off_her_own_mark_and_the_pairs_own_count_for_nothing(app: App) -> None:
    used(app, "exe1", "exe3", "exe4")
    assert listed(app, "exe4")[THEIRS]["used"] is None  # besides herself two said so
    assert listed(app, "exe4")[THEIRS]["mine"] is True
    used(app, "exe1", undo=True)
    used(app, "exe2")  # the mentee himself
    assert card(app, "lead")["used"] is None


def test_a_card_says_what_was_done_and_names_tools(app: App) -> None:
    with app.store.database.write() as connection:  # so near to the insight that it bears on it
        connection.execute(update(items).where(items.c.id == action(SECOND).id).values(text=insight(SECOND).statement))
    app.store.items.set_state(action(SECOND).id, "released", "organisation", mentor_released=True)
    found = card(app, "exe1")
    assert (found["kind"], found["named"], found["support_band"]) == ("tool", ["Short polls"], None)
    assert [(one["task"], one["step"]) for one in found["done"]] == [(insight(SECOND).statement, "proposed")]
    app.store.items.set_state(action(SECOND).id, "held", reason="mentor")
    assert card(app, "exe1")["done"] == []


def test_kinds_and_themes_choose_among_what_she_sees(app: App) -> None:
    assert set(listed(app, "exe1", kind="tool")) == {insight(FIRST).id, THEIRS}
    assert listed(app, "exe1", kind="method") == {}
    assert listed(app, "exe1", theme="wellbeing-and-belonging") == {}
    with pytest.raises(BadInput):
        listed(app, "exe1", kind="insight")


def test_search_narrows_to_tools_and_its_counts_keep_to_k(app: App) -> None:
    lead = caller_for(app, "lead")
    facets = others.facets(app, lead, search_requests.Facets(), silent)
    assert facets["kind"]["tool"] == 3  # four pairs, in steps of k
    assert "method" not in facets["kind"]
    few = others.facets(app, lead, search_requests.Facets(pair=FIRST.pair), silent)
    assert few["kind"] == {}


def test_a_card_leaves_without_words_that_may_not_be_quoted_and_is_remembered(app: App, tmp_path: Path) -> None:
    def handed(file: str | None = None) -> str:
        request = asked.HandOutLearning(THEIRS, "md", file)
        made = workflows.hand_out(app, caller_for(app, "lead"), request, silent)
        return LEARNING_FORMS["md"][1](made).decode()

    assert WORDS in handed(str(tmp_path / "card.md"))
    hers = [one for one in app.store.consents.current() if one.pair == SECOND.pair]
    app.store.consents.record([replace(one, purposes=one.purposes - {"quote"}) for one in hers], AT)
    assert WORDS not in handed()
    kinds = [(one.kind, one.handling) for one in app.store.artifacts.holding([SECOND.note_id])]
    assert kinds == [("learning-card", "file"), ("learning-card", "handed-out")]


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_card_is_a_page_and_paper(app: App, form: str) -> None:
    made = workflows.hand_out(app, caller_for(app, "exe1"), asked.HandOutLearning(THEIRS, form), silent)
    assert len(LEARNING_FORMS[form][1](made)) > 1000


def test_nobody_marks_in_anothers_name_and_who_used_it_is_in_no_answer(app: App) -> None:
    acting = on_behalf(app, caller_for(app, "chief"), "exe1")
    with pytest.raises(NotAllowed):
        workflows.say_used(app, acting, asked.SayUsed(THEIRS), silent)
    with pytest.raises(NotAllowed):
        workflows.say_used(app, Caller("men2", frozenset({"mentor"})), asked.SayUsed(THEIRS), silent)
    used(app, "exe3", "exe4", "exe5")
    said = json.dumps([card(app, "lead"), card(app, "men2")])
    assert not [who for who in ("exe3", "exe4", "exe5") if who in said or str(app.store.people.ref_of(who)) in said]
