"""Where a note was read from, so that a changed file is known again. Only keyed references: no path, no name."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table

from mentoring.store.tables import metadata

note_sources = Table(
    "note_sources",
    metadata,
    Column("source_ref", String(40), primary_key=True),
    Column("note_id", String(200), ForeignKey("notes.note_id", ondelete="CASCADE"), nullable=False, index=True),
)
