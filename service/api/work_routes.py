"""The address of work that several processes share."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import Field

from service import work_requests, work_workflows
from service.api.address import who_may
from service.api.answers import Answer, NoteId
from service.api.asking import Asking, Opened
from service.progress import silent

router = APIRouter(prefix="/api", tags=["work"])


class ParkedNote(Answer):
    """A note that is not tried again by itself."""

    note_id: NoteId
    reason: str = Field(description="a code", examples=["worker-died"])


class WorkRun(Answer):
    """A run of extraction and how far it is; the figures are notes."""

    id: str = Field(examples=["r0123456789ab"])
    engine: str = Field(examples=["builtin"])
    state: Literal["running", "cancelled", "done"]
    at: str = Field(examples=["2026-11-02T09:30:00+00:00"])
    notes: int
    done: int
    running: int
    waiting: int
    parked: list[ParkedNote]


@router.get("/runs", response_model=list[WorkRun], **who_may("read", lead="whole"))
def runs(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """Runs of extraction, newest first."""
    return work_workflows.runs(app, caller, work_requests.Runs(), silent)
