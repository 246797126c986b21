"""Words on single sessions name the programme; earlier ones, which stand as they are, name none."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("session_choices", sa.Column("program", sa.String(200)))


def downgrade() -> None:
    op.drop_column("session_choices", "program")
