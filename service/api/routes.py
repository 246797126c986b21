"""Addresses of reading and deciding. Each finds out who asks, says what is asked, and leaves it to a workflow."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from service import requests, workflows
from service.api import answers, bodies
from service.api.address import Reach, everybody, who_may
from service.api.asking import Asking, Opened
from service.api.paging import LONGEST, After, Limit, page, page_of
from service.progress import silent

router = APIRouter(prefix="/api", tags=["reading"])
_reviewers: dict[str, Reach] = {"executive": "shown", "lead": "shown", "delegate": "shown"}


@router.get("/me", response_model=answers.Me, **everybody("read", delegate="own"))
def me(app: Opened, caller: Asking) -> dict[str, Any]:
    """Who is asking, and what this home is."""
    return workflows.me(app, caller)


@router.get("/weeks", response_model=list[answers.Week], **everybody("read", "shown", delegate="shown"))
def weeks(
    app: Opened, caller: Asking, response: Response, after: After = None, limit: Limit = LONGEST
) -> list[dict[str, Any]]:
    """Weeks that hold something for the caller, newest first."""
    rows = workflows.weeks(app, caller, requests.Weeks(), silent)
    return page(rows, "week", after=after, limit=limit, path="/api/weeks?", response=response)


@router.get("/digest", response_model=answers.Digest, **everybody("read", "shown", delegate="shown"))
def digest(app: Opened, caller: Asking, week: Annotated[bodies.Week, Query()]) -> dict[str, Any]:
    """The caller's digest of one week."""
    return workflows.digest(app, caller, requests.MakeDigest(week, own=True), silent)


@router.get("/cards", response_model=list[answers.Card], **who_may("read", **_reviewers))
def cards(
    app: Opened,
    caller: Asking,
    response: Response,
    week: Annotated[bodies.Week | None, Query()] = None,
    after: After = None,
    limit: Limit = LONGEST,
) -> list[dict[str, Any]]:
    """Items the caller may decide, waiting ones first."""
    path = f"/api/cards?week={week}&" if week else "/api/cards?"
    choose = partial(page_of, after=after, limit=limit, path=path, response=response)
    return workflows.cards(app, caller, requests.Cards(week), silent, choose)


@router.post(
    "/items/{item_id}/decision",
    response_model=answers.Decision,
    **who_may("write", **_reviewers),
)
def decide(app: Opened, caller: Asking, item_id: bodies.ItemId, body: bodies.Decision) -> dict[str, Any]:
    """Approve, reject or defer an item, or undo the last decision."""
    return workflows.decide(app, caller, requests.Decide(item_id, body.decision, body.version), silent)


@router.get("/overview", response_model=answers.Overview, **who_may("read", lead="programme"))
def overview(app: Opened, caller: Asking) -> dict[str, Any]:
    """Counts of a lead's programmes."""
    return workflows.overview(app, caller)
