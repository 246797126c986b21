"""Addresses of the programme: sessions told of, pulses, surveys, the page at a glance and the quarterly report."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import Field

from mentoring.programme.surveys import Question, Side, Wave
from service import programme_requests as asked
from service import programme_workflows as workflows
from service.api import bodies
from service.api import programme_answers as answers
from service.api.address import who_may
from service.api.asking import Asking, Opened
from service.api.export_routes import File
from service.api.pair_routes import PlaceBody
from service.progress import silent
from service.render.report import REPORT_FORMS

router = APIRouter(prefix="/api/programme", tags=["programme"])
Score = Annotated[int, Field(ge=1, le=5, examples=[4])]
Quarter = Annotated[str, Field(pattern=r"^20\d\d-Q[1-4]$", examples=["2026-Q2"])]
_lead = who_may("read", lead="programme")
_file = who_may("read", lead="programme")
_file["responses"][200] = {
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    "description": "The file",
}


class MetBody(PlaceBody):
    """A session without a note."""

    day: Annotated[date, Field(examples=["2026-06-10"])]
    held: bool = True


class FeltBody(PlaceBody):
    """Two answers after a session."""

    day: Annotated[date, Field(examples=["2026-06-02"])]
    worth: Score
    open: Score


class SurveyBody(PlaceBody):
    """What one person answered in one wave."""

    role: Annotated[Side, Field(examples=["mentor"])]
    wave: Annotated[Wave, Field(examples=["mid"])]
    day: Annotated[date, Field(examples=["2026-06-10"])]
    scores: Annotated[dict[Question, Score], Field(examples=[{"trust": 4}])]
    comment: Annotated[str, Field(max_length=1000)] = ""


class SurveysBody(bodies.Body):
    """Answers of many people."""

    rows: Annotated[
        list[SurveyBody],
        Field(max_length=5000, examples=[[{"program": "North", "pair": "north-01", "role": "mentor", "wave": "mid",
                                           "day": "2026-06-10", "scores": {"trust": 4}}]]),
    ]  # fmt: skip


class ReportBody(bodies.Body):
    """Which quarter, in which format."""

    quarter: Quarter
    form: Annotated[Literal["html", "pdf", "txt", "json"], Field(alias="format", examples=["txt"])]


@router.get("", response_model=answers.ProgrammePage, **_lead)
def programme(app: Opened, caller: Asking) -> dict[str, Any]:
    """The caller's programmes at a glance: presence by pair, figures of several people with n and interval."""
    return workflows.programme(app, caller, asked.ShowProgramme(), silent)


@router.post("/met", response_model=answers.Met, **who_may("write", mentor="own", executive="own", lead="programme"))
def met(app: Opened, caller: Asking, body: MetBody) -> dict[str, Any]:
    """Tell of a session without a note, held or called off."""
    return workflows.meet(app, caller, asked.Meet(body.program, body.pair, body.day.isoformat(), body.held), silent)


@router.post("/pulse", response_model=answers.Felt, **who_may("write", mentor="own", executive="own"))
def pulse(app: Opened, caller: Asking, body: FeltBody) -> dict[str, Any]:
    """Answer two questions after a session; leads see that it was answered, nobody else sees what."""
    request = asked.Feel(body.program, body.pair, body.day.isoformat(), body.worth, body.open)
    return workflows.feel(app, caller, request, silent)


@router.post("/surveys", response_model=answers.SurveysTaken, **who_may("write", lead="programme"))
def surveys(app: Opened, caller: Asking, body: SurveysBody) -> dict[str, Any]:
    """Bring answers in; each through its own person's consent, comments redacted like a note."""
    rows = tuple(
        asked.SurveyRow(one.program, one.pair, one.role, one.wave, one.day.isoformat(), tuple(one.scores.items()),
                        one.comment, line)
        for line, one in enumerate(body.rows, start=1)
    )  # fmt: skip
    return workflows.import_surveys(app, caller, asked.ImportSurveys(rows), silent)


@router.post("/report", response_class=File, **_file)
def report(app: Opened, caller: Asking, body: ReportBody) -> File:
    """One quarter as a file: no pair, no name, no words; remembered as handed out."""
    made = workflows.report(app, caller, asked.QuarterReport(body.quarter, body.form), silent)
    media_type, make = REPORT_FORMS[body.form]
    disposition = f'attachment; filename="upwell-{body.quarter}.{body.form}"'
    return File(make(made), media_type=media_type, headers={"Content-Disposition": disposition})
