"""The table of accepted pairs that wait for both people's answer. Why these two is sealed under both keys."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, LargeBinary, String, Table, UniqueConstraint

from mentoring.store.tables import metadata

matches = Table(
    "matches",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("program", String(200), nullable=False),
    Column("pair", String(200), nullable=False),
    Column("mentor_ref", String(20), nullable=False, index=True),
    Column("mentee_ref", String(20), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("at", String(40), nullable=False),
    UniqueConstraint("program", "pair"),
)
