"""A write that is sent twice under one Idempotency-Key is done once; the second time its answer is given again.

Kept for a day, sealed, under a hash of caller and key, and only for writes that succeeded. Whoever asks again must
still be who she was: she is found anew before anything is given.
"""

from __future__ import annotations

import re
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mentoring.errors import UpwellError
from mentoring.store.kept_answers import Kept
from service.api.asking import identify
from service.api.problems import problem

_KEY = re.compile(r"[\x21-\x7e]{8,100}")


class Once:
    """ASGI wrapper around the API."""

    def __init__(self, app: ASGIApp, api: FastAPI) -> None:
        self._app, self._api = app, api
        self._writes: list[tuple[str, re.Pattern[str]]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Do it, or say what came of it before."""
        request = Request(scope, receive) if scope["type"] == "http" else None
        key = request.headers.get("idempotency-key") if request else None
        if request is None or key is None or not self._is_write(request):
            await self._app(scope, receive, send)
            return
        if _KEY.fullmatch(key) is None:
            sentence = "An Idempotency-Key is 8 to 100 visible characters."
            await problem(422, "Bad input", sentence, "input")(scope, receive, send)
            return
        try:
            caller = await run_in_threadpool(identify, request, self._api.state.app, self._api.state.sessions)
        except UpwellError:
            await self._app(scope, receive, send)  # which says so itself
            return
        who = f"{caller.person_id}|{caller.delegate_id}|{key}"
        await self._answer(who, request, await request.body(), send)

    async def _answer(self, who: str, request: Request, body: bytes, send: Send) -> None:
        kept, now = self._api.state.app.store.kept_answers, self._api.state.app.now()
        asked = f"{request.method} {request.url.path} {body.decode('utf-8', 'replace')}"
        known = await run_in_threadpool(kept.begin, who, asked, now)
        if known is not None:
            await _again(known)(request.scope, request.receive, send)
            return
        status, pieces = 500, list[bytes]()

        async def listening(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                pieces.append(message.get("body", b""))
            await send(message)

        try:
            await self._app(request.scope, _repeated(body), listening)
        finally:
            await run_in_threadpool(kept.end, who, status, b"".join(pieces))

    def _is_write(self, request: Request) -> bool:
        if self._writes is None:
            self._writes = [
                (method.upper(), re.compile(re.sub(r"\{\w+\}", "[^/]+", path)))
                for path, methods in self._api.openapi()["paths"].items()
                for method, spec in methods.items()
                # An import is the same when it is sent twice; its answer names files, which are not to be kept.
                if method != "get" and spec["x-scope"] != "read" and path != "/api/import"
            ]
        path = request.url.path
        return any(method == request.method and pattern.fullmatch(path) for method, pattern in self._writes)


def _again(known: Kept) -> Response:
    if known.request != "same":
        return problem(422, "Bad input", "This Idempotency-Key was used for another request: take a new one.", "input")
    if known.status == 0:
        return problem(409, "Changed meanwhile", "This request is still being done: ask again in a moment.", "conflict")
    headers = {"Idempotency-Replayed": "true"}
    return Response(known.body, known.status, headers=headers, media_type="application/json")


def _repeated(body: bytes) -> Receive:
    told = False

    async def receive() -> dict[str, Any]:
        nonlocal told
        message = {"type": "http.disconnect"} if told else {"type": "http.request", "body": body, "more_body": False}
        told = True
        return message

    return receive
