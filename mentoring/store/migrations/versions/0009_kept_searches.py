"""Searches that somebody keeps for herself, sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "kept_searches",
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("owner_ref", sa.String(20)),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kept_searches"),
    )
    op.create_index("ix_kept_searches_owner_ref", "kept_searches", ["owner_ref"])


def downgrade() -> None:
    op.drop_table("kept_searches")
