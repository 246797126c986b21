"""Runs of extraction that several workers share, with leases in the rows of their notes."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("engine", sa.String(20), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("holder", sa.String(24)),
        sa.Column("lease_until", sa.String(40)),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_table(
        "paces",
        sa.Column("endpoint", sa.String(64), nullable=False),
        sa.Column("free_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("endpoint", name="pk_paces"),
    )
    op.add_column("notes", sa.Column("run", sa.String(20)))
    op.add_column("notes", sa.Column("job", sa.String(32)))
    op.add_column("notes", sa.Column("holder", sa.String(24)))
    op.create_index("ix_notes_run", "notes", ["run"])
    op.create_index("ix_notes_job", "notes", ["job"])
