"""Success stories that both people of a pair approve."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "stories",
        sa.Column("n", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("program", sa.String(200), nullable=False),
        sa.Column("pair", sa.String(200), nullable=False),
        sa.Column("mentor_ref", sa.String(20), nullable=False),
        sa.Column("mentee_ref", sa.String(20), nullable=False),
        sa.Column("note_id", sa.String(200), nullable=False),
        sa.Column("told_note_id", sa.String(200)),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("insight_id", sa.String(40)),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("named", "mentor_approved", "mentee_approved")),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_stories"),
        sa.UniqueConstraint("id", name="uq_stories_id"),
        sa.UniqueConstraint("item_id", name="uq_stories_item_id"),
    )
    for column in ("note_id", "told_note_id", "insight_id"):
        op.create_index(f"ix_stories_{column}", "stories", [column])


def downgrade() -> None:
    op.drop_table("stories")
