"""Digest mail that somebody wants no more: by the mail's own one-click link, at the desk, or on her word."""

from __future__ import annotations

from typing import Any

from mentoring.errors import NotAllowed, NotFound
from mentoring.records import Caller
from service.stages.roster import person
from service.wiring import App


def wanted(app: App, caller: Caller) -> dict[str, Any]:
    """Whether the caller gets digests by mail; the operator is nobody who could."""
    ref = app.ref(caller)
    return {"wanted": None if ref is None else not app.store.mail_stops.stopped(ref)}


def choose(app: App, caller: Caller, named: str | None, *, want: bool) -> dict[str, Any]:
    """Her own choice; that she wants none may be noted for her, that she wants them again is hers to say."""
    ref = app.ref(caller) if named is None else app.store.people.ref_of(person(app, named).person_id)
    if ref is None:  # the operator of a home is nobody on its roster
        return wanted(app, caller)
    if ref != app.ref(caller) and (want or not caller.roles & {"lead", "admin"}):
        raise NotAllowed("Only she herself can say that she wants these mails.")
    _settle(app, ref, app.ref(caller), want=want)
    return {"wanted": want}


def stop_by_token(app: App, token: str) -> None:
    """Whoever holds the mail may stop it; NotFound for a token of no mail of this home."""
    ref = app.store.mail_stops.of_token(token)
    if ref is None:
        raise NotFound("This is no link of a mail from here: sign in, and stop the mails at the desk.")
    _settle(app, ref, None, want=False)


def require_wanted(app: App, caller: Caller, reader: str | None, form: str) -> None:
    """Refuse a mail to somebody who asked for none; what she takes along herself is no mail to her."""
    known = app.store.people.find(reader) if reader is not None and form == "eml" else None
    if known is None or known.person_id == caller.person_id:
        return
    if app.store.mail_stops.stopped(app.store.people.ref_of(known.person_id)):
        raise NotAllowed(
            "She asked for no more digests by mail: she can take that back at the desk.", code="unsubscribed"
        )


def _settle(app: App, ref: str, actor_ref: str | None, *, want: bool) -> None:
    with app.store.transaction():
        changed = app.store.mail_stops.again(ref) if want else app.store.mail_stops.stop(ref, app.now())
        if changed:
            event = "mail-again" if want else "mail-stop"
            app.store.audit.append(event, actor_ref=actor_ref, subject_refs=[ref], at=app.now())
