"""What every answer carries and every request must pass: headers, host, origin, encoding, time, a request id."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.measures import Measures
from service.api.problems import problem
from service.telling import Teller

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self'; font-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
"""No outside address at all: a picture or link slipped into model output cannot carry anything away."""
_API_POLICY = "default-src 'none'; frame-ancestors 'none'"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
MAX_BODY_BYTES = 2_000_000
"""Of a body under /api; one that comes without its length is cut off there too."""
MAX_IMPORT_BYTES = 28_000_000
"""The same where files are handed in: 20 MB in base64."""
MAX_UPLOAD_BYTES = 22_000_000
"""Of one file on its way to the desk: the 20 MiB it takes (ui/.streamlit/config.toml) and the form around them."""
UPLOADS = "/_stcore/upload_file/"
_IMPORT = "/api/import"
_BODY_SECONDS, _FILE_SECONDS = 20.0, 120.0
"""For a whole body to arrive, and a file of somebody who is signed in: a caller that drips bytes is let go."""


class Guard:
    """ASGI wrapper around everything that people reach.

    `host`: the public name under which a proxy passes requests on, besides this machine's own; `secure`: it does so
    by HTTPS.
    """

    def __init__(
        self, app: ASGIApp, measures: Measures | None = None, *, host: str | None = None, secure: bool = False,
        tell: Teller | None = None,
    ) -> None:  # fmt: skip
        self._app, self._measures, self._teller = app, measures or Measures(), tell or Teller()
        self._hosts = _LOOPBACK | ({host} if host else set())
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope["request_id"] = uuid.uuid4().hex
        begun, status = time.perf_counter(), 500

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._harden(MutableHeaders(scope=message), scope)
            await send(message)

        async def answer() -> None:
            refused = self._refusal(Headers(scope=scope), scope)
            if refused is not None:
                await problem(*refused)(scope, receive, send_guarded)
            else:
                seconds = _FILE_SECONDS if scope["path"].startswith(UPLOADS) else _BODY_SECONDS
                await self._app(scope, _within(seconds, receive, scope), send_guarded)

        if scope["type"] != "http":
            await answer()
            return
        with self._teller.span("request", request=scope["request_id"]) as told:
            try:
                await answer()
            finally:
                route = getattr(scope.get("route"), "path", None) or "other"
                told.add(method=scope["method"], route=route, status=status)
        self._measures.count(scope["method"], route, status, time.perf_counter() - begun)

    def _refusal(self, headers: Headers, scope: Scope) -> tuple[int, str, str, str] | None:
        """Why a request goes no further: status, title, sentence, code."""
        if not self._from_here(headers, scope):
            return 403, "Not allowed", "Open the desk under its own address.", "origin"
        if headers.get("content-encoding", "identity").lower() != "identity":
            return 415, "Bad input", "Send the body as it is: compressed bodies are not taken.", "encoding"
        most = MAX_IMPORT_BYTES if scope["path"] == _IMPORT else MAX_BODY_BYTES
        if scope["path"].startswith("/api/") and int(headers.get("content-length") or 0) > most:
            return 413, "Too large", "This is too large: send it in parts.", "size"
        return None

    def _from_here(self, headers: Headers, scope: Scope) -> bool:
        """Whether host and origin are this service's own: a page elsewhere can make a browser send anything."""
        host = headers.get("host", "")
        if host.rsplit(":", 1)[0] not in self._hosts and host not in self._hosts:
            return False
        changes = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD")
        if changes and headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        return origin is None or origin.split("://", 1)[-1] == host

    def _harden(self, headers: MutableHeaders, scope: MutableMapping[str, Any]) -> None:
        is_api = scope["path"].startswith("/api/")
        headers["Content-Security-Policy"] = _API_POLICY if is_api else CONTENT_SECURITY_POLICY
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
        headers["X-Request-Id"] = scope["request_id"]
        if self._secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if not scope["path"].startswith("/static"):
            headers["Cache-Control"] = "no-store"


def _within(seconds: float, receive: Receive, scope: Scope) -> Receive:
    """The request's body, as long as it arrives in time; then the caller counts as gone."""
    if scope["type"] != "http":
        return receive
    until, over = time.monotonic() + seconds, False

    async def timed() -> Message:
        nonlocal over
        if over:  # the body is here: waiting for the caller to leave takes as long as it takes
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), max(0.0, until - time.monotonic()))
        except TimeoutError:
            return {"type": "http.disconnect"}
        over = not message.get("more_body", False)
        return message

    return timed
