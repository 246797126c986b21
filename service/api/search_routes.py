"""Addresses of search and ask. Both are POSTs, so that no question stands in an address, a log or a history."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from service import requests, workflows
from service.api import bodies, search_answers
from service.api.address import who_may
from service.api.asking import Asking, Opened
from service.progress import silent

router = APIRouter(prefix="/api", tags=["search"])


@router.post("/search", response_model=list[search_answers.Hit], **who_may("read", lead="programme"))
def search(app: Opened, caller: Asking, body: bodies.SearchBody) -> list[dict[str, Any]]:
    """Find sessions by words or by meaning, best first."""
    request = requests.Search(
        body.query, body.program, body.theme, body.kind,
        body.since.isoformat() if body.since else None, body.until.isoformat() if body.until else None, body.k,
    )  # fmt: skip
    return workflows.search(app, caller, request, silent)


@router.post("/ask", response_model=search_answers.Answered, **who_may("read", lead="programme"))
def ask(app: Opened, caller: Asking, body: bodies.AskBody) -> dict[str, Any]:
    """Answer a question from the notes, every sentence cited."""
    return workflows.ask(app, caller, requests.Ask(body.question), silent)
