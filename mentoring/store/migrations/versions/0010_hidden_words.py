"""Hidden words that a lead doubts, by their place."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "hidden_words",
        sa.Column("note_id", sa.String(200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("note_id", "place", name="pk_hidden_words"),
        sa.ForeignKeyConstraint(["note_id"], ["notes.note_id"], name="fk_hidden_words_note_id", ondelete="CASCADE"),
    )


def downgrade() -> None:
    op.drop_table("hidden_words")
