"""Start the service: one loopback port for people, the home's socket for commands."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import socket
import sys

import uvicorn

from mentoring.errors import HomeBusy, Misconfigured
from service import workflows
from service.api.door import commands_door, people_door
from service.api.on_new_day import watch_days
from service.api.sessions import Sessions
from service.home import listening, owned, service_answers
from service.settings import Settings
from service.telling import Teller
from service.wiring import App, opened


def serve(settings: Settings, port: int) -> None:
    """Own the home until stopped; prints the one-time sign-in link first."""
    if service_answers(settings.home):
        raise HomeBusy(f"A desk is already up on {settings.home}: `upwell link` prints a sign-in link to it.")
    with owned(settings.home), _loopback(port) as people, listening(settings.home) as commands, opened(settings) as app:
        workflows.start(app)
        sessions = Sessions()
        app.invite = lambda person_id: f"http://127.0.0.1:{port}/signin?token={sessions.invite(person_id)}"
        sys.stdout.write(
            f"Upwell is up on http://127.0.0.1:{port}\nSign in once, within 15 minutes: {app.invite(None)}\n"
        )
        sys.stdout.flush()
        app.tell.event("service", outcome="up")
        _say_kinds_only(app.tell)
        gc.freeze()  # what was built so far lives until the end: no collection needs to walk through it
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_both(app, (people_door(app, sessions, port), people), (commands_door(app), commands)))


def _say_kinds_only(tell: Teller) -> None:
    """The server's own log tells an unexpected exception by its kind: its message may quote what was read."""

    def without_text(record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            kind = record.exc_info[0].__name__
            tell.event("failed", kind=kind)
            record.msg, record.args, record.exc_info, record.exc_text = "unexpected %s", (kind,), None, None
        return True

    logging.getLogger("uvicorn.error").addFilter(without_text)


async def _both(app: App, *doors: tuple[object, socket.socket]) -> None:
    servers = [uvicorn.Server(_config(door)) for door, _ in doors]
    tasks = [
        asyncio.create_task(server.serve(sockets=[listener]))
        for server, (_, listener) in zip(servers, doors, strict=True)
    ]
    days = asyncio.create_task(watch_days(app))
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    days.cancel()
    for server in servers:
        server.should_exit = True
    await asyncio.gather(*tasks)


def _config(door: object) -> uvicorn.Config:
    # No access log: its lines would hold addresses of pages, and with them who read what.
    return uvicorn.Config(door, access_log=False, log_level="warning", server_header=False, timeout_graceful_shutdown=3)  # type: ignore[arg-type]  # any ASGI application


def _loopback(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.close()
        raise Misconfigured(f"Port {port} is in use: choose another with --port.") from None
    listener.listen(128)
    return listener
