"""Addresses of learning cards: each for exactly those who may see its insight."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from mentoring.records import Theme
from service import learning_requests as asked
from service import learning_workflows as workflows
from service.api import bodies
from service.api import learning_answers as answers
from service.api.address import who_may
from service.api.asking import Asking, Opened
from service.api.export_routes import File
from service.api.story_routes import CardBody
from service.progress import silent
from service.render.cards import LEARNING_FORMS

router = APIRouter(prefix="/api/learning", tags=["learning cards"])
_read = who_may("read", mentor="own", executive="shown", lead="shown")
_write = who_may("write", executive="shown", lead="shown")
_file = who_may("read", mentor="own", executive="shown", lead="shown")
_file["responses"][200] = {
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    "description": "The file",
}


class UsedBody(bodies.Body):
    """Whether the caller used it."""

    used: bool = True


@router.get("", response_model=list[answers.Learning], **_read)
def learnings(
    app: Opened,
    caller: Asking,
    kind: Annotated[Literal["tool", "method"] | None, Query()] = None,
    theme: Annotated[Theme | None, Query()] = None,
) -> list[dict[str, Any]]:
    """Insights the caller may see, as cards in short, newest first."""
    return workflows.learnings(app, caller, asked.Learnings(kind, theme), silent)


@router.get("/{item_id}", response_model=answers.Card, **_read)
def show(app: Opened, caller: Asking, item_id: bodies.ItemId) -> dict[str, Any]:
    """One insight: what stands behind it, what was done about it, what it names, how many others used it."""
    return workflows.show(app, caller, asked.ShowLearning(item_id), silent)


@router.post("/{item_id}/used", response_model=answers.UsedIt, **_write)
def say_used(app: Opened, caller: Asking, item_id: bodies.ItemId, body: UsedBody) -> dict[str, Any]:
    """Say that one used it, or did not after all; nobody is told who did."""
    return workflows.say_used(app, caller, asked.SayUsed(item_id, body.used), silent)


@router.post("/{item_id}/card", response_class=File, **_file)
def card(app: Opened, caller: Asking, item_id: bodies.ItemId, body: CardBody) -> File:
    """The card as a file, without words that may not be quoted; remembered as handed out."""
    made = workflows.hand_out(app, caller, asked.HandOutLearning(item_id, body.form), silent)
    media_type, make = LEARNING_FORMS[body.form]
    disposition = f'attachment; filename="upwell-learning.{body.form}"'
    return File(make(made), media_type=media_type, headers={"Content-Disposition": disposition})
