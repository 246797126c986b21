"""Surveys at the desk: one of the two answers, changes and takes back; a lead hands tables in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.errors import BadInput, NotAllowed, NotFound
from service import programme_requests
from service import programme_workflows as programme
from service import survey_requests as asked
from service import survey_workflows as workflows
from service.callers import OPERATOR, caller_for, on_behalf
from service.progress import silent
from service.wiring import App
from tests.api import company
from tests.api.company import FIRST, SOUTH, TODAY
from tests.databases import bytes_on_disk
from tests.store.sessions import AT, refs


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with company.opened_company(company.make(tmp_path)) as found:
        yield found.app


def answer(app: App, who: str = "men1", trust: int = 4, comment: str = "", **further: str) -> dict[str, object]:
    request = asked.AnswerSurvey("north", FIRST.pair, (("trust", trust),), comment, **further)
    return workflows.answer(app, caller_for(app, who), request, silent)


def back(app: App, who: str = "men1") -> dict[str, object]:
    return workflows.take_back(app, caller_for(app, who), asked.TakeSurveyBack("north", FIRST.pair, "mid"), silent)


def surveys(app: App, who: str) -> dict[str, object]:
    pages = programme.pairs(app, caller_for(app, who), programme_requests.ShowPairs(), silent)
    return next(one["survey"] for one in pages if one["pair"] == FIRST.pair)


def handed(app: App, kind: str, *lines: str, who: str | None = "lead", name: str = "t.csv") -> dict[str, object]:
    request = asked.HandTable(kind, name, "\n".join(lines).encode())  # type: ignore[arg-type]  # closed words
    return workflows.hand_table(app, caller_for(app, who), request, silent)


def test_her_answers_stand_in_the_open_wave_can_be_changed_and_are_read_by_her_alone(app: App) -> None:
    assert answer(app)["wave"] == "mid"
    answer(app, trust=2, comment="We talk more openly.")
    (mine,) = surveys(app, "men1")["mine"]
    assert (mine["wave"], mine["scores"], mine["comment"]) == ("mid", {"trust": 2}, "We talk more openly.")
    assert surveys(app, "exe1")["mine"] == []
    assert surveys(app, "lead") == {"open": None, "questions": {}, "mine": []}


def test_a_comment_that_names_somebody_is_not_kept_and_she_is_told(app: App) -> None:
    told = answer(app, comment="Ask Ottilie Brandt about it.")
    assert (told["comment"], told["comment_withheld"]) == ("", True)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param({"wave": "initial"}, "not open to you now", id="another wave"),
        pytest.param({"trust": 6}, "from 1 to 5", id="six"),
    ],
)
def test_what_cannot_stand_is_refused(app: App, said, sentence) -> None:
    with pytest.raises(BadInput, match=sentence):
        answer(app, **said)


def test_without_her_consent_of_today_nothing_is_kept(app: App) -> None:
    app.store.consents.withdraw(refs(app.store, FIRST)[0], None, TODAY, AT)
    with pytest.raises(NotFound):
        answer(app)


def test_nobody_else_answers_for_her(app: App) -> None:
    for who in ("men2", "exe5"):
        with pytest.raises(NotFound):
            answer(app, who)
    delegate = on_behalf(app, caller_for(app, "chief"), "exe1")
    for caller in (delegate, caller_for(app, "lead"), OPERATOR):
        with pytest.raises(NotAllowed):
            workflows.answer(app, caller, asked.AnswerSurvey("north", FIRST.pair, (("trust", 4),)), silent)


def test_what_is_taken_back_is_gone_and_no_older_file_brings_it_in_again(app: App) -> None:
    answer(app, comment="We talk more openly.")
    with app.store.database.read() as connection:
        (sealed,) = connection.exec_driver_sql("select sealed from surveys").scalars()
    assert back(app) == {"wave": "mid", "taken_back": True}
    assert surveys(app, "men1")["mine"] == []
    app.store.database.truncate_log()
    assert sealed not in bytes_on_disk(app.store, app.settings.home)
    with pytest.raises(NotFound):
        back(app)
    head, row = "program,pair,role,wave,date,trust", f"north,{FIRST.pair},mentor,mid,2026-07-10,5"
    assert handed(app, "surveys", head, row)["refused"][0]["code"] == "later"
    answer(app, trust=5)
    assert surveys(app, "men1")["mine"][0]["scores"] == {"trust": 5}


def test_what_she_takes_back_is_hers_alone(app: App) -> None:
    answer(app)
    for who in ("exe1", "men2"):
        with pytest.raises(NotFound):
            back(app, who)


def test_a_table_of_goals_is_taken_row_by_row_with_a_reason_for_each_other(app: App) -> None:
    told = handed(app, "goals", "program;pair;goal", f"north;{FIRST.pair};Captions by default",
                  f"south;{SOUTH[0].pair};Captions", f"north;{FIRST.pair};Ask Ottilie Brandt",
                  "north;north-99;Polls")  # fmt: skip
    assert told["taken"] == 1
    assert [(one["line"], one["code"]) for one in told["refused"]] == [(3, "programme"), (4, "guard"), (5, "not-found")]


def test_a_table_of_answers_is_taken_row_by_row(app: App) -> None:
    rows = [f"north,{FIRST.pair},mentor,mid,2026-06-10,{score}" for score in (4, 9)]
    told = handed(app, "surveys", "program,pair,role,wave,date,trust", *rows)
    assert (told["taken"], [one["line"] for one in told["refused"]]) == (1, [3])


def test_tables_are_read_in_the_limited_child_and_bad_ones_refused_in_a_sentence(app: App) -> None:
    for name, line, sentence in (("t.docx", "x", "no table"), ("t.xlsx", "x", "xlsx"), ("t.csv", "a,b", "no goals")):
        with pytest.raises(BadInput, match=sentence):
            handed(app, "goals", line, name=name)
    for who in ("men1", "exe1", "eva"):
        with pytest.raises(NotAllowed):
            handed(app, "goals", "program,pair,goal", who=who)
