"""Addresses of search and ask. Words come in bodies, so that no question stands in an address, a log or a history."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from service import requests, search_workflows, workflows
from service import search_requests as asked
from service.api import bodies, search_answers, search_bodies
from service.api.address import who_may
from service.api.asking import Asking, Opened
from service.progress import silent
from service.render.found import found_as

router = APIRouter(prefix="/api", tags=["search"])


@router.post("/search", response_model=list[search_answers.Hit], **who_may("read", lead="programme"))
def search(app: Opened, caller: Asking, body: search_bodies.SearchBody) -> list[dict[str, Any]]:
    """Find sessions by words or by meaning, best first."""
    return workflows.search(app, caller, body.search(), silent)


@router.get("/search/facets", response_model=search_answers.Facets, **who_may("read", lead="programme"))
def facets(app: Opened, caller: Asking, filters: Annotated[search_bodies.Closed, Query()]) -> dict[str, Any]:
    """How much there is behind each filter, in people and in steps; nothing where it would tell of a few."""
    return workflows.facets(app, caller, requests.Facets(**filters.filters()), silent)


@router.post(
    "/search/patterns",
    response_model=list[search_answers.FoundPattern],
    **who_may("read", lead="shown", executive="shown", delegate="shown"),
)
def patterns(app: Opened, caller: Asking, body: search_bodies.PatternsBody) -> list[dict[str, Any]]:
    """Find what several pairs learned alike, best first, with the support that may be told."""
    return search_workflows.find_patterns(app, caller, asked.FindPatterns(**body.model_dump()), silent)


@router.post("/ask", response_model=search_answers.Answered, **who_may("read", lead="programme"))
def ask(app: Opened, caller: Asking, body: search_bodies.AskBody) -> dict[str, Any]:
    """Answer a question from the notes, every sentence cited."""
    return workflows.ask(app, caller, requests.Ask(body.question), silent)


@router.post("/search/export", response_model=search_answers.Written, **who_may("read", lead="programme"))
def export(app: Opened, caller: Asking, body: search_bodies.ExportBody) -> dict[str, str]:
    """What a search finds, written for a table or a page; remembered as handed out."""
    rows = search_workflows.export_found(app, caller, asked.ExportFound(body.search()), silent)
    return {"form": body.form, "text": found_as(body.form, rows)}


@router.get(
    "/insights/{item_id}/before",
    response_model=list[search_answers.Near],
    **who_may("read", lead="shown", executive="shown", mentor="shown", delegate="shown"),
)
def before(app: Opened, caller: Asking, item_id: bodies.ItemId) -> list[dict[str, Any]]:
    """Was this learned before? The nearest earlier insights that the caller may see."""
    return search_workflows.learned_before(app, caller, asked.LearnedBefore(item_id), silent)


@router.post("/silence", response_model=list[search_answers.Spoken], **who_may("read", lead="programme"))
def silence(app: Opened, caller: Asking, body: search_bodies.SilenceBody) -> list[dict[str, Any]]:
    """Goals that no insight bears on, then the others with the nearest one."""
    goals = tuple(asked.Goal(one.program, one.goal, one.pair) for one in body.goals)
    return search_workflows.silence(app, caller, asked.Silence(goals), silent)


@router.get("/searches", response_model=list[search_answers.Kept], **who_may("read", lead="own"))
def kept_searches(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """Searches the caller keeps."""
    return search_workflows.kept_searches(app, caller, asked.KeptSearches(), silent)


@router.post("/searches", response_model=search_answers.Kept, **who_may("write", lead="own"))
def keep_search(app: Opened, caller: Asking, body: search_bodies.KeepBody) -> dict[str, Any]:
    """Keep one; its id may stand in an address, its words never."""
    return search_workflows.keep_search(app, caller, asked.KeepSearch(body.name, body.search()), silent)


@router.post("/searches/forget", response_model=search_answers.Forgotten, **who_may("write", lead="own"))
def forget_search(app: Opened, caller: Asking, body: search_bodies.ForgetBody) -> dict[str, Any]:
    """Drop one of the caller's own; one that she does not keep is gone already."""
    return search_workflows.forget_search(app, caller, asked.ForgetSearch(body.id), silent)
