"""The table of searches that somebody kept; words and filters are sealed, as they may say what she looks for."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, String, Table

from mentoring.store.tables import metadata

kept_searches = Table(
    "kept_searches",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("owner_ref", String(20), index=True),  # None: the operator of the home
    Column("sealed", LargeBinary, nullable=False),
    Column("at", String(40), nullable=False),
)
