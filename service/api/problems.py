"""Errors on the wire: RFC 9457 problem documents, one sentence each, never an echo of what was sent."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError, ResponseValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from mentoring import errors

log = logging.getLogger(__name__)

_STATUS: tuple[tuple[type[errors.UpwellError], int, str], ...] = (
    (errors.NotSignedIn, 401, "Not signed in"),
    (errors.NotAllowed, 403, "Not allowed"),
    (errors.NotFound, 404, "Not found"),
    (errors.Conflict, 409, "Changed meanwhile"),
    (errors.TooMany, 429, "Too many requests"),
    (errors.HomeBusy, 503, "Busy"),
    (errors.BadInput, 422, "Bad input"),
    (errors.UpwellError, 500, "Not done"),
)


def problem(status: int, title: str, detail: str, code: str) -> JSONResponse:
    """One problem document."""
    body = {"type": f"urn:upwell:{code}", "title": title, "status": status, "detail": detail, "code": code}
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


def install(api: FastAPI) -> None:
    """Answer every error of `api` as a problem document."""

    @api.exception_handler(errors.UpwellError)
    def said(_: Request, error: errors.UpwellError) -> JSONResponse:
        status, title = next((status, title) for kind, status, title in _STATUS if isinstance(error, kind))
        answer = problem(status, title, error.message, error.code)
        if isinstance(error, errors.TooMany):
            answer.headers["Retry-After"] = str(error.seconds)
        if isinstance(error, errors.HomeBusy):
            answer.headers["Retry-After"] = "5"
        if isinstance(error, errors.NotSignedIn):
            answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(RequestValidationError)
    def malformed(_: Request, error: RequestValidationError) -> JSONResponse:
        # The framework's own answer repeats the submitted value: it could be a note.
        fields = ", ".join(sorted({_field(one) for one in error.errors()}))
        return problem(422, "Bad input", f"These fields are not as they should be: {fields}.", "input")

    @api.exception_handler(ResponseValidationError)
    def unsaid(_: Request, __: ResponseValidationError) -> JSONResponse:
        # Its text holds the answer that did not fit: it goes nowhere, not into the log either.
        log.error("an answer did not fit its model")
        return problem(500, "Not done", "The service could not put its answer into words.", "answer")

    @api.exception_handler(Exception)
    def failed(_: Request, error: Exception) -> JSONResponse:
        log.error("unexpected %s", type(error).__name__)
        return problem(500, "Not done", "Something went wrong: tell whoever runs this home.", "error")

    @api.exception_handler(HTTPException)
    def other(_: Request, error: HTTPException) -> JSONResponse:
        titles = {
            400: "The body is no JSON.",
            404: "There is nothing at this address.",
            405: "This address does not take that method.",
            413: "This is too large.",
        }
        detail = titles.get(error.status_code, "The request cannot be answered.")
        answer = problem(error.status_code, detail.rstrip("."), detail, f"http-{error.status_code}")
        answer.headers.update(error.headers or {})
        return answer


_WRONG = {
    "missing": "missing", "string_too_long": "at most {max_length} characters", "string_too_short": "too short",
    "greater_than_equal": "at least {ge}", "less_than_equal": "at most {le}",
}  # fmt: skip
"""What is wrong with a field, out of its own bounds; of every other fault: not of the right kind."""


def _field(one: dict[str, Any]) -> str:
    """Which field an error is about, by a name of ours: what somebody else called one may be anything."""
    if one["type"] == "extra_forbidden":
        return "one that is not known"
    wrong = _WRONG.get(one["type"], "not of the right kind").format(**one.get("ctx", {}))
    return f"{'.'.join(str(part) for part in one['loc'][1:]) or 'body'} ({wrong})"
