"""The first tables."""

import sqlalchemy as sa
from alembic import op

from mentoring.store import append_only, fulltext

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "artifacts",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("handling", sa.String(length=12), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artifacts")),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=True),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_table(
        "consent_ends",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_ref", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("pair", sa.String(length=200), nullable=False),
        sa.Column("program", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_consent_ends")),
    )
    op.create_index(op.f("ix_consent_ends_person_ref"), "consent_ends", ["person_ref"], unique=False)
    op.create_table(
        "consent_records",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("record_id", sa.String(length=40), nullable=False),
        sa.Column("schema_version", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("pair", sa.String(length=200), nullable=False),
        sa.Column("program", sa.String(length=200), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("release", sa.String(length=8), nullable=True),
        sa.Column("notice", sa.String(length=80), nullable=True),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_consent_records")),
        sa.UniqueConstraint("record_id", name=op.f("uq_consent_records_record_id")),
    )
    op.create_index(op.f("ix_consent_records_subject"), "consent_records", ["subject"], unique=False)
    op.create_table(
        "digests",
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("audience", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("week", "audience", name=op.f("pk_digests")),
    )
    op.create_table(
        "erasures",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("step", sa.String(length=12), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_table(
        "index_generations",
        sa.Column("shard", sa.String(length=200), nullable=False),
        sa.Column("generation", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("shard", name=op.f("pk_index_generations")),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "notes",
        sa.Column("note_id", sa.String(length=200), nullable=False),
        sa.Column("program", sa.String(length=200), nullable=False),
        sa.Column("pair", sa.String(length=200), nullable=False),
        sa.Column("session_date", sa.Date(), nullable=False),
        sa.Column("mentor_ref", sa.String(length=20), nullable=False),
        sa.Column("mentee_ref", sa.String(length=20), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=True),
        sa.Column("content_ref", sa.String(length=40), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("withheld", sa.JSON(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("vault_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.String(length=40), nullable=True),
        sa.Column("failed", sa.String(length=40), nullable=True),
        sa.Column("taken_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_notes")),
        sa.UniqueConstraint("content_ref", name=op.f("uq_notes_content_ref")),
    )
    op.create_index(op.f("ix_notes_mentee_ref"), "notes", ["mentee_ref"], unique=False)
    op.create_index(op.f("ix_notes_mentor_ref"), "notes", ["mentor_ref"], unique=False)
    op.create_index(op.f("ix_notes_pair"), "notes", ["pair"], unique=False)
    op.create_index(op.f("ix_notes_program"), "notes", ["program"], unique=False)
    op.create_index(op.f("ix_notes_session_date"), "notes", ["session_date"], unique=False)
    op.create_index("ix_notes_stage", "notes", ["stage", "lease_until"], unique=False)
    op.create_table(
        "patterns",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patterns")),
    )
    op.create_table(
        "people",
        sa.Column("person_ref", sa.String(length=20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("on_roster", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person_ref", name=op.f("pk_people")),
    )
    op.create_table(
        "refusals",
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("receipt", name=op.f("pk_refusals")),
    )
    op.create_table(
        "session_refusals",
        sa.Column("person_ref", sa.String(length=20), nullable=False),
        sa.Column("pair", sa.String(length=200), nullable=False),
        sa.Column("session_date", sa.Date(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("person_ref", "pair", "session_date", name=op.f("pk_session_refusals")),
    )
    op.create_table(
        "subject_keys",
        sa.Column("person_ref", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.String(length=200), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("person_ref", "scope", name=op.f("pk_subject_keys")),
    )
    op.create_table(
        "answers",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("note_id", sa.String(length=200), nullable=False),
        sa.Column("cache_key", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.note_id"], name=op.f("fk_answers_note_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_answers")),
        sa.UniqueConstraint("note_id", "cache_key", name=op.f("uq_answers_note_id")),
    )
    op.create_index(op.f("ix_answers_note_id"), "answers", ["note_id"], unique=False)
    op.create_table(
        "artifact_notes",
        sa.Column("artifact_id", sa.String(length=40), nullable=False),
        sa.Column("note_id", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["artifact_id"], ["artifacts.id"], name=op.f("fk_artifact_notes_artifact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["note_id"], ["notes.note_id"], name=op.f("fk_artifact_notes_note_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("artifact_id", "note_id", name=op.f("pk_artifact_notes")),
    )
    op.create_index(op.f("ix_artifact_notes_note_id"), "artifact_notes", ["note_id"], unique=False)
    op.create_table(
        "consent_events",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("record_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["consent_records.record_id"], name=op.f("fk_consent_events_record_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_consent_events")),
    )
    op.create_index(op.f("ix_consent_events_record_id"), "consent_events", ["record_id"], unique=False)
    op.create_table(
        "items",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("note_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=True),
        sa.Column("direction", sa.String(length=20), nullable=True),
        sa.Column("owner", sa.String(length=12), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=8), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("engine", sa.String(length=80), nullable=False),
        sa.Column("prompt", sa.String(length=80), nullable=True),
        sa.Column("prompt_sha", sa.String(length=64), nullable=True),
        sa.Column("model", sa.String(length=120), nullable=True),
        sa.Column("run", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("about_person", sa.Boolean(), nullable=False),
        sa.Column("mentor_released", sa.Boolean(), nullable=False),
        sa.Column("previewed_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.note_id"], name=op.f("fk_items_note_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
    )
    op.create_index(op.f("ix_items_note_id"), "items", ["note_id"], unique=False)
    op.create_index("ix_items_state", "items", ["kind", "state"], unique=False)
    op.create_table(
        "passages",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("note_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.note_id"], name=op.f("fk_passages_note_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_passages")),
        sa.UniqueConstraint("id", name=op.f("uq_passages_id")),
    )
    op.create_index(op.f("ix_passages_note_id"), "passages", ["note_id"], unique=False)
    op.create_table(
        "people_names",
        sa.Column("name_ref", sa.String(length=20), nullable=False),
        sa.Column("person_ref", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_ref"], ["people.person_ref"], name=op.f("fk_people_names_person_ref"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("name_ref", "person_ref", name=op.f("pk_people_names")),
    )
    op.create_index(op.f("ix_people_names_person_ref"), "people_names", ["person_ref"], unique=False)
    op.create_table(
        "set_aside",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("note_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.note_id"], name=op.f("fk_set_aside_note_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_set_aside")),
    )
    op.create_index(op.f("ix_set_aside_note_id"), "set_aside", ["note_id"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.String(length=8), nullable=False),
        sa.Column("by_ref", sa.String(length=20), nullable=True),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_decisions_item_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_decisions")),
    )
    op.create_table(
        "pattern_items",
        sa.Column("pattern_id", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_pattern_items_item_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["pattern_id"], ["patterns.id"], name=op.f("fk_pattern_items_pattern_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pattern_id", "item_id", name=op.f("pk_pattern_items")),
    )
    op.create_index(op.f("ix_pattern_items_item_id"), "pattern_items", ["item_id"], unique=False)
    append_only.protect(
        op.get_bind(), ("consent_records", "consent_events", "consent_ends", "session_refusals", "audit")
    )
    fulltext.prepare(op.get_bind())
