"""API tokens: made once, shown once, revoked at any time; each call asks anew whether one still holds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import Caller
from mentoring.store.tokens import Token
from service.access_requests import MakeToken, RevokeToken
from service.stages.roster import person
from service.wiring import App

SCOPES = ("read", "write", "admin")
MOST_DAYS = 365


def make(app: App, caller: Caller, request: MakeToken) -> dict[str, Any]:
    """A token for the caller herself, or, by the operator, for anybody."""
    unknown = sorted(set(request.scopes) - set(SCOPES))
    if unknown or not request.scopes:
        raise BadInput(f"A token's scopes are some of {', '.join(SCOPES)}.")
    if not 1 <= request.days <= MOST_DAYS:
        raise BadInput(f"A token lives 1 to {MOST_DAYS} days.")
    ref = _for(app, caller, request.person)
    expires = app.now() + timedelta(days=request.days)
    with app.store.transaction():
        token_id, token = app.store.tokens.make(ref, request.scopes, expires, app.now())
        app.store.audit.append("token", actor_ref=app.ref(caller), at=app.now(), ids=[token_id])
    return {"token_id": token_id, "token": token, "scopes": sorted(set(request.scopes)), "expires": expires.isoformat()}


def listed(app: App, caller: Caller) -> list[dict[str, Any]]:
    """The caller's own tokens; all of them for an admin. Never a secret."""
    found = []
    for one in app.store.tokens.all():
        if "admin" in caller.roles or _is_hers(app, caller, one):
            who = app.store.people.by_ref(one.person_ref) if one.person_ref else None
            found.append(
                {
                    "token_id": one.token_id, "person_id": who.person_id if who else None,
                    "scopes": sorted(one.scopes), "expires": one.expires.isoformat(),
                    "state": "revoked" if one.revoked else "over" if one.expires <= app.now() else "good",
                    "used_on": one.used_on.isoformat() if one.used_on else None,
                }
            )  # fmt: skip
    return found


def revoke(app: App, caller: Caller, request: RevokeToken) -> dict[str, Any]:
    """End one of the caller's tokens; an admin's word ends any."""
    found = next((one for one in app.store.tokens.all() if one.token_id == request.token_id), None)
    if found is None or not ("admin" in caller.roles or _is_hers(app, caller, found)):
        raise NotFound("There is no such token of yours: see `upwell token list`.")
    with app.store.transaction():
        app.store.tokens.revoke(found.token_id, app.now())
        app.store.audit.append("token-revoke", actor_ref=app.ref(caller), at=app.now(), ids=[found.token_id])
    return {"token_id": found.token_id, "revoked": True}


def _for(app: App, caller: Caller, named: str | None) -> str | None:
    if named is None:
        return app.ref(caller)
    found = person(app, named)
    if not caller.is_operator and found.person_id != caller.person_id:
        raise NotAllowed("You can make tokens for yourself only.")
    return app.store.people.ref_of(found.person_id)


def _is_hers(app: App, caller: Caller, token: Token) -> bool:
    return token.person_ref == app.ref(caller)
