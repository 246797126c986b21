"""Tables of who may act: delegations, API tokens, and the answers kept for a write that is sent twice."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, LargeBinary, String, Table

from mentoring.store.tables import metadata


def _person(name: str, **column: Any) -> Column[str]:
    """A person known to the home; what she gave or was given goes with her."""
    return Column(name, String(20), ForeignKey("people.person_ref", ondelete="CASCADE"), **column)


delegations = Table(
    "delegations",
    metadata,
    _person("executive_ref", primary_key=True),
    _person("delegate_ref", primary_key=True, index=True),
    Column("until", Date),
    Column("at", String(40), nullable=False),
)
api_tokens = Table(
    "api_tokens",
    metadata,
    Column("token_id", String(20), primary_key=True),
    Column("digest", String(64), nullable=False),  # SHA-256 of the secret
    _person("person_ref", index=True),  # null: the home's operator
    Column("scopes", JSON, nullable=False),
    Column("expires", String(40), nullable=False),
    Column("revoked", String(40)),
    Column("used_on", Date),
    Column("at", String(40), nullable=False),
)
kept_answers = Table(
    "kept_answers",
    metadata,
    Column("key", String(64), primary_key=True),  # keyed hash of the caller and her Idempotency-Key
    Column("request", String(64), nullable=False),  # keyed hash of what was asked
    Column("status", Integer, nullable=False),  # 0: still being done
    Column("sealed", LargeBinary),
    Column("at", String(40), nullable=False),
)
