"""Before anything is answered on a new day, what ended with the day before is erased; or soon after.

A short erasure is waited for. A long one goes on while people are answered: nobody is shown what it takes.
"""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Receive, Scope, Send

from service.stages.erasing import PATIENCE, begin_day
from service.wiring import App

LOOK = 60.0
"""Seconds between two looks at the clock, where nobody asks for anything."""


class OnNewDay:
    """ASGI wrapper around the API."""

    def __init__(self, app: ASGIApp, home: App) -> None:
        self._app, self._home = app, home

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, once the day has begun."""
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            work = begin_day(self._home)
            if work is not None:
                await asyncio.wait([asyncio.wrap_future(work)], timeout=PATIENCE)
        await self._app(scope, receive, send)


async def watch_days(home: App, every: float = LOOK) -> None:
    """Begin each new day also where nobody asks; until cancelled."""
    while True:
        await asyncio.sleep(every)
        begin_day(home)
