"""Accepted pairs that wait for both people's answer."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "matches",
        sa.Column("n", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("program", sa.String(200), nullable=False),
        sa.Column("pair", sa.String(200), nullable=False),
        sa.Column("mentor_ref", sa.String(20), nullable=False),
        sa.Column("mentee_ref", sa.String(20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_matches"),
        sa.UniqueConstraint("program", "pair", name="uq_matches_program"),
    )
    op.create_index("ix_matches_mentor_ref", "matches", ["mentor_ref"])
    op.create_index("ix_matches_mentee_ref", "matches", ["mentee_ref"])


def downgrade() -> None:
    op.drop_table("matches")
