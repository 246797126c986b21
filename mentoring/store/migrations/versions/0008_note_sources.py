"""A changed file is known again by the place it was read from, kept as a keyed reference."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "note_sources",
        sa.Column("source_ref", sa.String(40), nullable=False),
        sa.Column("note_id", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("source_ref", name="pk_note_sources"),
        sa.ForeignKeyConstraint(["note_id"], ["notes.note_id"], name="fk_note_sources_note_id", ondelete="CASCADE"),
    )
    op.create_index("ix_note_sources_note_id", "note_sources", ["note_id"])
