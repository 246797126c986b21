"""What became of an action item stands with the words of the later note that says so."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "outcomes",
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("note_id", sa.String(200), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", name="pk_outcomes"),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_outcomes_item_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["note_id"], ["notes.note_id"], name="fk_outcomes_note_id", ondelete="CASCADE"),
    )
    op.create_index("ix_outcomes_note_id", "outcomes", ["note_id"])
    # Statuses kept without their words are found again, with them, by the next extraction.
    op.execute("UPDATE items SET status = 'open' WHERE kind = 'action'")
