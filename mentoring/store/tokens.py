"""Tokens for programs that call the API: only a hash is kept, each has scopes and an end, and can be revoked."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select, update

from mentoring.errors import NotFound
from mentoring.store.database import Database
from mentoring.store.tables_access import api_tokens

PREFIX = "upw"


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; its secret is known to its holder alone."""

    token_id: str
    person_ref: str | None
    """None: the home's operator."""
    scopes: frozenset[str]
    expires: datetime
    revoked: bool
    used_on: date | None


class Tokens:
    """The tokens of this home."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def make(self, person_ref: str | None, scopes: Collection[str], expires: datetime, at: datetime) -> tuple[str, str]:
        """(id, token): the token is shown this once. 256 random bits, so a plain hash keeps it."""
        token_id, secret = "t" + secrets.token_hex(6), secrets.token_urlsafe(32)
        row = {"token_id": token_id, "digest": _digest(secret), "person_ref": person_ref, "scopes": sorted(scopes)}
        with self._db.write() as connection:
            connection.execute(insert(api_tokens).values(**row, expires=expires.isoformat(), at=at.isoformat()))
        return token_id, f"{PREFIX}_{token_id}_{secret}"

    def find(self, token: str, now: datetime) -> Token | None:
        """The living token that this is; None for one that is unknown, over or revoked."""
        prefix, _, rest = token.partition("_")
        token_id, _, secret = rest.partition("_")
        with self._db.read() as connection:
            row = connection.execute(select(api_tokens).where(api_tokens.c.token_id == token_id)).one_or_none()
        # Compared even where there is no such id, so that the time taken says nothing.
        same = hmac.compare_digest(_digest(secret), row.digest if row else _digest(""))
        if row is None or not same or prefix != PREFIX or row.revoked or datetime.fromisoformat(row.expires) <= now:
            return None
        if row.used_on != now.date():
            with self._db.write() as connection:
                connection.execute(
                    update(api_tokens).where(api_tokens.c.token_id == token_id).values(used_on=now.date())
                )
        return _token(row)

    def revoke(self, token_id: str, at: datetime) -> None:
        """End a token now and for ever."""
        wanted = (api_tokens.c.token_id == token_id) & api_tokens.c.revoked.is_(None)
        with self._db.write() as connection:
            if not connection.execute(update(api_tokens).where(wanted).values(revoked=at.isoformat())).rowcount:
                raise NotFound("There is no such token: see `upwell token list`.")

    def all(self) -> list[Token]:
        """Every token, newest last."""
        with self._db.read() as connection:
            return [_token(row) for row in connection.execute(select(api_tokens).order_by(api_tokens.c.at))]


def _token(row: object) -> Token:
    fields = {name: getattr(row, name) for name in ("token_id", "person_ref", "used_on")}
    expires = datetime.fromisoformat(row.expires)  # type: ignore[attr-defined]  # a row of the table
    scopes, revoked = frozenset(row.scopes), row.revoked is not None  # type: ignore[attr-defined]  # a row of the table
    return Token(**fields, scopes=scopes, expires=expires, revoked=revoked)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
