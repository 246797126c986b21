"""Who wants no digest by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "mail_stops",
        sa.Column("person_ref", sa.String(20), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("person_ref", name="pk_mail_stops"),
        sa.ForeignKeyConstraint(
            ["person_ref"], ["people.person_ref"], name="fk_mail_stops_person_ref", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    op.drop_table("mail_stops")
