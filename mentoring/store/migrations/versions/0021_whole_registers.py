"""Registers cannot be emptied at once either, on PostgreSQL."""

from alembic import op

from mentoring.store import append_only

revision = "0021"
down_revision = "0020"

_REGISTERS = ("consent_records", "consent_events", "consent_ends", "session_choices", "audit")


def upgrade() -> None:
    append_only.protect_whole(op.get_bind(), _REGISTERS)


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        for table in _REGISTERS:
            op.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
