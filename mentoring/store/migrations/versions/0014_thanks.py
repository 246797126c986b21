"""Thanks for insights and actions."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "thanks",
        sa.Column("n", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("note_id", sa.String(200), nullable=False),
        sa.Column("program", sa.String(200), nullable=False),
        sa.Column("mentor_ref", sa.String(20), nullable=False),
        sa.Column("by_ref", sa.String(20)),
        sa.Column("said_by", sa.String(10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_thanks"),
    )
    for column in ("item_id", "note_id", "by_ref"):
        op.create_index(f"ix_thanks_{column}", "thanks", [column])


def downgrade() -> None:
    op.drop_table("thanks")
