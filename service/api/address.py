"""How an address of the API is declared: who may call it, about what, with which token, and how it says no.

The declaration enforces nothing about roles: each workflow checks its caller itself. The test matrix is generated
from it and calls every address as every role, so what is declared and what is checked must agree.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from mentoring.records import ROLES

Reach = Literal["own", "programme", "shown", "home", "whole"]
"""own: herself and her pairs; programme: what lies in programmes she leads; shown: what visibility lets her see
(mentoring.consent); home: all of this home; whole: the same, for a lead of every programme only."""
Scope = Literal["read", "write", "admin", "session"]
"""What an API token must be allowed to do; session: no token, only somebody who is signed in."""


class Problem(BaseModel):
    """An RFC 9457 problem document: one sentence, never an echo of what was sent."""

    type: str = Field(examples=["urn:upwell:not-allowed"])
    title: str = Field(examples=["Not allowed"])
    status: int = Field(examples=[403])
    detail: str = Field(examples=["This needs the role lead: ask your programme lead."])
    code: str = Field(examples=["not-allowed"])


def _refusal(meaning: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": meaning, "content": {"application/problem+json": {"schema": schema}}}


_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: _refusal("The body is no JSON"),
    401: _refusal("Not signed in"),
    403: _refusal("This caller may not do that"),
    404: _refusal("Nothing by that name that this caller may see"),
    409: _refusal("Somebody else changed it meanwhile"),
    413: _refusal("Too large"),
    422: _refusal("Not of the right kind; names the fields, never their values"),
    429: _refusal("Too many requests: wait as long as Retry-After says"),
    503: _refusal("Busy, or not done in time: ask again as late as Retry-After says"),
}


def who_may(scope: Scope, **roles: Reach) -> dict[str, Any]:
    """Keyword arguments for a route's decorator; a role that is not named is refused with 403.

    `delegate` stands for whoever acts for an executive (header Upwell-For).
    """
    unknown = set(roles) - {*ROLES, "delegate"}
    if unknown:
        raise ValueError(f"no such role: {sorted(unknown)}")
    return {"openapi_extra": {"x-roles": roles, "x-scope": scope}, "responses": dict(_REFUSALS)}


def everybody(scope: Scope, reach: Reach = "own", **others: Reach) -> dict[str, Any]:
    """As `who_may`, for an address of everybody who is signed in; `others`: roles that reach elsewhere."""
    roles: dict[str, Reach] = {**dict.fromkeys(ROLES, reach), **others}
    return who_may(scope, **roles)
