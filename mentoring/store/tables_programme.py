"""Tables of the programme around its sessions. Words in them have passed the guard or were redacted.

A row stands while the consents behind it do: both people's for what concerns a pair, one's own for what one answered
(programme_reach.py). `sealed` columns hold answers, which nobody reads out of a copied file.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from mentoring.store.tables import metadata


def _place() -> tuple[Column[str], Column[str], ForeignKeyConstraint]:
    """Which pair it belongs to; it goes with the pair."""
    return (
        Column("program", String(200), nullable=False),
        Column("pair", String(200), nullable=False),
        ForeignKeyConstraint(["program", "pair"], ["pairs.program", "pairs.pair"], ondelete="CASCADE"),
    )


pairs = Table(
    "pairs",
    metadata,
    Column("program", String(200), primary_key=True),
    Column("pair", String(200), primary_key=True),
    Column("mentor_ref", String(20), nullable=False, index=True),
    Column("mentee_ref", String(20), nullable=False, index=True),
    Column("project", Text, nullable=False),
    Column("ground_rules", Text, nullable=False),
    Column("rationale", Text, nullable=False),
    Column("starts", Date),
    Column("ends", Date),
    Column("every_days", Integer),
    Column("made_on", Date, nullable=False),
    Column("at", String(40), nullable=False),
)
goals = Table(
    "goals",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", String(20), nullable=False, unique=True),
    *_place(),
    Column("text", Text, nullable=False),
    Column("baseline", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("status", String(12), nullable=False),
    Column("set_on", Date, nullable=False),
    Column("at", String(40), nullable=False),
)
goal_items = Table(
    "goal_items",
    metadata,
    Column("goal_id", String(20), ForeignKey("goals.id", ondelete="CASCADE"), primary_key=True),
    Column("item_id", String(40), primary_key=True, index=True),  # outlives a new reading of its note, as acts do
    Column("fits", Boolean, nullable=False),
    Column("at", String(40), nullable=False),
)
meetings = Table(
    "meetings",
    metadata,
    *_place(),
    Column("day", Date, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("at", String(40), nullable=False),
    UniqueConstraint("program", "pair", "day"),
)
pulses = Table(
    "pulses",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("program", String(200), nullable=False),
    Column("pair", String(200), nullable=False),
    Column("role", String(10), nullable=False),
    Column("person_ref", String(20), nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", String(40), nullable=False),
    UniqueConstraint("program", "pair", "role", "day"),
)
surveys = Table(
    "surveys",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("program", String(200), nullable=False),
    Column("pair", String(200), nullable=False),
    Column("role", String(10), nullable=False),
    Column("person_ref", String(20), nullable=False, index=True),
    Column("wave", String(8), nullable=False),
    Column("day", Date, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", String(40), nullable=False),
    UniqueConstraint("program", "pair", "role", "wave"),
)
PROGRAMME_TABLES = (pairs, goals, goal_items, meetings, pulses, surveys)
