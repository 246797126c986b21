"""Addresses of setting a programme up: its frame and texts; for leads and admins, read by all who belong to it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import Field

from mentoring.errors import NotFound
from mentoring.records import Purpose
from service import setup_requests as asked
from service import setup_workflows as workflows
from service.api import bodies
from service.api.address import who_may
from service.api.answers import Answer, Day, Program
from service.api.asking import Asking, Opened
from service.api.export_routes import File
from service.progress import silent
from service.render.leaflet import LEAFLETS

router = APIRouter(prefix="/api/setup", tags=["setup"])
TextName = Annotated[str, Field(pattern=r"^[a-z-]{1,40}$", examples=["notice"])]
_read = who_may("read", lead="programme", admin="home", mentor="own", executive="own")
_write = who_may("write", lead="programme", admin="home")
_file = who_may("read", lead="programme", admin="home", mentor="own", executive="own")
_file["responses"][200] = {
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    "description": "The file",
}


class StartBody(bodies.Body):
    """A programme's frame."""

    program: bodies.Program
    starts: date | None = None
    ends: date | None = None
    every_days: Annotated[int | None, Field(ge=3, le=120)] = 14
    k: Annotated[int | None, Field(ge=2, le=50, description="none: as the home has it")] = None
    purposes: Annotated[list[Purpose], Field(max_length=5, examples=[["store", "extract"]])]


class EditBody(bodies.Body):
    """A text in the lead's own words; empty: ours again."""

    program: bodies.Program
    name: TextName
    body: Annotated[str, Field(max_length=20_000, examples=["# Ground rules\n\nWe are on time."])]


class FileBody(bodies.Body):
    """Which text, in which format."""

    program: bodies.Program
    name: TextName
    form: Annotated[Literal["md", "html"], Field(alias="format", examples=["html"])]


class Text(Answer):
    """A text as it stands now."""

    name: TextName
    title: str
    version: int
    label: str = Field(description="as consents name it", examples=["v1 2026-11-22"])
    edited: bool
    sha256: str
    body: str = Field(description="Markdown")


class Programme(Answer):
    """A programme as it was set up."""

    program: Program
    starts: Day | None
    ends: Day | None
    every_days: int | None
    k: int
    purposes: list[Purpose]
    texts: list[Text]


@router.get("", response_model=list[Programme], **_read)
def texts(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """Programmes the caller leads or belongs to, with the texts that are for her."""
    return workflows.texts(app, caller, asked.ShowTexts(), silent)


@router.post("/start", response_model=Programme, **_write)
def start(app: Opened, caller: Asking, body: StartBody) -> dict[str, Any]:
    """Set a programme up, or change how it is set up; texts in a lead's own words stay."""
    said = body.model_dump(mode="json")
    return workflows.start(app, caller, asked.StartProgramme(**{**said, "purposes": tuple(body.purposes)}), silent)


@router.post("/text", response_model=Programme, **_write)
def edit(app: Opened, caller: Asking, body: EditBody) -> dict[str, Any]:
    """Put one's own words in the place of ours, as the text's next version."""
    return workflows.edit(app, caller, asked.EditText(body.program, body.name, body.body), silent)


@router.post("/file", response_class=File, **_file)
def file(app: Opened, caller: Asking, body: FileBody) -> File:
    """One text to print or to edit elsewhere."""
    found = [text for one in workflows.texts(app, caller, asked.ShowTexts(body.program), silent)
             for text in one["texts"] if text["name"] == body.name]  # fmt: skip
    if not found:
        raise NotFound("There is no such text that you may read.")
    media_type, make = LEAFLETS[body.form]
    disposition = f'attachment; filename="{body.name}.{body.form}"'
    content = make(found[0], body.program).encode()
    return File(content, media_type=media_type, headers={"Content-Disposition": disposition})
