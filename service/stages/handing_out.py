"""A digest that leaves Upwell: under the rules of this moment, and registered before it goes.

A file Upwell wrote is wiped by a withdrawal; a download, a mail or a message is named by it.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from mentoring.errors import BadInput, Misconfigured
from mentoring.records import Caller, Person
from mentoring.store.items import ActionRow, InsightRow
from service.render.chat import digest_message
from service.render.forms import FORMATS
from service.render.mail import Envelope
from service.requests import HandOutDigest, MakeDigest, PostDigest
from service.stages import digesting
from service.wiring import App

SENDER = "upwell@localhost"


def check(request: HandOutDigest) -> None:
    """BadInput for a format that cannot be written."""
    if request.form not in FORMATS:
        raise BadInput(f"There is no digest format {request.form}: use one of {', '.join(FORMATS)}.")


def register(app: App, caller: Caller, document: dict[str, Any], request: HandOutDigest) -> dict[str, Any]:
    """Remember what goes out and for which notes; the document with what a mail needs besides."""
    notes = notes_behind(app, document)
    with app.store.transaction():
        if request.file is None:
            app.store.artifacts.handed_out(f"digest-{request.form}", request.way, notes, app.now())
        else:
            app.store.artifacts.wrote(request.file, "digest", notes, app.now())
        app.store.audit.append(
            "digest-out", actor_ref=app.ref(caller), at=app.now(),
            details={"week": document["week"], "format": request.form, "notes": len(notes)},
        )  # fmt: skip
    return {"digest": document, "envelope": _envelope(app, document)}


def post(app: App, caller: Caller, request: PostDigest) -> dict[str, Any]:
    """Send the organisation's digest to the configured channel; it is registered before it is sent."""
    address = app.settings.webhook
    if address is None:
        raise Misconfigured("No channel is configured: set webhook and webhook_kind in upwell.toml.")
    _forbid_when_offline(app, address.get_secret_value())
    with app.store.transaction():
        document = digesting.make(app, caller, MakeDigest(request.week), export=True)
        notes = notes_behind(app, document)
        app.store.artifacts.handed_out("digest-message", app.settings.webhook_kind, notes, app.now())
        details: dict[str, int | str] = {"week": request.week, "notes": len(notes)}
        app.store.audit.append("digest-post", actor_ref=app.ref(caller), at=app.now(), details=details)
    _send(address.get_secret_value(), digest_message(document, app.settings.webhook_kind))
    return {"week": request.week, "posted": app.settings.webhook_kind}


def notes_behind(app: App, document: dict[str, Any]) -> list[str]:
    """Every note something of which stands in the document, also those behind its patterns."""
    items = app.store.items
    ids = {one["id"] for one in (*document["insights"], *document["actions"])}
    ids |= {one["id"] for one in document["follow_up"]["items"]}
    rows: list[InsightRow | ActionRow] = [*items.insights(ids=sorted(ids)), *items.actions(ids=sorted(ids))]
    reports = {(one.get("report") or {}).get("note_id") for one in document["follow_up"]["items"]} - {None}
    behind = {row.insight.note_id if isinstance(row, InsightRow) else row.action.note_id for row in rows}
    titled = notes_of_patterns(app, {one["id"] for one in document["patterns"]})
    return sorted(behind | titled | cast("set[str]", reports))


def notes_of_patterns(app: App, ids: Collection[str]) -> set[str]:
    """Every note behind these patterns, whether or not the reader may see its insight singly."""
    members = {member for one in app.store.items.patterns() if one.id in ids for member in one.insight_ids}
    return {row.insight.note_id for row in app.store.items.insights(ids=sorted(members))} if members else set()


def envelope_of(values: dict[str, Any]) -> Envelope:
    """An envelope that travelled as JSON."""
    return Envelope(**{**values, "made_at": datetime.fromisoformat(values["made_at"])})


def _envelope(app: App, document: dict[str, Any]) -> dict[str, Any]:
    reader = app.store.people.find(document["for"]) if document["for"] else None
    sender = app.settings.mail_from or SENDER
    return {
        "sender": sender,
        "unsubscribe": sender,
        "stop": _stop_address(app, reader),
        "to": reader.email if reader else None,
        "made_at": app.now().isoformat(),
        "message_id": app.store.keys.mac("mail", json.dumps([document["week"], document["for"]]).encode())[:24],
    }


def _stop_address(app: App, reader: Person | None) -> str | None:
    """Where one click ends this reader's mails; needs HTTPS, as a mail program posts to nothing else."""
    if reader is None or not app.settings.is_secure:
        return None
    token = app.store.mail_stops.token(app.store.people.ref_of(reader.person_id))
    return f"{(app.settings.public_url or '').rstrip('/')}/unsubscribe?token={token}"


def _forbid_when_offline(app: App, address: str) -> None:
    from mentoring.llm import is_local

    if app.settings.offline and not is_local(address):
        raise Misconfigured("UPWELL_OFFLINE is set: nothing is sent off this machine.")


def _send(address: str, message: dict[str, Any]) -> None:
    """One attempt; no redirect is followed, nothing of the address or the answer is repeated."""
    import httpx

    try:
        with httpx.Client(timeout=20, follow_redirects=False, trust_env=False) as client:
            answered = client.post(address, json=message).status_code
    except httpx.HTTPError:
        answered = 0
    if not 200 <= answered < 300:
        raise Misconfigured(f"The channel did not take the digest (status {answered}): check the webhook's address.")
