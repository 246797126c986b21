"""Who asks: found anew at each call from session cookie or token, never from anything the caller says of herself."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.security import APIKeyCookie, HTTPBearer

from mentoring.errors import NotAllowed, NotFound, NotSignedIn
from mentoring.records import Caller
from service.api.sessions import Sessions
from service.callers import caller_for, on_behalf
from service.wiring import App

COOKIE = "upwell_session"


async def the_app(request: Request) -> App:
    """The opened home."""
    app: App = request.app.state.app
    return app


async def the_sessions(request: Request) -> Sessions:
    """Who is signed in."""
    sessions: Sessions = request.app.state.sessions
    return sessions


Opened = Annotated[App, Depends(the_app)]
SignedIn = Annotated[Sessions, Depends(the_sessions)]


def identify(request: Request, app: App, sessions: Sessions, scope: str | None = None) -> Caller:
    """The caller of this request; NotSignedIn for nobody, and for whoever was taken off the roster meanwhile.

    `scope`: what a token needs for it, where no route has been found yet.
    """
    token = request.headers.get("authorization")
    person = _of_session(request, sessions) if token is None else _of_token(request, token, app, scope)
    try:
        with app.store.reading():
            caller = caller_for(app, person)
            executive = request.headers.get("upwell-for")
            return caller if executive is None else on_behalf(app, caller, executive)
    except NotFound:
        raise NotSignedIn("You are no longer known here: ask whoever runs this home.") from None


def the_caller(
    request: Request,
    app: Opened,
    sessions: SignedIn,
    _upwell_for: Annotated[
        str | None, Header(alias="Upwell-For", max_length=100, description="the executive one acts for")
    ] = None,
) -> Caller:
    """As `identify`, within the limit of how often one caller may ask."""
    caller = identify(request, app, sessions)
    who = f"{caller.person_id}|{caller.delegate_id}"
    request.app.state.limit.take(who)
    if request.url.path in ("/api/search", "/api/ask"):
        request.app.state.questions.take(who)
    return caller


# The two ways of saying who one is stand in the OpenAPI document; `identify` reads them itself.
_ways = (Depends(APIKeyCookie(name=COOKIE, auto_error=False)), Depends(HTTPBearer(auto_error=False)))
Asking = Annotated[Caller, Depends(the_caller)]
WAYS_IN = list(_ways)


def _of_session(request: Request, sessions: Sessions) -> str | None:
    key = request.cookies.get(COOKIE)
    if not sessions.known(key):
        raise NotSignedIn("You are not signed in, or your session has ended: ask for a new sign-in link.")
    return sessions.person(key)


def _of_token(request: Request, header: str, app: App, scope: str | None) -> str | None:
    kind, _, value = header.partition(" ")
    found = app.store.tokens.find(value.strip(), app.now()) if kind.lower() == "bearer" else None
    if found is None:
        raise NotSignedIn("This token is unknown, over or revoked: make another with `upwell token create`.")
    if scope is None:
        scope = (getattr(request.scope.get("route"), "openapi_extra", None) or {}).get("x-scope")
    if scope not in found.scopes:
        raise NotAllowed("This token may not do that: make one with the scope that is needed.")
    if found.person_ref is None:
        return None
    who = app.store.people.by_ref(found.person_ref)
    if who is None:
        raise NotSignedIn("Whoever this token was made for is no longer known here.")
    return who.person_id
