"""Addresses of review: the queue one card at a time, what can be done to a card, the board of actions."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from mentoring.records import Owner, Theme
from service import desk_workflows, requests
from service.api import bodies, trend_answers
from service.api import desk_answers as answers
from service.api.address import who_may
from service.api.asking import Asking, Opened
from service.progress import silent

router = APIRouter(prefix="/api", tags=["review"])
_read = who_may("read", executive="shown", lead="shown", delegate="shown")
_write = who_may("write", executive="shown", lead="shown")
_OWN_WORDS = 400


class MarkBody(bodies.Body):
    """What is done to an item; text for edit, done, effect and comment, owner and due for assign, to for delegate."""

    kind: Annotated[answers.MarkKind, Field(examples=["done"])]
    text: Annotated[str | None, Field(max_length=_OWN_WORDS)] = None
    owner: Owner | None = None
    due: date | None = None
    to: Literal["lead", "executive"] | None = None
    version: Annotated[str | None, Field(max_length=40, description="of the item as it was looked at")] = None


class BulkBody(bodies.Body):
    """One decision on many items."""

    ids: Annotated[list[bodies.ItemId], Field(max_length=200, examples=[["i0123456789ab"]])]
    versions: Annotated[
        list[Annotated[str, Field(max_length=40)]] | None,
        Field(max_length=200, description="of the items as they were looked at, in the order of ids"),
    ] = None
    decision: Annotated[Literal["approve", "reject", "defer"], Field(examples=["defer"])]


class NothingBody(bodies.Body):
    """No field."""


@router.get("/review", response_model=answers.Queue, **_read)
def queue(
    app: Opened,
    caller: Asking,
    week: Annotated[bodies.Week | None, Query()] = None,
    kind: Annotated[Literal["insight", "action"] | None, Query()] = None,
    theme: Annotated[Theme | None, Query()] = None,
    program: Annotated[bodies.Name | None, Query()] = None,
) -> dict[str, Any]:
    """The first card that waits for the caller, and how many stand behind it."""
    return desk_workflows.review_queue(app, caller, requests.Queue(week, kind, theme, program), silent)


@router.get("/trends", response_model=trend_answers.Trends, **_read)
def trends(app: Opened, caller: Asking) -> dict[str, Any]:
    """How patterns, follow-through, actions and consents moved, as points; nothing that fewer than k people make up."""
    return desk_workflows.trends(app, caller, requests.Trends(), silent)


@router.post("/items/{item_id}/mark", response_model=answers.Marked, **_write)
def mark(app: Opened, caller: Asking, item_id: bodies.ItemId, body: MarkBody) -> dict[str, Any]:
    """Edit, assign, call done, hand over, or write to the lead."""
    due = body.due.isoformat() if body.due else None
    return desk_workflows.mark(
        app, caller, requests.Mark(item_id, body.kind, body.text, body.owner, due, body.to, body.version), silent
    )


@router.post("/review/undo", response_model=answers.Marked, **_write)
def undo(app: Opened, caller: Asking, _body: NothingBody) -> dict[str, Any]:
    """Take the caller's last act back, also after signing in again."""
    return desk_workflows.undo(app, caller, requests.Undo(), silent)


@router.post("/review/bulk", response_model=answers.Many, **who_may("write", lead="programme"))
def bulk(app: Opened, caller: Asking, body: BulkBody) -> dict[str, Any]:
    """A lead's one decision on many items."""
    versions = None if body.versions is None else tuple(body.versions)
    return desk_workflows.decide_many(app, caller, requests.Bulk(tuple(body.ids), body.decision, versions), silent)


@router.get("/actions", response_model=answers.Board, **_read)
def board(app: Opened, caller: Asking) -> dict[str, Any]:
    """Actions by how they stand: late, due, open, done."""
    return desk_workflows.board(app, caller, requests.Board(), silent)
