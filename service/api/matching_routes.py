"""Addresses of matching: proposals out of a people file, and what a lead accepted of them. For leads alone."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from mentoring.errors import BadInput
from mentoring.programme.matching import HOURS
from service import matching_requests as asked
from service import matching_workflows as workflows
from service.api import bodies
from service.api import matching_answers as answers
from service.api.address import who_may
from service.api.asking import Asking, Opened
from service.api.pair_routes import PlaceBody
from service.intake.joiners import read_joiners
from service.progress import silent

router = APIRouter(prefix="/api/match", tags=["matching"])
_read, _write = who_may("read", lead="programme"), who_may("write", lead="programme")
_EXAMPLE = base64.b64encode(
    b"id,side,offers,wishes,languages,reports_to\nm-1,mentor,short videos,strategy,en,\ne-1,mentee,strategy,films,en,\n"
).decode()
Twos = Annotated[list[Annotated[str, Field(min_length=3, max_length=200)]], Field(max_length=2500)]


class PeopleBody(bodies.Body):
    """A people file in base64; of its people nothing is kept."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["people.csv"])]
    content: Annotated[str, Field(max_length=1_900_000, examples=[_EXAMPLE])]


class MatchBody(bodies.Body):
    """For which programme, whom, and what is set already."""

    program: bodies.Program
    people: Annotated[PeopleBody, Field(examples=[{"name": "people.csv", "content": _EXAMPLE}])]
    hours: Annotated[float, Field(ge=0, le=12, description="most hours between two clocks")] = HOURS
    together: Twos = Field(default=[], description="MENTOR=MENTEE: these stay")
    swap: Twos = Field(default=[], description="MENTOR=MENTOR: they exchange their mentees")


class AcceptBody(MatchBody):
    """Which of what is proposed."""

    only: Twos = Field(default=[], description="MENTOR=MENTEE; none: all of them")


@router.get("", response_model=list[answers.Waiting], **_read)
def waiting(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """Accepted pairs that wait for their two people's consent."""
    return workflows.waiting(app, caller, asked.Accepted(), silent)


@router.post("", response_model=answers.Proposed, **_read)
def match(app: Opened, caller: Asking, body: MatchBody) -> dict[str, Any]:
    """Propose pairs, each with its reasons; the file is read and forgotten."""
    return workflows.match(app, caller, _request(body), silent)


@router.post("/accept", response_model=answers.AcceptedNow, **_write)
def accept(app: Opened, caller: Asking, body: AcceptBody) -> dict[str, Any]:
    """Keep the proposal, or some of it, until both people of each pair have answered."""
    return workflows.accept(app, caller, asked.AcceptMatch(_request(body), tuple(body.only)), silent)


@router.post("/begin", response_model=answers.Begun, **_write)
def begin(app: Opened, caller: Asking, body: PlaceBody) -> dict[str, Any]:
    """Both agreed: the pair gets its charter, with why these two."""
    return workflows.begin(app, caller, asked.BeginPair(body.program, body.pair), silent)


@router.post("/drop", response_model=answers.DroppedMatch, **_write)
def drop(app: Opened, caller: Asking, body: PlaceBody) -> dict[str, Any]:
    """An accepted pair shall not be."""
    return workflows.drop(app, caller, asked.DropMatch(body.program, body.pair), silent)


def _request(body: MatchBody) -> asked.Match:
    try:
        raw = base64.b64decode(body.people.content, validate=True)
    except (binascii.Error, ValueError):
        raise BadInput("The content of the file is no base64.") from None
    rows = read_joiners(raw, body.people.name)
    return asked.Match(body.program, rows, body.hours, tuple(body.together), tuple(body.swap))
