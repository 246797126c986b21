"""What a lead does with what she found: hand it out, keep the search, ask whether it was learned before."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import Caller
from service import search_requests as asked
from service import search_workflows as flows
from service import workflows
from service.callers import OPERATOR
from service.intake.goals import read_goals
from service.progress import silent
from service.render.found import found_as
from service.requests import Search
from service.wiring import App

MENTEE = "Birgitte Holm-Sørensen"
OTHER_LEAD = Caller("p-lead", frozenset({"lead"}), frozenset({"workshop-2026"}))


def _later(app: App) -> None:
    app.settings = app.settings.model_copy(update={"today": app.today + timedelta(days=30)})


def _without_quote(app: App, note_id: str) -> None:
    row = app.store.notes.get(note_id)
    mentor = next(one for one in app.store.people.all() if app.store.people.ref_of(one.person_id) == row.mentor_ref)
    workflows.withdraw(app, OPERATOR, workflows.requests.Withdraw(mentor.person_id, purposes=("quote",)), silent)


def test_words_leave_only_where_both_let_them_be_quoted_and_the_handing_out_is_remembered(example: App) -> None:
    _later(example)
    search = Search("chatbot permitted", k=20)
    before = {row["note_id"]: row for row in flows.export_found(example, OPERATOR, asked.ExportFound(search), silent)}
    quoted = sorted(note_id for note_id, row in before.items() if row["words"])
    assert quoted
    _without_quote(example, quoted[0])
    rows = {row["note_id"]: row for row in flows.export_found(example, OPERATOR, asked.ExportFound(search), silent)}
    assert rows[quoted[0]]["words"] is None
    assert rows[quoted[0]]["insights"] == before[quoted[0]]["insights"]
    assert "export-search" in {one.kind for one in example.store.artifacts.holding([quoted[0]])}


@pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "-2+3", "\t=1"])
def test_a_table_never_runs_and_a_page_never_fetches_what_a_note_says(words: str) -> None:
    row = {"note_id": "n1", "session_date": "2026-10-01", "program": "p", "theme": None, "score": 0.5}
    rows = [{**row, "words": words, "insights": [words, "![x](http://outside.example)"]}]
    table = list(csv.DictReader(io.StringIO(found_as("csv", rows).lstrip("\ufeff"))))
    assert all(cell.startswith("'") for cell in (table[0]["words"], table[0]["insights"]))
    assert "![" not in found_as("md", rows)
    assert "](" not in found_as("md", rows)


def test_learned_before_names_earlier_insights_of_other_sessions_only(scratch: App) -> None:
    rows = scratch.store.items.insights()
    found = {
        row.insight.id: flows.learned_before(scratch, OPERATOR, asked.LearnedBefore(row.insight.id), silent)
        for row in rows
    }
    assert any(found.values())
    for row in rows:
        for one in found[row.insight.id]:
            assert one["note_id"] != row.insight.note_id
            assert one["session_date"] <= row.session_date.isoformat()
            assert one["similarity"] >= 0.45


def test_learned_before_neither_asks_nor_answers_with_what_the_reader_may_not_see(example: App) -> None:
    ids = [row.insight.id for row in example.store.items.insights()]
    with pytest.raises(NotFound):
        flows.learned_before(example, OPERATOR, asked.LearnedBefore(ids[0]), silent)
    _later(example)
    before = {
        one: flows.learned_before(example, OTHER_LEAD, asked.LearnedBefore(one), silent) for one in _seen(example)
    }
    assert {near["program"] for found in before.values() for near in found} <= {"workshop-2026"}


def _seen(app: App) -> list[str]:
    rows = workflows.export(app, OTHER_LEAD, workflows.requests.Export("insights"), silent)
    return [row["id"] for row in rows if row["program"] == "workshop-2026"]


def test_a_goal_that_no_insight_bears_on_is_silent_and_comes_first(scratch: App) -> None:
    insight = scratch.store.items.insights()[0]
    goals = (
        asked.Goal(insight.program, insight.insight.statement),
        asked.Goal(insight.program, "Tons of steel melted in the new furnace"),
        asked.Goal("of-others", "Captions"),
    )
    rows = flows.silence(
        scratch, OTHER_LEAD if insight.program == "workshop-2026" else OPERATOR, asked.Silence(goals), silent
    )
    assert [(row["goal"], row["silent"]) for row in rows if row["program"] == insight.program] == [
        (goals[1].goal, True),
        (goals[0].goal, False),
    ]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"program,goal\np,\xff\n", "not valid UTF-8"),
        (b"program,goal\n", "holds no goals"),
        (b"pair,goal\na,b\n", "lacks the column program"),
        (b"program,goal\np,\n", "line 2"),
        (b"program,goal\np," + b"x" * 401 + b"\n", "up to 400"),
    ],
)
def test_goals_that_cannot_be_read_are_refused_in_one_sentence(raw: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read_goals(raw, "goals.csv")


def test_a_kept_search_is_its_owners_alone_and_stands_nowhere_in_the_clear(scratch: App) -> None:
    kept = flows.keep_search(scratch, OPERATOR, asked.KeepSearch("Clips", Search("zebra videos")), silent)
    assert [one["id"] for one in flows.kept_searches(scratch, OPERATOR, asked.KeptSearches(), silent)] == [kept["id"]]
    assert flows.kept_searches(scratch, OTHER_LEAD, asked.KeptSearches(), silent) == []
    flows.forget_search(scratch, OTHER_LEAD, asked.ForgetSearch(kept["id"]), silent)
    assert flows.kept_searches(scratch, OPERATOR, asked.KeptSearches(), silent), "it is not hers to drop"
    for file in scratch.settings.home.rglob("*"):
        assert not file.is_file() or b"zebra videos" not in file.read_bytes()
    flows.forget_search(scratch, OPERATOR, asked.ForgetSearch(kept["id"]), silent)
    assert flows.kept_searches(scratch, OPERATOR, asked.KeptSearches(), silent) == []


def test_a_search_about_a_person_is_not_kept(scratch: App) -> None:
    with pytest.raises(NotAllowed):
        flows.keep_search(scratch, OPERATOR, asked.KeepSearch("x", Search(f"pay of {MENTEE}")), silent)


def test_patterns_are_found_by_words_and_by_meaning_with_a_band_and_no_figure(scratch: App) -> None:
    shown = workflows.export(scratch, OPERATOR, workflows.requests.Export("patterns"), silent)
    assert shown
    for one in shown:
        found = flows.find_patterns(scratch, OPERATOR, asked.FindPatterns(one["title"], k=50), silent)
        assert found[0]["title"].casefold() == one["title"].casefold()  # two patterns may share a title
        assert {row["id"]: row["support_band"] for row in found}[one["id"]] == one["support_band"]
    themed = flows.find_patterns(scratch, OPERATOR, asked.FindPatterns(shown[0]["title"], shown[0]["theme"]), silent)
    assert {one["theme"] for one in themed} == {shown[0]["theme"]}


def test_a_pattern_that_may_not_be_shown_is_not_found(example: App) -> None:
    _later(example)
    may = {one["id"] for one in workflows.export(example, OPERATOR, workflows.requests.Export("patterns"), silent)}
    every = example.store.items.patterns()
    assert len(may) < len(every)
    for one in every:
        found = flows.find_patterns(example, OPERATOR, asked.FindPatterns(one.title, k=50), silent)
        assert {row["id"] for row in found} <= may


@pytest.mark.parametrize(
    "request_", [asked.FindPatterns(""), asked.FindPatterns("captions", "weather"), asked.FindPatterns("captions", k=0)]
)
def test_a_search_for_patterns_that_cannot_be_meant_is_refused(scratch: App, request_: asked.FindPatterns) -> None:
    with pytest.raises(BadInput):
        flows.find_patterns(scratch, OPERATOR, request_, silent)
