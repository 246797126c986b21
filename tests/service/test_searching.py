"""Who finds what, when: the preview window, held words, closed filters, figures that tell of nobody."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete

from mentoring.errors import BadInput, NotAllowed
from mentoring.records import Caller
from mentoring.store.tables import notes
from service import requests, workflows
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.requests import Facets, Search
from service.stages.readable import id_of, readable
from service.wiring import App

QUERIES = ("repair video captions", "rules for AI tools", "new starters without a laptop")


def later(app: App, days: int) -> None:
    app.settings = app.settings.model_copy(update={"today": app.today + timedelta(days=days)})


def found(app: App, query: str, caller: Caller = OPERATOR, **filters: Any) -> list[dict[str, Any]]:
    return workflows.search(app, caller, Search(query, **{"k": 50, **filters}), silent)


def facets(app: App, **filters: Any) -> dict[str, Any]:
    return workflows.facets(app, OPERATOR, Facets(**filters), silent)


def all_answers(app: App) -> list[Any]:
    asked = [workflows.ask(app, OPERATOR, requests.Ask(f"What about {query}?"), silent) for query in QUERIES]
    of_kind = [found(app, query, kind=kind) for query in QUERIES for kind in (None, "insight", "action")]
    return [*asked, *of_kind, facets(app), facets(app, theme="digital-fluency"), facets(app, kind="action")]


@pytest.mark.parametrize(("days", "seen"), [(0, False), (2, False), (3, True)])
def test_a_lead_finds_no_word_before_the_mentors_preview_window_is_over(example: App, days: int, seen: bool) -> None:
    later(example, days)
    assert bool(found(example, "repair video captions")) is seen
    assert (
        workflows.ask(example, OPERATOR, requests.Ask("Does anybody know what is permitted with AI chatbots?"), silent)[
            "answered"
        ]
        is seen
    )
    assert bool(workflows.export(example, OPERATOR, requests.Export("notes"), silent)) is seen
    assert bool(facets(example)["pair"]) is seen


def test_an_evaluation_home_is_searched_at_once(scratch: App) -> None:
    assert found(scratch, "repair video captions")


def test_a_note_that_no_engine_has_read_is_not_found(example: App) -> None:
    later(example, 30)
    before = {hit["note_id"] for hit in found(example, "meetings")}
    example.store.notes.set_stage("ex01", "indexed")
    for row in example.store.items.insights(note_ids=["ex01"]):
        example.store.items.set_state(row.insight.id, "vetoed")
    for row in example.store.items.actions(note_ids=["ex01"]):
        example.store.items.set_state(row.action.id, "vetoed")
    assert before - {hit["note_id"] for hit in found(example, "meetings")} == {"ex01"}


def test_of_a_note_with_a_vetoed_statement_only_the_other_statements_are_found(example: App) -> None:
    later(example, 30)
    rows = example.store.items.insights(note_ids=["ex01"])
    example.store.items.set_state(rows[0].insight.id, "vetoed")
    words = rows[0].insight.evidence[0].text
    hit = next(one for one in found(example, words) if one["note_id"] == "ex01")
    left = [piece for item in readable(example, OPERATOR).items["ex01"] for piece in _evidence(item)]
    assert any(piece.start <= hit["start"] and hit["end"] <= piece.end for piece in left)
    assert rows[0].insight.id not in {one["id"] for one in hit["insights"]}
    assert "ex01" not in {
        row["note_id"] for row in workflows.export(example, OPERATOR, requests.Export("notes"), silent)
    }


@pytest.mark.parametrize("seed", range(3))
def test_what_is_hidden_changes_no_answer_score_or_figure(example: App, seed: int) -> None:
    """With some notes hidden from the reader, every answer is the one of a home that never had them."""
    later(example, 30)
    whole = sorted(readable(example, OPERATOR).whole)
    hidden = random.Random(seed).sample(whole, 3)  # noqa: S311 - a choice of notes, no secret
    untouched = all_answers(example)
    for note_id in hidden:
        for row in (
            *example.store.items.insights(note_ids=[note_id]),
            *example.store.items.actions(note_ids=[note_id]),
        ):
            example.store.items.set_state(id_of(row), "vetoed")
        example.store.notes.set_stage(note_id, "indexed")  # a note without items waits as well
    with_them = all_answers(example)
    with example.store.database.write() as connection:
        connection.execute(delete(notes).where(notes.c.note_id.in_(hidden)))
    example.index.close()
    assert all_answers(example) == with_them
    assert untouched != with_them


def test_another_programmes_lead_finds_nothing_of_this_one(example: App) -> None:
    later(example, 30)
    lead = Caller("p-lead", frozenset({"lead"}), frozenset({"workshop-2026"}))
    assert {hit["program"] for hit in found(example, "meetings", lead)} == {"workshop-2026"}
    assert workflows.facets(example, lead, Facets(), silent)["program"].keys() <= {"workshop-2026"}


@pytest.mark.parametrize("role", ["executive", "mentor"])
def test_only_leads_search(example: App, role: str) -> None:
    person = next(one.person_id for one in example.store.people.all() if one.role == role)
    for act in (
        lambda: found(example, "meetings", caller_for(example, person)),
        lambda: workflows.facets(example, caller_for(example, person), Facets(), silent),
    ):
        with pytest.raises(NotAllowed):
            act()


FILTERS: dict[str, tuple[dict[str, str], Callable[[dict[str, Any]], bool]]] = {
    "program": ({"program": "ride-2026"}, lambda hit: hit["program"] == "ride-2026"),
    "pair": ({"pair": "ride-02"}, lambda hit: hit["pair"] == "ride-02"),
    "theme": (
        {"theme": "digital-fluency"},
        lambda hit: {one["theme"] for one in hit["insights"]} == {"digital-fluency"},
    ),
    "dates": (
        {"since": "2026-10-15", "until": "2026-10-20"},
        lambda hit: "2026-10-15" <= hit["session_date"] <= "2026-10-20",
    ),
    "insights": ({"kind": "insight"}, lambda hit: bool(hit["insights"])),
}


@pytest.mark.parametrize("name", FILTERS)
def test_filters_let_through_what_they_name_and_leave_out_the_rest(scratch: App, name: str) -> None:
    filters, holds = FILTERS[name]
    hits = found(scratch, "meetings", **filters)
    assert hits
    assert all(holds(hit) for hit in hits)
    assert len(hits) < len(found(scratch, "meetings")) or name == "insights"


@pytest.mark.parametrize(("field", "of"), [("direction", "insight"), ("status", "action")])
def test_direction_and_status_choose_notes_by_their_items(scratch: App, field: str, of: str) -> None:
    rows = scratch.store.items.insights() if of == "insight" else scratch.store.items.actions()
    value = getattr(getattr(rows[0], of), field)
    wanted = {getattr(row, of).note_id for row in rows if getattr(getattr(row, of), field) == value}
    assert {hit["note_id"] for hit in found(scratch, "meetings", **{field: value})} == wanted


@pytest.mark.parametrize(
    ("filters", "says"),
    [
        ({"theme": "weather"}, "A theme is one of"),
        ({"kind": "$ne"}, "A kind is one of"),
        ({"direction": "up"}, "A direction is one of"),
        ({"status": "maybe"}, "A status is one of"),
        ({"since": "yesterday"}, "--from is no date"),
    ],
)
def test_a_filter_that_is_none_of_its_values_is_refused(scratch: App, filters: dict[str, str], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        found(scratch, "meetings", **filters)


def test_facets_are_steps_of_people_and_leave_small_groups_out(example: App) -> None:
    later(example, 30)
    told = facets(example)
    assert told["kind"]
    assert told["program"] == {}, "two programmes of two pairs each: either would tell of two people"
    for name in ("program", "kind", "theme", "direction", "status"):
        assert all(count >= 3 and count % 3 == 0 for count in told[name].values())
    one_pair = facets(example, pair="ride-02")
    assert {name: values for name, values in one_pair.items() if name != "pair" and values} == {}


def _evidence(item: Any) -> Any:
    return item.insight.evidence if hasattr(item, "insight") else item.action.evidence
