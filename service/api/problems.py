"""Errors on the wire: RFC 9457 problem documents, one sentence each, never an echo of what was sent."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from mentoring import errors

_STATUS: tuple[tuple[type[errors.UpwellError], int, str], ...] = (
    (errors.NotSignedIn, 401, "Not signed in"),
    (errors.NotAllowed, 403, "Not allowed"),
    (errors.NotFound, 404, "Not found"),
    (errors.Conflict, 409, "Changed meanwhile"),
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
        return problem(status, title, error.message, error.code)

    @api.exception_handler(RequestValidationError)
    def malformed(_: Request, error: RequestValidationError) -> JSONResponse:
        # The framework's own answer repeats the submitted value: it could be a note.
        fields = ", ".join(sorted({_field(one) for one in error.errors()}))
        return problem(422, "Bad input", f"These fields are missing or not of the right kind: {fields}.", "input")

    @api.exception_handler(HTTPException)
    def other(_: Request, error: HTTPException) -> JSONResponse:
        titles = {404: "There is nothing at this address.", 405: "This address does not take that method."}
        detail = titles.get(error.status_code, "The request cannot be answered.")
        return problem(error.status_code, detail.rstrip("."), detail, f"http-{error.status_code}")


def _field(one: dict[str, Any]) -> str:
    """Which field an error is about, by a name of ours: what somebody else called one may be anything."""
    if one["type"] == "extra_forbidden":
        return "one that is not known"
    return ".".join(str(part) for part in one["loc"][1:]) or "body"
