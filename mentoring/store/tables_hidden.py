"""What was asked about hidden words: places in a note, never words. It goes with the note."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from mentoring.store.tables import metadata

hidden_words = Table(
    "hidden_words",
    metadata,
    Column("note_id", String(200), ForeignKey("notes.note_id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),  # code points into the body
    Column("state", String(8), nullable=False),  # asked | kept
    Column("at", String(40), nullable=False),
)
