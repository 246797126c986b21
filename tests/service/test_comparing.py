"""Outcomes of a made-up company: k people in both groups, nobody's row kept, leads of the programme alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.errors import NotAllowed
from service import outcome_workflows, survey_workflows
from service import programme_requests as asked
from service import programme_workflows as workflows
from service.callers import OPERATOR, caller_for
from service.outcome_requests import ImportOutcomes, OutcomeCount
from service.progress import silent
from service.render.report import REPORT_FORMS
from service.survey_requests import HandTable
from service.wiring import App
from tests.api import company
from tests.databases import files_below


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with company.opened_company(company.make(tmp_path)) as found:
        yield found.app


def bring(app: App, n: int, others: int, who: str | None = None, program: str = "north") -> dict[str, object]:
    counts = (
        OutcomeCount(program, "participant", "stayed", n, n - 1),
        OutcomeCount(program, "comparison", "stayed", others, others - 2),
    )
    return outcome_workflows.import_outcomes(app, caller_for(app, who), ImportOutcomes(counts), silent)


def told(app: App, who: str | None = None) -> list[dict[str, object]]:
    return workflows.programme(app, caller_for(app, who), asked.ShowProgramme(), silent)["outcomes"]


def test_both_groups_stand_side_by_side_with_n_and_interval_as_by_hand(app: App) -> None:
    bring(app, 10, 20)
    (one,) = told(app)
    # Wilson: 9 of 10 0.596 to 0.982, 18 of 20 0.699 to 0.972; so -sqrt(.304^2 + .072^2) to +sqrt(.082^2 + .201^2).
    assert (one["n"], one["share"], one["others"], one["others_share"]) == (10, 0.9, 20, 0.9)
    assert (one["difference"], one["low"], one["high"]) == pytest.approx((0.0, -0.313, 0.217), abs=0.0015)


@pytest.mark.parametrize(("n", "others"), [(2, 20), (10, 2)])
def test_fewer_than_k_in_either_group_are_refused_and_not_kept(app: App, n: int, others: int) -> None:
    assert [one["code"] for one in bring(app, n, others)["refused"]] == ["small"]
    assert app.store.comparisons.all() == []


def test_the_last_counts_of_a_programme_hold(app: App) -> None:
    bring(app, 10, 20)
    bring(app, 12, 20)
    assert [one["n"] for one in told(app)] == [12]


def test_a_lead_brings_in_and_reads_her_own_programmes_alone(app: App) -> None:
    bring(app, 10, 20, "lead")
    bring(app, 11, 20, program="south")
    assert [one["program"] for one in told(app, "lead")] == ["north"]
    with pytest.raises(NotAllowed):
        bring(app, 10, 20, "lead", program="south")
    for who in ("men1", "exe1", "eva", "adm"):
        with pytest.raises(NotAllowed):
            bring(app, 10, 20, who)


def test_no_row_of_a_person_is_kept(app: App) -> None:
    rows = [f"north,Ottokar{n} Quendel,{group},{'yes' if n else 'no'}" for n in range(4)
            for group in ("participant", "comparison")]  # fmt: skip
    raw = "\n".join(["program,name,group,stayed", *rows]).encode()
    caller = caller_for(app, "lead")
    found = survey_workflows.hand_table(app, caller, HandTable("outcomes", "o.csv", raw), silent)
    assert (found["taken"], found["refused"]) == (1, [])
    assert [(one["n"], one["share"]) for one in told(app, "lead")] == [(4, 0.75)]
    app.store.database.truncate_log()
    assert b"Ottokar" not in files_below(app.settings.home)


def test_the_report_tells_them_with_the_caution_once_they_are_there(app: App) -> None:
    for quarter, there in (("2026-Q2", False), ("2026-Q3", True)):
        bring(app, 10, 20)  # on 10 July
        made = workflows.report(app, OPERATOR, asked.QuarterReport(quarter, "txt"), silent)
        text = REPORT_FORMS["txt"][1](made).decode()
        assert ("Stayed: 90 % of 10 participants, 90 % of 20 others" in text) is there
        assert ("one firm's first cohort" in text) is there
        assert ("No counts of both groups were brought in by then" in text) is not there
