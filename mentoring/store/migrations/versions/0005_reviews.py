"""What reviewers do is kept act by act, so that it can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("by_ref", sa.String(20)),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_reviews"),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_reviews_item_id", ondelete="CASCADE"),
    )
    op.create_index("ix_reviews_item_id", "reviews", ["item_id"])
    op.create_index("ix_reviews_by_ref", "reviews", ["by_ref"])
