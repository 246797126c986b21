"""Figures of evaluation runs, and evaluators' marks on items."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "eval_runs",
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("by_ref", sa.String(20)),
        sa.Column("suites", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_eval_runs"),
    )
    op.create_index("ix_eval_runs_at", "eval_runs", ["at"])
    op.create_table(
        "eval_labels",
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("note_id", sa.String(200), nullable=False),
        sa.Column("aspect", sa.String(12), nullable=False),
        sa.Column("by_ref", sa.String(20), nullable=False),
        sa.Column("verdict", sa.String(8), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("item_id", "aspect", "by_ref", name="pk_eval_labels"),
        sa.ForeignKeyConstraint(["note_id"], ["notes.note_id"], name="fk_eval_labels_note_id", ondelete="CASCADE"),
    )
    op.create_index("ix_eval_labels_note_id", "eval_labels", ["note_id"])
