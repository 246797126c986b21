"""Tables of programmes as they were set up, and their texts: every version, as consents name the one that was shown."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Integer, String, Table, Text, UniqueConstraint

from mentoring.store.tables import metadata

programmes = Table(
    "programmes",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("starts", Date),
    Column("ends", Date),
    Column("every_days", Integer),
    Column("k", Integer, nullable=False),
    Column("purposes", JSON, nullable=False),
    Column("at", String(40), nullable=False),
)
programme_texts = Table(
    "programme_texts",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("program", String(200), nullable=False),
    Column("name", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("edited", Boolean, nullable=False),
    Column("at", String(40), nullable=False),
    UniqueConstraint("program", "name", "version"),
)
