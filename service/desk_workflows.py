"""What only the desk asks for: review card by card, the board, a lead's queues, notes and consents of one's own.

Each checks its caller first; what `workflows` says of order and caller holds here too.
"""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service import requests
from service.callers import require, require_herself
from service.import_requests import HandIn
from service.progress import Progress
from service.stages import (
    consenting,
    deciding,
    handing_in,
    indexing,
    overseeing,
    registering,
    seeing,
    tracking,
    writing,
)
from service.stages import trends as moving
from service.wiring import App


def review_queue(app: App, caller: Caller, request: requests.Cards, _: Progress) -> dict[str, Any]:
    """The first card that waits for the caller, and how many wait."""
    require(caller, "executive", "lead")
    with app.store.reading():
        return deciding.queue(app, caller, seeing.see(app, caller), request)


def decide_many(app: App, caller: Caller, request: requests.Bulk, _: Progress) -> dict[str, Any]:
    """One decision on many items."""
    require(caller, "lead")
    with app.store.transaction():  # nobody decides between the first and the last of them
        return deciding.decide_many(app, caller, seeing.see(app, caller), request)


def mark(app: App, caller: Caller, request: requests.Mark, _: Progress) -> dict[str, Any]:
    """Edit an item, give it an owner and a date, call it done, hand it over, or write to the lead."""
    require(caller, "executive", "lead")
    require_herself(caller)
    return deciding.mark(app, caller, seeing.see(app, caller), request)


def undo(app: App, caller: Caller, _request: requests.Undo, _: Progress) -> dict[str, Any]:
    """Take the caller's last act in review back."""
    require(caller, "executive", "lead")
    require_herself(caller)
    return deciding.undo(app, caller, seeing.see(app, caller))


def board(app: App, caller: Caller, _request: requests.Board, _: Progress) -> dict[str, Any]:
    """Action items by how they stand; by executive, never by mentor."""
    require(caller, "executive", "lead")
    with app.store.reading():
        return tracking.board(app, caller, seeing.see(app, caller))


def trends(app: App, caller: Caller, _request: requests.Trends, _: Progress) -> dict[str, Any]:
    """How things moved; nothing that fewer than k people make up."""
    require(caller, "executive", "lead")
    return moving.trends(app, caller, seeing.see(app, caller))


def write_note(app: App, caller: Caller, request: requests.NoteText, progress: Progress) -> dict[str, Any]:
    """A mentor's note, written at the desk, through the gate like any other."""
    require(caller, "mentor")
    told = writing.write(app, caller, request)
    indexing.index(app, progress)
    return told


def delete_note(app: App, caller: Caller, request: requests.NoteGone, progress: Progress) -> dict[str, Any]:
    """A mentor takes a note of hers away: the session is withdrawn, and the receipt says what went with it."""
    require(caller, "mentor")
    row = writing.note_of_hers(app, caller, request.note_id)
    wanted = requests.Withdraw(str(caller.person_id), row.program, row.pair, session=row.session_date.isoformat())
    return consenting.withdraw(app, caller, wanted, progress)


def foresee(app: App, caller: Caller, request: requests.Withdraw, _: Progress) -> dict[str, Any]:
    """What a withdrawal would take, before anybody decides on it."""
    registering.own_or_lead(app, caller, request)
    return consenting.foresee_withdrawal(app, caller, request)


def hand_in(app: App, caller: Caller, request: HandIn, progress: Progress) -> dict[str, Any]:
    """Files a lead hands in at the desk: a few sessions at a time, the same way as `ingest` takes them."""
    require(caller, "lead")
    taken = handing_in.take_handed(app, caller, request)
    indexing.index(app, progress)
    app.store.audit.append("ingest", actor_ref=app.ref(caller), at=app.now(), details=taken.counts())
    pairs = {one.pair for one in handing_in.known_pairs(app, caller)}
    return {**taken.as_json(), "left": taken.left, "pairs": sorted(pairs)}


def desk_intake(app: App, caller: Caller) -> dict[str, Any]:
    """What was taken in, and what was refused and why."""
    require(caller, "lead")
    return overseeing.intake(app, caller)


def held(app: App, caller: Caller) -> dict[str, Any]:
    """How much is held back, by rule, in steps."""
    require(caller, "lead")
    return overseeing.held(seeing.see(app, caller))


def audit_view(app: App, caller: Caller, event: str | None = None, before: int | None = None) -> dict[str, Any]:
    """Whether the audit log is whole, and its last events: of one kind, or further back."""
    require(caller, "lead", "admin", "evaluator")
    return {**overseeing.audit(app), **overseeing.audit_rows(app, event, before)}


def consent_register(app: App, caller: Caller) -> list[dict[str, Any]]:
    """The register of consents with the ids of the roster."""
    require(caller, "lead", "admin")
    return registering.register(app, caller, None)


def my_consents(app: App, caller: Caller) -> dict[str, Any]:
    """The caller's own consents and sessions."""
    require_herself(caller)
    return registering.mine(app, caller)


def my_pairs(app: App, caller: Caller) -> list[dict[str, Any]]:
    """The pairs in which the caller is the mentor."""
    require(caller, "mentor")
    return writing.places(app, caller)


def look_at_note(app: App, caller: Caller, request: requests.NoteText) -> dict[str, Any]:
    """A mentor's note as redaction makes it; nothing is kept."""
    require(caller, "mentor")
    return writing.look(app, caller, request)
