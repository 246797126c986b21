"""Signing in and out, and whether the service is well: addresses for browsers and monitors, not for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from mentoring.errors import NotAllowed
from service.api.asking import COOKIE, Opened, SignedIn, identify
from service.api.measures import CONTENT_TYPE
from service.api.sessions import SESSION_SECONDS
from service.callers import require
from service.render import signin_html

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(app: Opened) -> dict[str, str]:
    """The store answers."""
    app.store.notes.by_content("")
    return {"status": "ready"}


@router.get("/metrics")
def metrics(request: Request, app: Opened, sessions: SignedIn) -> Response:
    """Figures for Prometheus; for an admin or evaluator, or a token of theirs."""
    require(identify(request, app, sessions), "admin", "evaluator")
    return Response(request.app.state.measures.text(), media_type=CONTENT_TYPE)


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
