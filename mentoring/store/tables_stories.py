"""The table of success stories: a story goes with any session or item it was made of, or when one of the two says so.

`sealed` opens only with the keys of both. No foreign key to items or notes: a story outlives a new reading of a note.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, String, Table

from mentoring.store.tables import metadata

stories = Table(
    "stories",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", String(20), nullable=False, unique=True),
    Column("program", String(200), nullable=False),
    Column("pair", String(200), nullable=False),
    Column("mentor_ref", String(20), nullable=False),
    Column("mentee_ref", String(20), nullable=False),
    Column("note_id", String(200), nullable=False, index=True),
    Column("told_note_id", String(200), index=True),
    Column("item_id", String(40), nullable=False, unique=True),
    Column("insight_id", String(40), index=True),
    Column("named", Boolean, nullable=False),
    Column("mentor_approved", Boolean, nullable=False),
    Column("mentee_approved", Boolean, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", String(40), nullable=False),
)
