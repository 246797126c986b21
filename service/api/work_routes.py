"""The address of work that several processes share."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import Field

from service import work_requests, work_workflows
from service.api.address import who_may
from service.api.answers import Answer, NoteId
from service.api.asking import Asking, Opened
from service.progress import silent

router = APIRouter(prefix="/api", tags=["work"])
WorkRunId = Annotated[str, Path(pattern="^r[0-9a-f]{12}$", examples=["r0123456789ab"])]


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


@router.post("/runs/{work_run}/cancel", response_model=WorkRun, **who_may("write", lead="whole"))
def cancel(app: Opened, caller: Asking, work_run: WorkRunId) -> dict[str, Any]:
    """End a run: what is done stays, the rest is neither begun nor kept."""
    return work_workflows.cancel(app, caller, work_requests.CancelRun(work_run), silent)


@router.post("/runs/{work_run}/retry", response_model=WorkRun, **who_may("write", lead="whole"))
def retry(app: Opened, caller: Asking, work_run: WorkRunId) -> dict[str, Any]:
    """Begin a run's parked notes again."""
    return work_workflows.retry(app, caller, work_requests.RetryRun(work_run), silent)
