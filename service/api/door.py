"""The two ASGI applications of a running service: for people (API and desk) and for commands (local socket)."""

from __future__ import annotations

import importlib
import json
import queue
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse
from starlette.types import ASGIApp, Lifespan

from mentoring.errors import Misconfigured, UpwellError
from service import commands
from service.api import (
    consent_routes,
    credit_routes,
    desk_routes,
    evaluation_routes,
    export_routes,
    import_routes,
    learning_routes,
    matching_routes,
    oidc_routes,
    pair_routes,
    people_routes,
    prep_routes,
    problems,
    programme_routes,
    redaction_routes,
    review_routes,
    routes,
    search_routes,
    setup_routes,
    signing,
    story_routes,
    survey_routes,
    token_routes,
    unsubscribe_routes,
    work_routes,
)
from service.api.address import Problem
from service.api.asking import WAYS_IN
from service.api.deadline import Deadline
from service.api.guard import MAX_BODY_BYTES, Guard
from service.api.limits import Limit
from service.api.links import link
from service.api.measures import Measures
from service.api.oidc import Provider, ProviderConfig, check_address
from service.api.oidc_routes import BACK
from service.api.on_new_day import OnNewDay
from service.api.once import Once
from service.api.pages import Pages
from service.api.sessions import Sessions
from service.settings import Settings
from service.wiring import App

ROUTERS = (
    oidc_routes.router,
    signing.router,
    unsubscribe_routes.router,
    routes.router,
    search_routes.router,
    consent_routes.router,
    people_routes.router,
    token_routes.router,
    export_routes.router,
    import_routes.router,
    review_routes.router,
    redaction_routes.router,
    desk_routes.router,
    evaluation_routes.router,
    work_routes.router,
    pair_routes.router,
    programme_routes.router,
    credit_routes.router,
    story_routes.router,
    survey_routes.router,
    prep_routes.router,
    matching_routes.router,
    learning_routes.router,
    setup_routes.router,
)
"""Every module of addresses; one that is not listed here is not served."""


THREADS = 8
"""Handlers at work at once. More of them only take turns at one interpreter, and keep others waiting meanwhile."""


class _Described(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """The document with the shape of a refusal, which routes refer to by name, and what leads where."""
        document = super().openapi()
        document["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        link(document)
        return document


def people_door(app: App, sessions: Sessions, port: int) -> ASGIApp:
    """The API under /api and the desk under /, for browsers on this machine."""
    # The desk stands above the service and may not be imported by it: it is mounted by name, as a page would be.
    pages = importlib.import_module("ui.desk").desk(f"http://127.0.0.1:{port}")

    @asynccontextmanager
    async def lifespan(api: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        async with pages.lifespan()(api):
            yield

    api = people_api(app, sessions, lifespan, provider_of(app.settings, port))
    api.mount("/", Pages(pages, app, sessions))
    timed = Deadline(api, app.settings.answer_seconds)
    return Guard(
        timed, api.state.measures, host=host_of(app.settings.public_url), secure=app.settings.is_secure, tell=app.tell
    )  # fmt: skip


def host_of(public_url: str | None) -> str | None:
    """The host as browsers send it for this address: in small letters, without its scheme's own port."""
    try:
        parts = urlsplit(public_url or "")
        port = {"https": 443, "http": 80}.get(parts.scheme)
        name = (parts.hostname or "").encode("idna").decode()
        host = f"[{name}]" if ":" in name else name
        return f"{host}:{parts.port}" if host and parts.port not in (None, port) else host or None
    except ValueError:
        raise Misconfigured("public_url is no address: write it as https://upwell.example.com.") from None


def provider_of(settings: Settings, port: int) -> Provider | None:
    """The configured sign-in provider."""
    if settings.oidc_issuer is None:
        return None
    secret = settings.oidc_client_secret
    if not settings.oidc_client_id or secret is None:
        raise Misconfigured("oidc_issuer needs oidc_client_id and oidc_client_secret as well.")
    check_address(settings.oidc_issuer, offline=settings.offline)
    here = (settings.public_url or f"http://127.0.0.1:{port}").rstrip("/")
    return Provider(
        ProviderConfig(settings.oidc_issuer, settings.oidc_client_id, secret.get_secret_value(), here + BACK)
    )


def people_api(
    app: App, sessions: Sessions, lifespan: Lifespan[FastAPI] | None = None, provider: Provider | None = None
) -> FastAPI:
    """The addresses alone, without the desk."""
    api = _Described(
        title="Upwell", docs_url=None, redoc_url=None, lifespan=lifespan, max_body_size=MAX_BODY_BYTES,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )  # fmt: skip
    api.state.app = app
    api.state.sessions = sessions
    api.state.measures = Measures()
    api.state.provider = provider
    if app is not None:
        api.state.limit, api.state.questions = (
            Limit(app.settings.rate_per_minute),
            Limit(app.settings.questions_per_minute),
        )
    problems.install(api)
    for router in ROUTERS:
        ways = [] if router in (signing.router, oidc_routes.router) else WAYS_IN
        api.include_router(router, dependencies=ways)
    api.add_middleware(Once, api=api)
    if app is not None:
        api.add_middleware(OnNewDay, home=app)
    return api


def commands_door(app: App) -> ASGIApp:
    """What `upwell` commands talk to; whoever may open the home's socket is the home's operator."""
    api = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @api.post("/commands/{name}")
    async def command(name: str, request: Request) -> StreamingResponse:
        message = json.loads(await request.body())
        return StreamingResponse(_answer(app, name, message), media_type="application/x-ndjson")

    return api


def _answer(app: App, name: str, message: dict[str, Any]) -> Iterator[str]:
    """Progress lines while the command runs, then its result or its error; one JSON document a line."""
    lines: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()

    def report(stage: str, done: int, total: int) -> None:
        lines.put({"progress": [stage, done, total]})

    def work() -> None:
        try:
            request = commands.parse(name, message["request"])
            lines.put({"result": commands.run(app, request, message["as"], report)})
        except UpwellError as error:
            lines.put({"error": {"code": error.code, "message": error.message, "file": error.file}})
        finally:
            lines.put(None)

    threading.Thread(target=work, name=f"command-{name}").start()
    while (line := lines.get()) is not None:
        yield json.dumps(line) + "\n"
