"""Who may act for an executive, tokens for programs, and answers kept for a write that is sent twice."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "delegations",
        sa.Column("executive_ref", sa.String(20), nullable=False),
        sa.Column("delegate_ref", sa.String(20), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("executive_ref", "delegate_ref", name="pk_delegations"),
        _person("delegations", "executive_ref"),
        _person("delegations", "delegate_ref"),
    )
    op.create_index("ix_delegations_delegate_ref", "delegations", ["delegate_ref"])
    op.create_table(
        "api_tokens",
        sa.Column("token_id", sa.String(20), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("person_ref", sa.String(20)),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("expires", sa.String(40), nullable=False),
        sa.Column("revoked", sa.String(40)),
        sa.Column("used_on", sa.Date()),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("token_id", name="pk_api_tokens"),
        _person("api_tokens", "person_ref"),
    )
    op.create_index("ix_api_tokens_person_ref", "api_tokens", ["person_ref"])
    op.create_table(
        "kept_answers",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("request", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary()),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_kept_answers"),
    )


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["people.person_ref"], name=f"fk_{table}_{column}", ondelete="CASCADE")
