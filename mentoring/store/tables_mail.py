"""Who wants no digest by mail. It goes with the person."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table

from mentoring.store.tables import metadata

mail_stops = Table(
    "mail_stops",
    metadata,
    Column("person_ref", String(20), ForeignKey("people.person_ref", ondelete="CASCADE"), primary_key=True),
    Column("at", String(40), nullable=False),
)
