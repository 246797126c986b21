"""The API's addresses. Each finds out who asks, says what is asked, and leaves the answer to a workflow."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from mentoring.errors import NotAllowed
from mentoring.records import Caller
from service import requests, workflows
from service.api import bodies
from service.api.sessions import SESSION_SECONDS, Sessions
from service.callers import caller_for
from service.progress import silent
from service.render import signin_html
from service.wiring import App

COOKIE = "upwell_session"
router = APIRouter()


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
        raise NotAllowed(
            "You are not signed in, or your session has ended: ask for a new sign-in link.", code="sign-in"
        )
    person = sessions.person(key)
    return caller_for(app, person)


Asking = Annotated[Caller, Depends(the_caller)]


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(app: Opened) -> dict[str, str]:
    """The store answers."""
    app.store.notes.by_content("")
    return {"status": "ready"}


@router.get("/signin", response_class=HTMLResponse)
def signin_page(token: Annotated[str, Query(max_length=100)]) -> HTMLResponse:
    """A page with one button. Opening a link changes nothing: mail scanners open every link."""
    return HTMLResponse(signin_html(token))


@router.post("/signin")
def signin(sessions: SignedIn, token: Annotated[str, Form(max_length=100)]) -> Response:
    """Exchange a one-time token for a session cookie."""
    key = sessions.sign_in(token)
    if key is None:
        raise NotAllowed("This sign-in link was used already or is too old: ask for a new one.", code="sign-in")
    reply = RedirectResponse("/", status_code=303)
    # Not `secure`: the local mode speaks plain HTTP on loopback, where nothing crosses a wire.
    reply.set_cookie(COOKIE, key, max_age=SESSION_SECONDS, httponly=True, samesite="strict")
    return reply


@router.post("/signout")
def signout(request: Request, sessions: SignedIn) -> Response:
    """End the session."""
    sessions.sign_out(request.cookies.get(COOKIE))
    reply = RedirectResponse("/", status_code=303)
    reply.delete_cookie(COOKIE)
    return reply


@router.get("/api/me")
def me(app: Opened, caller: Asking) -> dict[str, Any]:
    """Who is asking, and what this home is."""
    return workflows.me(app, caller)


@router.get("/api/weeks")
def weeks(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """Weeks that hold something for the caller, newest first."""
    return workflows.weeks(app, caller, requests.Weeks(), silent)


@router.get("/api/digest")
def digest(app: Opened, caller: Asking, week: Annotated[bodies.Week, Query()]) -> dict[str, Any]:
    """The caller's digest of one week."""
    return workflows.digest(app, caller, requests.MakeDigest(week, own=True), silent)


@router.get("/api/cards")
def cards(app: Opened, caller: Asking, week: Annotated[bodies.Week | None, Query()] = None) -> list[dict[str, Any]]:
    """Items the caller may decide, waiting ones first."""
    return workflows.cards(app, caller, requests.Cards(week), silent)


@router.post("/api/items/{item_id}/decision")
def decide(app: Opened, caller: Asking, item_id: bodies.ItemId, body: bodies.Decision) -> dict[str, Any]:
    """Approve, reject or defer an item, or undo the last decision."""
    return workflows.decide(app, caller, requests.Decide(item_id, body.decision), silent)


@router.post("/api/search")
def search(app: Opened, caller: Asking, body: bodies.SearchBody) -> list[dict[str, Any]]:
    """Find sessions. A POST, so that no question stands in an address, a log or a history."""
    request = requests.Search(
        body.query, body.program, body.theme, body.kind,
        body.since.isoformat() if body.since else None, body.until.isoformat() if body.until else None, body.k,
    )  # fmt: skip
    return workflows.search(app, caller, request, silent)


@router.post("/api/ask")
def ask(app: Opened, caller: Asking, body: bodies.AskBody) -> dict[str, Any]:
    """Answer a question from the notes, every sentence cited."""
    return workflows.ask(app, caller, requests.Ask(body.question), silent)


@router.get("/api/overview")
def overview(app: Opened, caller: Asking) -> dict[str, Any]:
    """Counts of a lead's programmes."""
    return workflows.overview(app, caller)
