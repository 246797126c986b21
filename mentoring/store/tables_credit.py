"""Tables of thanks and of what was used: they go with the note whose words are meant, or with whoever said so.

No foreign key to items or notes: rows outlive a new reading of a note, and credit_reach.py takes them with it.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, LargeBinary, String, Table

from mentoring.store.tables import metadata

thanks = Table(
    "thanks",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("item_id", String(40), nullable=False, index=True),
    Column("note_id", String(200), nullable=False, index=True),
    Column("program", String(200), nullable=False),
    Column("mentor_ref", String(20), nullable=False),
    Column("by_ref", String(20), index=True),
    Column("said_by", String(10), nullable=False),  # credit.Thanker
    Column("day", Date, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", String(40), nullable=False),
)
uses = Table(
    "uses",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("item_id", String(40), nullable=False, index=True),
    Column("note_id", String(200), nullable=False, index=True),
    Column("by_ref", String(20), index=True),
    Column("day", Date, nullable=False),
    Column("at", String(40), nullable=False),
)
