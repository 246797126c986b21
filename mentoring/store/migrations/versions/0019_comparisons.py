"""Counts of people who took part and of others."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "comparisons",
        sa.Column("program", sa.String(200), nullable=False),
        sa.Column("measure", sa.String(10), nullable=False),
        sa.Column("side", sa.String(12), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("program", "measure", "side", name="pk_comparisons"),
    )


def downgrade() -> None:
    op.drop_table("comparisons")
