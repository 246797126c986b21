"""Addresses of a lead's queues, of a mentor's own notes and of everybody's own consents."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from service import desk_workflows, requests
from service.api import bodies, consent_answers
from service.api import desk_answers as answers
from service.api.address import everybody, who_may
from service.api.asking import Asking, Opened
from service.progress import silent

router = APIRouter(prefix="/api", tags=["desk"])
_lead = who_may("read", lead="programme")
_mentor = who_may("write", mentor="own")
NoteId = Annotated[str, Field(min_length=1, max_length=200, examples=["n0123456789ab"])]

AuditEvent = Annotated[str, Query(max_length=60, pattern=r"^[a-z][a-z-]*$", description="only events of this kind")]
AuditSeq = Annotated[int, Query(ge=1, le=2**53, description="only events before this one, to go further back")]


class NoteBody(bodies.Body):
    """A note, its pair and its day."""

    pair: Annotated[bodies.Name, Field(examples=["north-01"])]
    session_date: Annotated[date, Field(examples=["2026-10-20"])]
    body: Annotated[str, Field(max_length=20_000, examples=["We spoke about captions."])]
    program: bodies.Program | None = None


class GoneBody(bodies.Body):
    """A note of hers."""

    note_id: NoteId


@router.get("/intake", response_model=answers.Intake, **_lead)
def intake(app: Opened, caller: Asking) -> dict[str, Any]:
    """What was taken in, and what was refused and why."""
    return desk_workflows.desk_intake(app, caller)


@router.get("/held", response_model=answers.Held, **_lead)
def held(app: Opened, caller: Asking) -> dict[str, Any]:
    """How much is held back, by rule, in steps."""
    return desk_workflows.held(app, caller)


@router.get("/audit", response_model=answers.AuditView, **who_may("read", lead="home", admin="home", evaluator="home"))
def audit(
    app: Opened, caller: Asking, event: AuditEvent | None = None, earlier_than: AuditSeq | None = None
) -> dict[str, Any]:
    """Whether the audit log is whole, and its last events, newest first."""
    return desk_workflows.audit_view(app, caller, event, earlier_than)


@router.get(
    "/consent/register", response_model=list[answers.Registered], **who_may("read", lead="programme", admin="home")
)
def register(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """Who agreed to what, since when, under which notice."""
    return desk_workflows.consent_register(app, caller)


@router.get("/consent/mine", response_model=answers.Mine, **everybody("read"))
def mine(app: Opened, caller: Asking) -> dict[str, Any]:
    """The caller's own consents and sessions."""
    return desk_workflows.my_consents(app, caller)


@router.post(
    "/consent/foresee",
    response_model=answers.Foreseen,
    **everybody("read", lead="programme"),
)
def foresee(app: Opened, caller: Asking, body: bodies.ConsentBody) -> dict[str, Any]:
    """What a withdrawal would take, with the same body; nothing happens."""
    request = requests.Withdraw(
        person=bodies.whose(caller, body.person), program=body.program, pair=body.pair, purposes=tuple(body.purposes),
        session=body.session.isoformat() if body.session else None,
    )  # fmt: skip
    return desk_workflows.foresee(app, caller, request, silent)


@router.get("/notes/mine", response_model=list[answers.MyPair], **who_may("read", mentor="own"))
def my_pairs(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """The pairs in which the caller is the mentor, with her notes."""
    return desk_workflows.my_pairs(app, caller)


@router.post("/notes/look", response_model=answers.Looked, **_mentor)
def look(app: Opened, caller: Asking, body: NoteBody) -> dict[str, Any]:
    """Her note as redaction makes it; nothing is kept."""
    return desk_workflows.look_at_note(app, caller, _text(body))


@router.post("/notes/write", response_model=answers.Taken, **_mentor)
def write(app: Opened, caller: Asking, body: NoteBody) -> dict[str, Any]:
    """Take her note in, through the gate like any other."""
    return desk_workflows.write_note(app, caller, _text(body), silent)


@router.post("/notes/delete", response_model=consent_answers.Erased, **_mentor)
def delete(app: Opened, caller: Asking, body: GoneBody) -> dict[str, Any]:
    """Take a note of hers away with everything made of it; the answer is the signed receipt."""
    return desk_workflows.delete_note(app, caller, requests.NoteGone(body.note_id), silent)


def _text(body: NoteBody) -> requests.NoteText:
    return requests.NoteText(body.pair, body.session_date.isoformat(), body.body, body.program)
