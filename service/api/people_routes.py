"""Addresses of the roster and of delegation."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import Field

from mentoring.records import Role
from service import requests, workflows
from service.api import bodies
from service.api.address import everybody, who_may
from service.api.answers import Answer, Program
from service.api.asking import Asking, Opened
from service.api.paging import LONGEST, After, Limit, page
from service.progress import silent

router = APIRouter(prefix="/api", tags=["people"])
PersonId = Annotated[str, Field(examples=["p-017"])]


class Known(Answer):
    """Somebody this home knows."""

    person_id: PersonId
    name: str = Field(examples=["Robin Example"])
    aliases: list[str]
    email: str | None = Field(examples=["robin@example.com"])
    manager_id: str | None = Field(examples=["p-001"])
    site: str | None = Field(examples=["Tema"])
    roles: list[Role]
    programs: list[Program] | None = Field(description="null: every programme of this home")
    on_roster: bool


class Delegation(Answer):
    """Who acts for whom."""

    executive: PersonId
    delegate: PersonId
    until: date | None
    over: bool


class Delegated(Delegation):
    """What was settled."""

    given: bool


class DelegateBody(bodies.Body):
    """Who may act for an executive; nobody named as executive: the caller herself."""

    person: bodies.Person | None = None
    delegate: Annotated[bodies.Name, Field(description="a person_id or an exact name", examples=["p-018"])]
    until: date | None = None
    end: bool = False


@router.get("/people", response_model=list[Known], **who_may("admin", admin="home"))
def people(
    app: Opened, caller: Asking, response: Response, after: After = None, limit: Limit = LONGEST
) -> list[dict[str, Any]]:
    """Everybody known, with what she may do now."""
    rows = workflows.list_people(app, caller, requests.ListPeople(), silent)
    return page(rows, "person_id", after=after, limit=limit, path="/api/people?", response=response)


@router.get("/delegations", response_model=list[Delegation], **everybody("read", admin="home"))
def delegations(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """Who acts for whom: all of it for an admin, else what concerns the caller."""
    return workflows.delegations(app, caller, requests.Delegations(), silent)


@router.post("/delegations", response_model=Delegated, **who_may("write", executive="own", admin="home"))
def delegate(app: Opened, caller: Asking, body: DelegateBody) -> dict[str, Any]:
    """Let somebody act for an executive, or end it."""
    executive = bodies.whose(caller, body.person)
    until = body.until.isoformat() if body.until else None
    return workflows.delegate(app, caller, requests.Delegate(executive, body.delegate, until, body.end), silent)
