"""Addresses of surveys at the desk: her own answers, and tables that a lead hands in."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from mentoring.errors import BadInput
from mentoring.programme.surveys import Question, Wave
from service import survey_requests as asked
from service import survey_workflows as workflows
from service.api import bodies
from service.api.address import who_may
from service.api.answers import Answer, Day, Pair
from service.api.asking import Asking, Opened
from service.api.import_routes import FileBody
from service.api.pair_routes import PlaceBody
from service.api.programme_routes import Score
from service.progress import silent
from service.survey_requests import TableKind

router = APIRouter(prefix="/api/programme", tags=["programme"])
_own = who_may("write", mentor="own", executive="own")


class AnswerBody(PlaceBody):
    """Her own answers; a question may be left out."""

    wave: Annotated[Wave | None, Field(description="the one she had before her")] = None
    scores: Annotated[dict[Question, Score], Field(min_length=1, examples=[{"trust": 4}])]
    comment: Annotated[str, Field(max_length=1000)] = ""


class BackBody(PlaceBody):
    """Which answers go."""

    wave: Annotated[Wave, Field(examples=["initial"])]


class TableBody(bodies.Body):
    """A table and what its rows are."""

    kind: Annotated[TableKind, Field(examples=["goals"])]
    file: Annotated[
        FileBody,
        Field(
            examples=[
                {
                    "name": "goals.csv",
                    "content": "cHJvZ3JhbSxwYWlyLGdvYWwKTm9ydGgsbm9ydGgtMDEsQ2FwdGlvbnMgYnkgZGVmYXVsdAo=",
                }
            ]
        ),
    ]


class SurveyKept(Answer):
    """Her answers as they are kept."""

    wave: Wave
    day: Day
    scores: dict[Question, int]
    comment: str = Field(description="redacted", examples=["I learned a lot."])
    comment_withheld: bool


class SurveyGone(Answer):
    """What is gone."""

    wave: Wave
    taken_back: bool


class RefusedLine(Answer):
    """A row that was not taken."""

    line: int
    pair: Pair
    code: str = Field(examples=["consent"])
    reason: str


class TableTaken(Answer):
    """What became of the rows of a table."""

    kind: TableKind
    taken: int
    unchanged: int
    comments_withheld: int
    refused: list[RefusedLine]


@router.post("/survey", response_model=SurveyKept, **_own)
def answer(app: Opened, caller: Asking, body: AnswerBody) -> dict[str, Any]:
    """Answer the survey that is open to oneself, or change one's answers; the comment is redacted."""
    scores = tuple(body.scores.items())
    request = asked.AnswerSurvey(body.program, body.pair, scores, body.comment, body.wave)
    return workflows.answer(app, caller, request, silent)


@router.post("/survey/back", response_model=SurveyGone, **_own)
def take_back(app: Opened, caller: Asking, body: BackBody) -> dict[str, Any]:
    """Take one's own answers of a wave back."""
    return workflows.take_back(app, caller, asked.TakeSurveyBack(body.program, body.pair, body.wave), silent)


@router.post("/table", response_model=TableTaken, **who_may("write", lead="programme"))
def table(app: Opened, caller: Asking, body: TableBody) -> dict[str, Any]:
    """Goals, survey answers or outcomes as CSV or Excel: each row is taken, or refused with its line and reason."""
    return workflows.hand_table(app, caller, asked.HandTable(body.kind, body.file.name, _bytes(body.file)), silent)


def _bytes(file: FileBody) -> bytes:
    try:
        return base64.b64decode(file.content, validate=True)
    except (binascii.Error, ValueError):
        raise BadInput("The content of the file is no base64.") from None
