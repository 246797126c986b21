"""Addresses of success stories: read by the two alone until both approved, taken back by either."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import Field

from service import story_requests as asked
from service import story_workflows as workflows
from service.api import bodies
from service.api import story_answers as answers
from service.api.address import who_may
from service.api.asking import Asking, Opened
from service.api.export_routes import File
from service.api.review_routes import NothingBody
from service.progress import silent
from service.render.cards import STORY_FORMS

router = APIRouter(prefix="/api/stories", tags=["success stories"])
StoryId = Annotated[str, Field(pattern=r"^t[0-9a-f]{12}$", examples=["t0123456789ab"])]
ActionId = Annotated[str, Field(pattern=r"^a[0-9a-f]{12}$", examples=["a0123456789ab"])]
Part = Annotated[str, Field(max_length=400)]
_own = who_may("write", mentor="own", executive="own")
_file = who_may("read", mentor="own", executive="shown", lead="shown")
_file["responses"][200] = {
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    "description": "The file",
}


class DraftBody(bodies.Body):
    """Of which action."""

    action_id: ActionId


class WordsBody(bodies.Body):
    """The four parts; what is left out is empty."""

    learned: Part = ""
    did: Annotated[str, Field(min_length=1, max_length=400, examples=["Captions are on in every meeting."])]
    shown: Part = ""
    effect: Part = ""


class ApproveBody(bodies.Body):
    """Which words are approved of."""

    version: Annotated[str | None, Field(max_length=40, description="of the story as it was read")] = None


class CardBody(bodies.Body):
    """In which format."""

    form: Annotated[Literal["md", "html", "pdf"], Field(alias="format", examples=["md"])]


@router.get("", response_model=answers.Stories, **who_may("read", mentor="own", executive="shown", lead="shown"))
def stories(app: Opened, caller: Asking) -> dict[str, Any]:
    """The caller's own drafts, what she could tell, and stories that both of a pair approved."""
    return workflows.told(app, caller, asked.Stories(), silent)


@router.post("", response_model=answers.Story, **_own)
def draft(app: Opened, caller: Asking, body: DraftBody) -> dict[str, Any]:
    """Draft a story of a done action of one's own pair; there is one story an action."""
    return workflows.draft(app, caller, asked.DraftStory(body.action_id), silent)


@router.post("/{story_id}/words", response_model=answers.Story, **_own)
def word(app: Opened, caller: Asking, story_id: StoryId, body: WordsBody) -> dict[str, Any]:
    """Say it in other words; both are asked again."""
    return workflows.word(app, caller, asked.WordStory(story_id, **body.model_dump()), silent)


@router.post("/{story_id}/approve", response_model=answers.Story, **_own)
def approve(app: Opened, caller: Asking, story_id: StoryId, body: ApproveBody) -> dict[str, Any]:
    """Let others read these words; they do once both have."""
    return workflows.approve(app, caller, asked.ApproveStory(story_id, body.version), silent)


@router.post("/{story_id}/back", response_model=answers.Back, **_own)
def take_back(app: Opened, caller: Asking, story_id: StoryId, _body: NothingBody) -> dict[str, Any]:
    """Take a story back; it is gone for everybody."""
    return workflows.take_back(app, caller, asked.TakeStoryBack(story_id), silent)


@router.post("/{story_id}/card", response_class=File, **_file)
def card(app: Opened, caller: Asking, story_id: StoryId, body: CardBody) -> File:
    """A story that both approved, as a file; remembered as handed out."""
    made = workflows.hand_out(app, caller, asked.HandOutStory(story_id, body.form), silent)
    media_type, make = STORY_FORMS[body.form]
    disposition = f'attachment; filename="upwell-story.{body.form}"'
    return File(make(made), media_type=media_type, headers={"Content-Disposition": disposition})
