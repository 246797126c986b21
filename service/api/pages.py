"""What stands before the desk's pages: files come in from whoever is signed in, as large as the desk promises.

The desk's own server keeps a file in memory and asks nobody who sent it; its figures are for nobody.
"""

from __future__ import annotations

from anyio import to_thread
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from mentoring.errors import NotFound
from service.api.asking import the_caller
from service.api.guard import MAX_UPLOAD_BYTES, UPLOADS
from service.api.sessions import Sessions
from service.wiring import App

_FIGURES = "/_stcore/metrics"


class Pages:
    """ASGI wrapper around the desk, to be mounted in the API: a refusal is told as the API tells it."""

    def __init__(self, desk: ASGIApp, app: App, sessions: Sessions) -> None:
        self._desk, self._app, self._sessions = desk, app, sessions
        self._files = RequestBodyLimitMiddleware(desk, max_body_size=MAX_UPLOAD_BYTES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may go in; NotSignedIn before a file's first byte is read."""
        path = scope["path"]
        if scope["type"] == "http" and path.startswith(_FIGURES):
            raise NotFound("There is nothing at this address: the service's own figures are at /metrics.")
        if scope["type"] == "http" and path.startswith(UPLOADS):
            await to_thread.run_sync(the_caller, Request(scope), self._app, self._sessions)
            await self._files(scope, receive, send)
        else:
            await self._desk(scope, receive, send)
