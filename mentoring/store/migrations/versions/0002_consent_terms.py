"""Consent records say under which terms they were given, events who caused them; sessions can be given again."""

import sqlalchemy as sa
from alembic import op

from mentoring.store import append_only

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("consent_records", sa.Column("terms", sa.JSON()))
    op.add_column("consent_records", sa.Column("supplements", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("consent_events", sa.Column("purposes", sa.JSON()))
    op.add_column("consent_events", sa.Column("entity", sa.String(length=12)))
    op.create_table(
        "session_choices",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_ref", sa.String(length=20), nullable=False),
        sa.Column("pair", sa.String(length=200), nullable=False),
        sa.Column("session_date", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_session_choices")),
    )
    op.create_index(op.f("ix_session_choices_person_ref"), "session_choices", ["person_ref"], unique=False)
    op.execute(
        "INSERT INTO session_choices (person_ref, pair, session_date, state, effective, at) "
        "SELECT person_ref, pair, session_date, 'withdrawn', effective, at FROM session_refusals ORDER BY at"
    )
    op.drop_table("session_refusals")
    append_only.protect(op.get_bind(), ("session_choices",))
