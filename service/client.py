"""A command as a client of the service that owns the home: one request, progress lines, one answer."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import httpx

from mentoring import errors
from service.home import socket_path
from service.progress import Progress
from service.requests import Request

_BY_CODE = {
    kind.code: kind
    for kind in (errors.NotAllowed, errors.NotFound, errors.Conflict, errors.HomeBusy, errors.Misconfigured,
                 errors.Damaged, errors.EngineFailed)
}  # fmt: skip


def ask_service(home: Path, request: Request, as_person: str | None, progress: Progress) -> Any:
    """Send the request over the home's socket and return its result."""
    body = {"request": dataclasses.asdict(request), "as": as_person}
    with socket_path(home) as path, httpx.Client(transport=httpx.HTTPTransport(uds=path), timeout=None) as client:  # noqa: S113 - extraction may take hours
        try:
            with client.stream("POST", f"http://upwell/commands/{type(request).__name__}", json=body) as reply:
                return _read(reply, progress)
        except httpx.TransportError:
            raise errors.HomeBusy("The running service went away before it answered: try again.") from None


def _read(reply: httpx.Response, progress: Progress) -> Any:
    for line in reply.iter_lines():
        message = json.loads(line)
        if "result" in message:
            return message["result"]
        if "error" in message:
            problem = message["error"]
            kind = _BY_CODE.get(problem["code"], errors.BadInput)
            raise kind(problem["message"], code=problem["code"], file=problem["file"])
        progress(*message["progress"])
    raise errors.HomeBusy("The running service ended before it answered: try again.")
