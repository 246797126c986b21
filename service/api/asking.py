"""Who asks: found anew at each call from the session cookie, never from anything the caller says about herself."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from mentoring.errors import NotSignedIn
from mentoring.records import Caller
from service.api.sessions import Sessions
from service.callers import caller_for
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


def the_caller(request: Request, app: Opened, sessions: SignedIn) -> Caller:
    """Whoever the session cookie belongs to; checked anew at each call."""
    key = request.cookies.get(COOKIE)
    if not sessions.known(key):
        raise NotSignedIn("You are not signed in, or your session has ended: ask for a new sign-in link.")
    return caller_for(app, sessions.person(key))


Asking = Annotated[Caller, Depends(the_caller)]
