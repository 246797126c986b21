"""The address at which a lead hands notes in: files in, and of each session whether it is taken, asked or refused."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Coroutine
from datetime import date
from typing import Annotated, Any, Literal

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from pydantic import Field, field_validator

from mentoring.errors import BadInput
from service import desk_workflows
from service.api import bodies
from service.api.address import who_may
from service.api.answers import Answer, Day, NoteId, Pair, Program
from service.api.asking import Asking, Opened, identify
from service.api.guard import MAX_IMPORT_BYTES
from service.import_requests import HandedFile, HandIn
from service.progress import silent


class _SenderFirst(APIRoute):
    """A route whose body, the largest that the API takes, is read for nobody who is not signed in."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler as FastAPI makes it, behind the question who sends."""
        answer = super().get_route_handler()

        async def asked(request: Request) -> Response:
            state = request.app.state
            await to_thread.run_sync(identify, request, state.app, state.sessions)
            return await answer(request)

        return asked


router = APIRouter(prefix="/api", tags=["import"], route_class=_SenderFirst)
FileName = Annotated[str, Field(min_length=1, max_length=255, examples=["north-01 2026-10-20.vtt"])]
Part = Annotated[str, Field(max_length=200, description="where a file holds several sessions", examples=["row 3"])]


class FileBody(bodies.Body):
    """One file."""

    name: FileName
    content: Annotated[
        str, Field(max_length=MAX_IMPORT_BYTES, description="the bytes in base64", examples=["V2Ugc3Bva2UuCg=="])
    ]

    @field_validator("name")
    @classmethod
    def is_no_path(cls, name: str) -> str:
        """A name alone: folders of the sender's machine are nobody's business."""
        if "/" in name or "\\" in name or name.startswith("."):
            raise ValueError("a name without folders")
        return name


class AnswerBody(bodies.Body):
    """Which session a file, or a part of one, is of."""

    file: Annotated[str, Field(min_length=1, max_length=600, examples=["notes.txt"])]
    part: Part = ""
    program: bodies.Program | None = None
    pair: bodies.Pair | None = None
    session_date: date | None = None
    mentor: bodies.Name | None = None
    mentee: bodies.Name | None = None
    dates: Annotated[Literal["dmy", "mdy"] | None, Field(description="how 5/6/2026 is read")] = None


class HandInBody(bodies.Body):
    """Files and what is known of them."""

    files: Annotated[
        list[FileBody],
        Field(min_length=1, max_length=100, examples=[[{"name": "notes.md", "content": "V2Ugc3Bva2UuCg=="}]]),
    ]
    answers: Annotated[tuple[AnswerBody, ...], Field(max_length=1000)] = ()


class Came(Answer):
    """A session that is in: taken now or there already."""

    note_id: NoteId
    file: str
    part: str
    program: Program
    pair: Pair
    session_date: Day


class Asked(Answer):
    """A session that lacks an answer."""

    file: str
    part: str
    missing: list[str] = Field(examples=[["pair", "session_date"]])
    choices: dict[str, list[str]] = Field(description="possible answers, where there are few")


class RefusedFile(Answer):
    """A file or session that is not taken."""

    file: str | None
    code: str = Field(examples=["consent"])
    reason: str
    quarantined: bool = Field(default=False, description="its people are not in the register; no text of it is kept")


class HandedIn(Answer):
    """What became of everything; with `left` above 0 send the same again, and it goes on."""

    accepted: list[NoteId]
    unchanged: list[NoteId]
    replaced: list[NoteId]
    notes: list[Came]
    needs: list[Asked]
    refused: list[RefusedFile]
    ignored: int = Field(description="files that are no notes, as pictures in an archive")
    left: int
    pairs: list[Pair] = Field(description="pairs of the caller's programmes, to choose from")


@router.post("/import", response_model=HandedIn, max_body_size=MAX_IMPORT_BYTES, **who_may("write", lead="programme"))
def hand_in(app: Opened, caller: Asking, body: HandInBody) -> dict[str, Any]:
    """Take files in: what is known and agreed to is kept, the rest is asked about or refused, with its reason."""
    files = tuple(HandedFile(one.name, _bytes(one)) for one in body.files)
    answers = tuple(one.model_dump(mode="json", exclude_none=True) for one in body.answers)
    return desk_workflows.hand_in(app, caller, HandIn(files, answers), silent)


def _bytes(file: FileBody) -> bytes:
    try:
        return base64.b64decode(file.content, validate=True)
    except (binascii.Error, ValueError):
        raise BadInput("The content of a file is no base64.") from None
