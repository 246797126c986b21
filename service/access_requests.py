"""What is asked about API tokens."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MakeToken:
    """A token for a program: for the caller, or, by the operator, for somebody."""

    scopes: tuple[str, ...]
    days: int = 90
    person: str | None = None


@dataclass(frozen=True, slots=True)
class ListTokens:
    """Tokens without their secrets."""


@dataclass(frozen=True, slots=True)
class RevokeToken:
    """End a token."""

    token_id: str


@dataclass(frozen=True, slots=True)
class DigestMail:
    """Whether the caller gets digests by mail."""


@dataclass(frozen=True, slots=True)
class ChooseMail:
    """Digests by mail or none; nobody named: for oneself."""

    want: bool
    person: str | None = None


AccessRequest = MakeToken | ListTokens | RevokeToken | DigestMail | ChooseMail
