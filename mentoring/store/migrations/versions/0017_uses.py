"""Who says that she used an insight."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "uses",
        sa.Column("n", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("note_id", sa.String(200), nullable=False),
        sa.Column("by_ref", sa.String(20)),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_uses"),
    )
    for column in ("item_id", "note_id", "by_ref"):
        op.create_index(f"ix_uses_{column}", "uses", [column])


def downgrade() -> None:
    op.drop_table("uses")
