"""Counts of people who took part and of others; a row is of k people at least and names none."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, String, Table

from mentoring.store.tables import metadata

comparisons = Table(
    "comparisons",
    metadata,
    Column("program", String(200), primary_key=True),
    Column("measure", String(10), primary_key=True),
    Column("side", String(12), primary_key=True),
    Column("people", Integer, nullable=False),
    Column("yes", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", String(40), nullable=False),
)
