"""A write that is sent twice under one Idempotency-Key is done once; the second time its answer is given again.

Kept for a day, sealed, under a hash of caller and key, and only for writes that succeeded. Whoever asks again must
still be who she was, with a token that still may: both are found anew before anything is given. An answer with words,
names or a secret in it is not kept: by tomorrow a mentor may have taken her words back. Then it is said only that it
was done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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
WORDLESS = frozenset({
    "/api/items/{item_id}/decision", "/api/items/{item_id}/mark", "/api/items/{item_id}/thanks",
    "/api/items/{item_id}/thanks/back", "/api/review/undo", "/api/review/bulk", "/api/searches/forget", "/api/mail",
    "/api/consent/grant", "/api/consent/withdraw", "/api/consent/withdraw-named", "/api/tokens/{token_id}/revoke",
    "/api/notes/write", "/api/notes/delete", "/api/notes/hidden/ask", "/api/notes/hidden/settle",
    "/api/evals/items/{item_id}/mark", "/api/runs/{work_run}/cancel", "/api/runs/{work_run}/retry",
    "/api/pairs/goals/drop", "/api/pairs/goals/import", "/api/pairs/goals/tie", "/api/programme/met",
    "/api/programme/pulse", "/api/programme/surveys", "/api/programme/survey/back", "/api/programme/table",
    "/api/stories/{story_id}/back", "/api/match/drop", "/api/learning/{item_id}/used",
})  # fmt: skip
"""Writes that answer with ids, counts, codes and receipts alone; any other answer is not kept."""


@dataclass(frozen=True, slots=True)
class _Write:
    """One address that writes."""

    method: str
    path: re.Pattern[str]
    scope: str
    """What a token needs for it."""
    is_kept: bool
    """Whether its answer may be given again."""


class Once:
    """ASGI wrapper around the API."""

    def __init__(self, app: ASGIApp, api: FastAPI) -> None:
        self._app, self._api = app, api
        self._writes: list[_Write] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Do it, or say what came of it before."""
        request = Request(scope, receive) if scope["type"] == "http" else None
        key = request.headers.get("idempotency-key") if request else None
        write = self._write(request) if request and key is not None else None
        if request is None or key is None or write is None:
            await self._app(scope, receive, send)
            return
        if _KEY.fullmatch(key) is None:
            sentence = "An Idempotency-Key is 8 to 100 visible characters."
            await problem(422, "Bad input", sentence, "input")(scope, receive, send)
            return
        try:
            app, sessions = self._api.state.app, self._api.state.sessions
            caller = await run_in_threadpool(identify, request, app, sessions, write.scope)
        except UpwellError:
            await self._app(scope, receive, send)  # which says so itself
            return
        who = f"{caller.person_id}|{caller.delegate_id}|{key}"
        await self._answer(who, write, request, await request.body(), send)

    async def _answer(self, who: str, write: _Write, request: Request, body: bytes, send: Send) -> None:
        kept, now = self._api.state.app.store.kept_answers, self._api.state.app.now()
        asked = f"{request.method} {request.url.path} {body.decode('utf-8', 'replace')}"
        known = await run_in_threadpool(kept.begin, who, asked, now)
        if known is not None:
            await _again(known, write)(request.scope, request.receive, send)
            return
        status, pieces = 500, list[bytes]()

        async def listening(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            elif write.is_kept:
                pieces.append(message.get("body", b""))
            await send(message)

        try:
            await self._app(request.scope, _repeated(body), listening)
        finally:
            await run_in_threadpool(kept.end, who, status, b"".join(pieces))

    def _write(self, request: Request) -> _Write | None:
        if self._writes is None:
            self._writes = [
                _Write(method.upper(), re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), spec["x-scope"], path in WORDLESS)
                for path, methods in self._api.openapi()["paths"].items()
                for method, spec in methods.items()
                # An import is the same when it is sent twice; its answer names files, which are not to be kept.
                if method != "get" and spec["x-scope"] != "read" and path != "/api/import"
            ]
        method, path = request.method, request.url.path
        return next((one for one in self._writes if one.method == method and one.path.fullmatch(path)), None)


def _again(known: Kept, write: _Write) -> Response:
    if known.request != "same":
        return problem(422, "Bad input", "This Idempotency-Key was used for another request: take a new one.", "input")
    if known.status == 0:
        return problem(409, "Changed meanwhile", "This request is still being done: ask again in a moment.", "conflict")
    headers = {"Idempotency-Replayed": "true"}
    if not write.is_kept:
        sentence = "This was done already; what it answered is not kept: read it where it stands."
        done = problem(409, "Done already", sentence, "done")
        done.headers.update(headers)
        return done
    return Response(known.body, known.status, headers=headers, media_type="application/json")


def _repeated(body: bytes) -> Receive:
    told = False

    async def receive() -> dict[str, Any]:
        nonlocal told
        message = {"type": "http.disconnect"} if told else {"type": "http.request", "body": body, "more_body": False}
        told = True
        return message

    return receive
