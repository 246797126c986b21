"""The two addresses of signing in with a provider: to it, and back."""

from __future__ import annotations

import math
import time
from typing import Annotated

from fastapi import APIRouter, Cookie, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from mentoring.errors import NotAllowed, NotFound
from service.api.asking import COOKIE, Opened, SignedIn
from service.api.oidc import SECONDS_TO_SIGN_IN, Provider
from service.api.sessions import SESSION_SECONDS
from service.render.signin import page_html
from service.wiring import App

BROWSER = "upwell_signing_in"
BACK = "/signin/oidc/back"
router = APIRouter(include_in_schema=False)
Short = Annotated[str, Query(max_length=2000)]


@router.get("/signin/oidc")
def begin(request: Request, app: Opened) -> Response:
    """Send the browser to the provider."""
    url, browser = _provider(request).begin()
    reply = RedirectResponse(url, status_code=303)
    # Lax: the way back begins at the provider, where a strict cookie would stay behind.
    reply.set_cookie(
        BROWSER, browser, max_age=SECONDS_TO_SIGN_IN, path="/signin/oidc", httponly=True, samesite="lax",
        secure=app.settings.is_secure,
    )  # fmt: skip
    return reply


@router.get(BACK)
def finish(
    request: Request,
    app: Opened,
    sessions: SignedIn,
    state: Short = "",
    code: Short = "",
    upwell_signing_in: Annotated[str, Cookie(max_length=200)] = "",
) -> Response:
    """Take the provider's word for who it is, and nothing else; the session ends with that word."""
    if not code:
        raise NotAllowed("The provider did not sign you in: begin again.", code="sign-in")
    identity = _provider(request).finish(upwell_signing_in, state, code)
    seconds = min(SESSION_SECONDS, math.floor(identity.expires - time.time()))
    key = sessions.open(_person(app, identity.email), seconds)
    # A page that goes on by itself: a redirect would still count as coming from the provider, without the cookie.
    reply = HTMLResponse(page_html("signed_in.html"))
    reply.set_cookie(
        COOKIE, key, max_age=seconds, httponly=True, samesite="strict", secure=app.settings.is_secure
    )  # fmt: skip
    reply.delete_cookie(BROWSER, path="/signin/oidc")
    app.store.audit.append("sign-in", actor_ref=app.store.people.ref_of(_person(app, identity.email)), at=app.now())
    return reply


def _provider(request: Request) -> Provider:
    provider: Provider | None = request.app.state.provider
    if provider is None:
        raise NotFound("No sign-in provider is configured: ask for a sign-in link.")
    return provider


def _person(app: App, email: str) -> str:
    """Whose e-mail on the roster this is, exactly; a name or an alias that looks like it does not do."""
    found = app.store.people.find(email)
    if found is None or (found.email or "").casefold() != email.casefold():
        raise NotAllowed("Your e-mail address is not on the roster: ask whoever runs this home.", code="sign-in")
    return found.person_id
