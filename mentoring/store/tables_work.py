"""Tables of work that several processes share: runs of extraction, and when a model may be asked again.

Which note a run wants, who works on it and until when are columns of the note: they go with it.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, String, Table

from mentoring.store.tables import metadata

runs = Table(
    "runs",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("engine", String(20), nullable=False),
    Column("state", String(12), nullable=False),  # running | cancelled | done
    Column("holder", String(24)),  # who groups and follows up at the end
    Column("lease_until", String(40)),
    Column("at", String(40), nullable=False),
)
paces = Table(
    "paces",
    metadata,
    Column("endpoint", String(64), primary_key=True),  # keyed hash of its address
    Column("free_at", Float, nullable=False),  # seconds since 1970
)
