"""Addresses of API tokens and of one's own digest mail. A token makes no tokens: that needs somebody signed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import Field

from service import access_requests as requests
from service import access_workflows as workflows
from service.api import bodies
from service.api.address import everybody
from service.api.answers import Answer
from service.api.asking import Asking, Opened
from service.progress import silent

router = APIRouter(prefix="/api", tags=["tokens"])
TokenId = Annotated[str, Field(pattern=r"^t[0-9a-f]{12}$", examples=["t0123456789ab"])]
Scopes = list[Literal["read", "write", "admin"]]


class Token(Answer):
    """A token without its secret."""

    token_id: TokenId
    person_id: str | None = Field(examples=["p-017"])
    scopes: Scopes
    expires: datetime
    state: Literal["good", "over", "revoked"]
    used_on: date | None


class Made(Answer):
    """A new token; its secret is shown this once."""

    token_id: TokenId
    token: str = Field(examples=["upw_t0123456789ab_..."])
    scopes: Scopes
    expires: datetime


class Mail(Answer):
    """Whether somebody gets digests by mail; null: nobody on the roster."""

    wanted: bool | None


class MailBody(bodies.Body):
    """Digests by mail from now on, or none."""

    want: Annotated[bool, Field(examples=[True])]


class Revoked(Answer):
    """A token that has ended."""

    token_id: TokenId
    revoked: bool


class TokenBody(bodies.Body):
    """What the token may do, and for how long."""

    scopes: Annotated[Scopes, Field(min_length=1, max_length=3, examples=[["read"]])]
    days: Annotated[int, Field(ge=1, le=365)] = 90


@router.get("/tokens", response_model=list[Token], **everybody("session", admin="home"))
def tokens(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """The caller's tokens, or for an admin all, without their secrets."""
    return workflows.list_tokens(app, caller, requests.ListTokens(), silent)


@router.post("/tokens", response_model=Made, **everybody("session"))
def make(app: Opened, caller: Asking, body: TokenBody) -> dict[str, Any]:
    """A token for the caller; it can never do more than she may."""
    return workflows.make_token(app, caller, requests.MakeToken(tuple(body.scopes), body.days), silent)


@router.post("/tokens/{token_id}/revoke", response_model=Revoked, **everybody("session", admin="home"))
def revoke(app: Opened, caller: Asking, token_id: Annotated[TokenId, Path()]) -> dict[str, Any]:
    """End a token now and for ever."""
    return workflows.revoke_token(app, caller, requests.RevokeToken(token_id), silent)


@router.get("/mail", response_model=Mail, **everybody("read"))
def digest_mail(app: Opened, caller: Asking) -> dict[str, Any]:
    """Whether the caller gets digests by mail."""
    return workflows.digest_mail(app, caller, requests.DigestMail(), silent)


@router.post("/mail", response_model=Mail, **everybody("write"))
def choose_mail(app: Opened, caller: Asking, body: MailBody) -> dict[str, Any]:
    """The caller's own choice: also taking back what a mail's link stopped."""
    return workflows.choose_mail(app, caller, requests.ChooseMail(body.want), silent)
