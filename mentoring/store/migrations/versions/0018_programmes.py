"""Programmes as they were set up, and their texts."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "programmes",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("starts", sa.Date()),
        sa.Column("ends", sa.Date()),
        sa.Column("every_days", sa.Integer()),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_programmes"),
    )
    op.create_table(
        "programme_texts",
        sa.Column("n", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("program", sa.String(200), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_programme_texts"),
        sa.UniqueConstraint("program", "name", "version", name="uq_programme_texts_program"),
    )


def downgrade() -> None:
    op.drop_table("programme_texts")
    op.drop_table("programmes")
