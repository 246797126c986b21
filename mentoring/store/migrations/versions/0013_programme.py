"""Pairs with charter and goals, meetings without a note, pulses and surveys."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    _pairs()
    _goals()
    op.create_table(
        "meetings",
        *_place("meetings"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.UniqueConstraint("program", "pair", "day", name="uq_meetings_program"),
    )
    _answers("pulses", sa.UniqueConstraint("program", "pair", "role", "day", name="uq_pulses_program"))
    wave = sa.Column("wave", sa.String(8), nullable=False)
    _answers("surveys", wave, sa.UniqueConstraint("program", "pair", "role", "wave", name="uq_surveys_program"))


def downgrade() -> None:
    for table in ("surveys", "pulses", "meetings", "goal_items", "goals", "pairs"):
        op.drop_table(table)


def _pairs() -> None:
    op.create_table(
        "pairs",
        sa.Column("program", sa.String(200), nullable=False),
        sa.Column("pair", sa.String(200), nullable=False),
        sa.Column("mentor_ref", sa.String(20), nullable=False),
        sa.Column("mentee_ref", sa.String(20), nullable=False),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("ground_rules", sa.Text(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date()),
        sa.Column("ends", sa.Date()),
        sa.Column("every_days", sa.Integer()),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("program", "pair", name="pk_pairs"),
    )
    op.create_index("ix_pairs_mentor_ref", "pairs", ["mentor_ref"])
    op.create_index("ix_pairs_mentee_ref", "pairs", ["mentee_ref"])


def _goals() -> None:
    op.create_table(
        "goals",
        sa.Column("n", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("id", sa.String(20), nullable=False),
        *_place("goals"),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("text", "baseline", "target", "measure")),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_goals"),
        sa.UniqueConstraint("id", name="uq_goals_id"),
    )
    op.create_table(
        "goal_items",
        sa.Column("goal_id", sa.String(20), nullable=False),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("fits", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("goal_id", "item_id", name="pk_goal_items"),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name="fk_goal_items_goal_id", ondelete="CASCADE"),
    )
    op.create_index("ix_goal_items_item_id", "goal_items", ["item_id"])


def _place(table: str) -> tuple[sa.Column[str], sa.Column[str], sa.ForeignKeyConstraint]:
    of = ["pairs.program", "pairs.pair"]
    return (
        sa.Column("program", sa.String(200), nullable=False),
        sa.Column("pair", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["program", "pair"], of, name=f"fk_{table}_program", ondelete="CASCADE"),
    )


def _answers(table: str, *more: sa.Column[str] | sa.UniqueConstraint) -> None:
    """What one person answered, sealed under her own key."""
    op.create_table(
        table,
        sa.Column("n", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("program", sa.String(200), nullable=False),
        sa.Column("pair", sa.String(200), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("person_ref", sa.String(20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        *more,
        sa.PrimaryKeyConstraint("n", name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_person_ref", table, ["person_ref"])
