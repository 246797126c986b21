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
from service.render.signin import page_html

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process answers; no handler at work can keep this one waiting."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(app: Opened) -> dict[str, str]:
    """The store answers."""
    app.store.notes.by_content("")
    return {"status": "ready"}


@router.get("/metrics", openapi_extra={"x-scope": "read"})
def metrics(request: Request, app: Opened, sessions: SignedIn) -> Response:
    """Figures for Prometheus; for an admin or evaluator, or a token of theirs."""
    require(identify(request, app, sessions), "admin", "evaluator")
    return Response(request.app.state.measures.text(), media_type=CONTENT_TYPE)


@router.get("/signin", response_class=HTMLResponse)
def signin_page(request: Request, token: Annotated[str | None, Query(max_length=100)] = None) -> Response:
    """A page with one button. Opening a link changes nothing: mail scanners open every link.

    Without a token: on to the company's provider, where one is configured.
    """
    if token is not None:
        return HTMLResponse(signin_html(token))
    if request.app.state.provider is None:
        raise NotAllowed("Ask for a sign-in link: `upwell link` prints one.", code="sign-in")
    return RedirectResponse("/signin/oidc", status_code=303)


@router.post("/signin")
def signin(app: Opened, sessions: SignedIn, token: Annotated[str, Form(max_length=100)]) -> Response:
    """Exchange a one-time token for a session cookie."""
    key = sessions.sign_in(token)
    if key is None:
        raise NotAllowed("This sign-in link was used already or is too old: ask for a new one.", code="sign-in")
    reply = RedirectResponse("/", status_code=303)
    # `secure` behind HTTPS only: the local mode speaks plain HTTP on loopback, where nothing crosses a wire.
    secure = app.settings.is_secure
    reply.set_cookie(COOKIE, key, max_age=SESSION_SECONDS, httponly=True, samesite="strict", secure=secure)
    return reply


@router.get("/signout", response_class=HTMLResponse)
def signout_page() -> HTMLResponse:
    """A page with one button: a link of another page must not end a session."""
    return HTMLResponse(page_html("signout.html"))


@router.post("/signout", response_class=HTMLResponse)
def signout(request: Request, sessions: SignedIn) -> HTMLResponse:
    """End the session, and let the browser forget what it was shown."""
    sessions.sign_out(request.cookies.get(COOKIE))
    reply = HTMLResponse(page_html("signed_out.html"))
    reply.delete_cookie(COOKIE)
    reply.headers["Clear-Site-Data"] = '"cache", "storage"'
    return reply
