"""Downloads of a digest: a POST each, as handing out is an act that is registered, and no mail scanner may cause it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import Field

from service import requests, workflows
from service.api import bodies
from service.api.address import everybody
from service.api.asking import Asking, Opened
from service.progress import silent
from service.render.forms import FORMS
from service.stages.handing_out import envelope_of

router = APIRouter(prefix="/api", tags=["handing out"])


class File(Response):
    """Bytes of some format, to be kept."""

    media_type = "application/octet-stream"


_declared = everybody("read", "shown", delegate="shown")
_declared["responses"][200] = {
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    "description": "The file",
}


class DownloadBody(bodies.Body):
    """Which week's digest, in which format."""

    week: bodies.Week
    form: Annotated[
        Literal["md", "html", "json", "pdf", "docx", "pptx", "eml", "ics"], Field(alias="format", examples=["pdf"])
    ]


@router.post("/digest/download", response_class=File, **_declared)
def download(app: Opened, caller: Asking, body: DownloadBody) -> File:
    """The caller's own digest as a file; what may not leave Upwell is not in it."""
    request = requests.HandOutDigest(body.week, body.form, own=True, way="download")
    result = workflows.hand_out_digest(app, caller, request, silent)
    form = FORMS[body.form]
    name = f"upwell-{date.fromisocalendar(int(body.week[:4]), int(body.week[-2:]), 1):%Y-%m-%d}.{body.form}"
    return File(
        form.make(result["digest"], envelope_of(result["envelope"])),
        media_type=form.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
