"""Tables that a lead hands in at the desk: read in the limited child, then taken row by row."""

from __future__ import annotations

from typing import Any, TypeVar

from mentoring.errors import BadInput
from mentoring.records import Caller
from service.callers import leads
from service.intake.goals import goal_rows
from service.intake.outcome_tables import outcome_counts
from service.intake.sandbox import Sandbox
from service.intake.survey_forms import survey_rows
from service.outcome_requests import ImportOutcomes, OutcomeCount
from service.programme_requests import GoalRow, ImportGoals, ImportSurveys, SurveyRow
from service.stages import aiming, answering, comparing
from service.survey_requests import HandTable
from service.wiring import App

R = TypeVar("R", GoalRow, SurveyRow)
_NOT_HERS = "that is not a programme that you lead"
_ENDINGS = (".csv", ".xlsx")


def take(app: App, caller: Caller, request: HandTable) -> dict[str, Any]:
    """How many rows are in, and of every other its line and reason."""
    if not request.name.lower().endswith(_ENDINGS):
        raise BadInput(f"{request.name} is no table: give a file ending in .csv or .xlsx.", code="format")
    with Sandbox() as sandbox:
        table = sandbox.table(request.raw, request.name)
    if request.kind == "goals":
        return _goals(app, caller, goal_rows(table, request.name))
    if request.kind == "outcomes":
        return _outcomes(app, caller, outcome_counts(table, request.name))
    return _surveys(app, caller, survey_rows(table, request.name))


def _goals(app: App, caller: Caller, rows: tuple[GoalRow, ...]) -> dict[str, Any]:
    hers, refused = _hers(caller, rows)
    found = aiming.bring(app, caller, ImportGoals(tuple(hers)))
    return {"kind": "goals", "taken": len(found["goals"]), "unchanged": 0, "comments_withheld": 0,
            "refused": _by_line([*found["refused"], *refused])}  # fmt: skip


def _surveys(app: App, caller: Caller, rows: tuple[SurveyRow, ...]) -> dict[str, Any]:
    hers, refused = _hers(caller, rows)
    found = answering.bring_surveys(app, caller, ImportSurveys(tuple(hers)))
    return {"kind": "surveys", **found, "refused": _by_line([*found["refused"], *refused])}


def _outcomes(app: App, caller: Caller, counts: tuple[OutcomeCount, ...]) -> dict[str, Any]:
    """A programme is a row here: the rows of the table were counted and forgotten."""
    others = sorted({one.program for one in counts if not leads(caller, one.program)})
    found = comparing.bring(app, caller, ImportOutcomes(tuple(one for one in counts if one.program not in others)))
    refused = [{"line": 0, "pair": program, "code": "programme", "reason": _NOT_HERS} for program in others]
    return {"kind": "outcomes", "taken": len(found["taken"]), "unchanged": 0, "comments_withheld": 0,
            "refused": [*found["refused"], *refused]}  # fmt: skip


def _hers(caller: Caller, rows: tuple[R, ...]) -> tuple[list[R], list[dict[str, Any]]]:
    """Rows of programmes she leads, and a refusal for each other one."""
    refused = [
        {"line": one.line, "pair": one.pair, "code": "programme", "reason": _NOT_HERS}
        for one in rows
        if not leads(caller, one.program)
    ]
    return [one for one in rows if leads(caller, one.program)], refused


def _by_line(refused: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(refused, key=lambda one: int(one["line"]))
