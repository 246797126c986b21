"""Addresses of recognition: thanks said and taken back, and what became of a mentor's own words."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from service import credit_requests as asked
from service import credit_workflows as workflows
from service.api import bodies
from service.api import credit_answers as answers
from service.api.address import who_may
from service.api.asking import Asking, Opened
from service.api.review_routes import NothingBody
from service.progress import silent

router = APIRouter(prefix="/api", tags=["recognition"])
_read, _write = who_may("read", executive="shown", lead="shown"), who_may("write", executive="shown", lead="shown")


class ThanksBody(bodies.Body):
    """Thanks in the caller's own words; they may be none, and name nobody."""

    words: Annotated[str, Field(max_length=300)] = ""


@router.get("/thanks", response_model=answers.ThanksQueue, **_read)
def queue(app: Opened, caller: Asking) -> dict[str, Any]:
    """What came to something and was not thanked for yet, and what the caller said thanks for."""
    return workflows.thanks_queue(app, caller, asked.ThanksQueue(), silent)


@router.post("/items/{item_id}/thanks", response_model=answers.Thanked, **_write)
def say(app: Opened, caller: Asking, item_id: bodies.ItemId, body: ThanksBody) -> dict[str, Any]:
    """Say thanks; the mentor whose words these are receives it, and is not named to the caller."""
    return workflows.say_thanks(app, caller, asked.SayThanks(item_id, body.words), silent)


@router.post("/items/{item_id}/thanks/back", response_model=answers.Thanked, **_write)
def take_back(app: Opened, caller: Asking, item_id: bodies.ItemId, _body: NothingBody) -> dict[str, Any]:
    """Take one's own thanks back."""
    return workflows.take_thanks_back(app, caller, asked.TakeThanksBack(item_id), silent)


@router.get("/became", response_model=list[answers.Returned], **who_may("read", mentor="own"))
def became(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """What became of what was drawn from the caller's own sessions, with thanks by role."""
    return workflows.became(app, caller, asked.Became(), silent)
