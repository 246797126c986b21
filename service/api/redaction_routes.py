"""Addresses about words that redaction hid: which there are, the lead's question, the mentor's answer.

A note's id may be words its writer chose, so it stands in the body and in no address.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from service import redaction_requests as requests
from service import redaction_workflows as workflows
from service.api import bodies
from service.api import redaction_answers as answers
from service.api.address import who_may
from service.api.asking import Asking, Opened
from service.progress import silent

router = APIRouter(prefix="/api", tags=["redaction"])


class NoteBody(bodies.Body):
    """Which note is meant."""

    note_id: Annotated[str, Field(min_length=1, max_length=200, examples=["n0123456789ab"])]


class PlacesBody(NoteBody):
    """Places in a note, as the list of what is hidden in it gives them."""

    places: Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=1, max_length=200, examples=[[117]])]


class AnswerBody(PlacesBody):
    """The mentor's answer for these places."""

    show: Annotated[bool, Field(description="they are nobody's: readable from now on", examples=[False])]


@router.get("/redaction", response_model=list[answers.QueuedNote], **who_may("read", lead="programme"))
def queue(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """Notes in which something is hidden that may be nobody's."""
    return workflows.queue(app, caller, requests.RedactionQueue(), silent)


@router.post("/notes/hidden", response_model=answers.HiddenIn, **who_may("read", lead="programme", mentor="own"))
def hidden(app: Opened, caller: Asking, body: NoteBody) -> dict[str, Any]:
    """What is hidden in a note, each with the redacted words around it; nothing changes."""
    return workflows.hidden_in(app, caller, requests.HiddenIn(body.note_id), silent)


@router.post("/notes/hidden/ask", response_model=answers.Asked, **who_may("write", lead="programme"))
def ask(app: Opened, caller: Asking, body: PlacesBody) -> dict[str, Any]:
    """Ask the note's mentor whether these are anybody's."""
    return workflows.ask(app, caller, requests.AskHidden(body.note_id, tuple(body.places)), silent)


@router.post("/notes/hidden/settle", response_model=answers.Settled, **who_may("write", mentor="own"))
def settle(app: Opened, caller: Asking, body: AnswerBody) -> dict[str, Any]:
    """Her answer: they stay hidden, or the note is redacted, indexed and read again with them readable."""
    request = requests.SettleHidden(body.note_id, tuple(body.places), body.show)
    return workflows.settle(app, caller, request, silent)
