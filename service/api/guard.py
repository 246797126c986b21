"""What every answer carries and every request must pass: headers, host and origin."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import problem

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self'; font-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
"""No outside address at all: a picture or link slipped into model output cannot carry anything away."""

_LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}


class Guard:
    """ASGI wrapper: refuses foreign hosts and origins, adds the security headers, keeps answers out of caches."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not _from_here(headers):
            await problem(403, "Not allowed", "Open the desk under its own address.", "origin")(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _harden(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, send_guarded)


def _from_here(headers: Headers) -> bool:
    """Whether host and origin are this service's own: a page elsewhere can make a browser send anything."""
    host = headers.get("host", "")
    if host.rsplit(":", 1)[0] not in _LOOPBACK:
        return False
    origin = headers.get("origin")
    return origin is None or origin.split("://", 1)[-1] == host


def _harden(headers: MutableHeaders, scope: MutableMapping[str, Any]) -> None:
    headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if not scope["path"].startswith("/static"):
        headers["Cache-Control"] = "no-store"
