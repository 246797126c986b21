"""Addresses of a pair's next session: for the two of them alone."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import Field

from mentoring.programme.prep import Kind
from service import prep_requests as asked
from service import prep_workflows as workflows
from service.api.address import who_may
from service.api.answers import Answer, Pair, Program
from service.api.asking import Asking, Opened
from service.api.export_routes import File
from service.api.pair_routes import PlaceBody
from service.progress import silent
from service.render.prep import prep_text

router = APIRouter(prefix="/api/pairs", tags=["pairs"])
_own = who_may("read", mentor="own", executive="own")
_file = who_may("read", mentor="own", executive="own")
_file["responses"][200] = {
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    "description": "The file",
}


class PrepQuestion(Answer):
    """One question."""

    kind: Kind
    question: str = Field(examples=["Where does this stand, and what is the next step?"])
    why: str = Field(examples=["from your action of 3 May 2026, not yet done"])
    about: str = Field(description="the thread it takes up, as both read it elsewhere", examples=["Send two examples"])


class PrepCard(Answer):
    """Three questions for the next session."""

    program: Program
    pair: Pair
    questions: list[PrepQuestion]


@router.post("/prep", response_model=PrepCard, **_own)
def prep(app: Opened, caller: Asking, body: PlaceBody) -> dict[str, Any]:
    """Three open questions out of what the two left unfinished, each with why it is asked."""
    return workflows.prep(app, caller, asked.ShowPrep(body.program, body.pair), silent)


@router.post("/prep/print", response_class=File, **_file)
def print_prep(app: Opened, caller: Asking, body: PlaceBody) -> File:
    """The same as a text to take along; remembered as handed out."""
    made = workflows.print_prep(app, caller, asked.PrintPrep(body.program, body.pair), silent)
    disposition = 'attachment; filename="upwell-next-session.txt"'
    content = prep_text(made).encode()
    return File(content, media_type="text/plain; charset=utf-8", headers={"Content-Disposition": disposition})
