"""Who asks: found anew at each call from the session cookie, never from anything the caller says about herself."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Request

from mentoring.errors import NotSignedIn
from mentoring.records import Caller
from service.api.sessions import Sessions
from service.callers import caller_for, on_behalf
from service.wiring import App

COOKIE = "upwell_session"


def the_app(request: Request) -> App:
    """The opened home."""
    app: App = request.app.state.app
    return app


def the_sessions(request: Request) -> Sessions:
    """Who is signed in."""
    sessions: Sessions = request.app.state.sessions
    return sessions


Opened = Annotated[App, Depends(the_app)]
SignedIn = Annotated[Sessions, Depends(the_sessions)]


def the_caller(
    request: Request,
    app: Opened,
    sessions: SignedIn,
    upwell_for: Annotated[str | None, Header(max_length=100, description="the executive one acts for")] = None,
) -> Caller:
    """Whoever the session cookie belongs to, or whom she acts for; checked anew at each call."""
    key = request.cookies.get(COOKIE)
    if not sessions.known(key):
        raise NotSignedIn("You are not signed in, or your session has ended: ask for a new sign-in link.")
    caller = caller_for(app, sessions.person(key))
    return caller if upwell_for is None else on_behalf(app, caller, upwell_for)


Asking = Annotated[Caller, Depends(the_caller)]
