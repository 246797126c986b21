"""An address of the API answers in time, or says that it takes longer.

What was begun is not broken off: half of an erasure or of an import is worse than a late one, and a thread cannot be
stopped between two rows. It goes on to its end, whole, and what it would have answered goes nowhere but to the kept
answers: whoever sent an Idempotency-Key gets it, or that it was done, by asking again.
"""

from __future__ import annotations

import asyncio
import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import problem

log = logging.getLogger(__name__)
_AGAIN = 5
"""Seconds after which to ask again."""


class Deadline:
    """ASGI wrapper around the API and the desk; `seconds`: for what stands under /api, from its first byte."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app, self._seconds = app, seconds
        self._late: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say so."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        work = asyncio.create_task(self._work(scope, receive, answer))
        await asyncio.wait({work}, timeout=self._seconds)
        if work.done() or answer.begun:
            await work
            return
        answer.dropped = True
        self._late.add(work)  # a task that nobody holds may be forgotten before it is done
        work.add_done_callback(self._over)
        told = problem(503, "Not done in time", "This takes longer; it goes on: ask again in a moment.", "time")
        told.headers["Retry-After"] = str(_AGAIN)
        await told(scope, receive, send)

    async def _work(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        await self._app(scope, receive, answer)

    def _over(self, work: asyncio.Task[None]) -> None:
        self._late.discard(work)
        error = None if work.cancelled() else work.exception()
        if error is not None:
            log.error("unexpected %s after its time", type(error).__name__)


class _Answer:
    """Passes an answer on until it is too late for it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False
        self.dropped = False

    async def __call__(self, message: Message) -> None:
        if not self.dropped:
            self.begun = True
            await self._send(message)
