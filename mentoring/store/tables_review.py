"""The table of what reviewers did, one row an act, in order: the last act of a kind is what holds.

An act goes with its item. `value` is JSON as text: words in it have passed the output guard.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from mentoring.store.tables import metadata

reviews = Table(
    "reviews",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("item_id", String(40), ForeignKey("items.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(10), nullable=False),  # reviews.Kind
    Column("value", Text, nullable=False),
    Column("by_ref", String(20), index=True),
    Column("at", String(40), nullable=False),
)
