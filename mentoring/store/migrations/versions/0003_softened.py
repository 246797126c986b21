"""Items remember that their words are the mentor's own."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("items", sa.Column("softened", sa.Boolean(), nullable=False, server_default=sa.false()))
