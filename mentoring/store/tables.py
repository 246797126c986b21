"""The tables. No column holds a name, an address, a file name or unredacted text in the clear.

`*_ref` columns hold keyed references, `sealed` columns AES-GCM values; `at` is an ISO 8601 instant as text,
so that what is chained or signed reads back byte for byte. Changes go through a migration.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _note() -> Column[str]:
    return Column("note_id", String(200), ForeignKey("notes.note_id", ondelete="CASCADE"), nullable=False, index=True)


meta = Table("meta", metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))

subject_keys = Table(
    "subject_keys",
    metadata,
    Column("person_ref", String(20), primary_key=True),
    Column("scope", String(200), primary_key=True),  # "" for the person's own record, else a programme
    Column("wrapped", LargeBinary, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("person_ref", String(20), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("on_roster", Boolean, nullable=False),
)
people_names = Table(
    "people_names",
    metadata,
    Column("name_ref", String(20), primary_key=True),
    Column("person_ref", String(20), ForeignKey("people.person_ref", ondelete="CASCADE"), primary_key=True, index=True),
    Column("kind", String(8), nullable=False),  # id | name | alias | email
)

# Consent register after ISO/IEC TS 27560: header, processing and parties in the record, then its events.
consent_records = Table(
    "consent_records",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("record_id", String(40), nullable=False, unique=True),
    Column("schema_version", String(40), nullable=False),
    Column("subject", String(40), nullable=False, index=True),  # keyed by a key that a withdrawal destroys
    Column("role", String(10), nullable=False),
    Column("pair", String(200), nullable=False),
    Column("program", String(200), nullable=False),
    Column("purposes", JSON, nullable=False),
    Column("release", String(8)),
    Column("notice", String(80)),
    Column("terms", JSON(none_as_null=True)),  # what was so when she was asked
    Column("supplements", Boolean, nullable=False, server_default=false()),  # adds to the records before it
    Column("at", String(40), nullable=False),
)
consent_events = Table(
    "consent_events",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("record_id", String(40), ForeignKey("consent_records.record_id"), nullable=False, index=True),
    Column("state", String(12), nullable=False),  # requested | given | refused | withdrawn | expired
    Column("effective", Date),
    Column("until", Date),
    Column("purposes", JSON(none_as_null=True)),  # those a withdrawal took back; null: all of the record's
    Column("entity", String(12)),  # subject | lead | system
    Column("at", String(40), nullable=False),
)
consent_ends = Table(
    "consent_ends",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("person_ref", String(20), nullable=False, index=True),
    Column("role", String(10), nullable=False),
    Column("pair", String(200), nullable=False),
    Column("program", String(200), nullable=False),
    Column("state", String(12), nullable=False),  # withdrawn | expired
    Column("effective", Date, nullable=False),
    Column("at", String(40), nullable=False),
)
session_choices = Table(
    "session_choices",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("person_ref", String(20), nullable=False, index=True),
    Column("program", String(200)),  # null: said before words named it; her pair of that name in each
    Column("pair", String(200), nullable=False),
    Column("session_date", Date, nullable=False),
    Column("state", String(12), nullable=False),  # withdrawn | given
    Column("effective", Date, nullable=False),
    Column("at", String(40), nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("note_id", String(200), primary_key=True),
    Column("program", String(200), nullable=False, index=True),
    Column("pair", String(200), nullable=False, index=True),
    Column("session_date", Date, nullable=False, index=True),
    Column("mentor_ref", String(20), nullable=False, index=True),
    Column("mentee_ref", String(20), nullable=False, index=True),
    Column("format", String(20)),
    Column("content_ref", String(40), nullable=False, unique=True),
    Column("purposes", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("withheld", JSON, nullable=False),
    Column("key", LargeBinary, nullable=False),  # the note's key, wrapped by both participants' keys
    Column("body_sealed", LargeBinary),  # None once the retention is over
    Column("vault_sealed", LargeBinary, nullable=False),
    Column("stage", String(12), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("lease_until", String(40)),
    Column("failed", String(40)),
    Column("run", String(20), index=True),  # the run of extraction that wants the note (work.py)
    Column("job", String(32), index=True),  # its opaque name there, and in an engine that hands it on
    Column("holder", String(24)),  # the worker that has the lease
    Column("taken_at", String(40), nullable=False),
)
refusals = Table(
    "refusals",
    metadata,
    Column("receipt", String(64), primary_key=True),
    Column("code", String(40), nullable=False),
    Column("reason", String(300), nullable=False),
    Column("at", String(40), nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", String(80), nullable=False, unique=True),
    _note(),
    Column("kind", String(12), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

items = Table(
    "items",
    metadata,
    Column("id", String(40), primary_key=True),
    _note(),
    Column("kind", String(8), nullable=False),  # insight | action
    Column("text", Text, nullable=False),  # statement or task
    Column("theme", String(40)),
    Column("direction", String(20)),
    Column("owner", String(12)),
    Column("due", Date),
    Column("status", String(8)),
    Column("confidence", Float, nullable=False),
    Column("evidence", JSON, nullable=False),  # ranges only: the words stand in the note
    Column("engine", String(80), nullable=False),
    Column("prompt", String(80)),
    Column("prompt_sha", String(64)),
    Column("model", String(120)),
    Column("run", String(40)),
    Column("state", String(12), nullable=False),
    Column("level", String(12), nullable=False),
    Column("reason", String(40)),  # why it was held
    Column("about_person", Boolean, nullable=False),
    Column("mentor_released", Boolean, nullable=False),
    Column("previewed_on", Date),
    Column("softened", Boolean, nullable=False, server_default=false()),  # the text is the mentor's own
    Column("made_at", String(40), nullable=False),
)
decisions = Table(
    "decisions",
    metadata,
    Column("item_id", String(40), ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("decision", String(8), nullable=False),
    Column("by_ref", String(20)),
    Column("at", String(40), nullable=False),
)
outcomes = Table(
    "outcomes",
    metadata,
    Column("item_id", String(40), ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    _note(),  # the later note, which says so
    Column("status", String(8), nullable=False),
    Column("evidence", JSON, nullable=False),  # ranges of the later note
    Column("found_on", Date, nullable=False),
)
set_aside = Table(
    "set_aside",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    _note(),
    Column("kind", String(8), nullable=False),
    Column("rule", String(40), nullable=False),
)
patterns = Table(
    "patterns",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("title", Text, nullable=False),
    Column("theme", String(40), nullable=False),
)
pattern_items = Table(
    "pattern_items",
    metadata,
    Column("pattern_id", String(40), ForeignKey("patterns.id", ondelete="CASCADE"), primary_key=True),
    Column("item_id", String(40), ForeignKey("items.id", ondelete="CASCADE"), primary_key=True, index=True),
)

digests = Table(
    "digests",
    metadata,
    Column("week", String(8), primary_key=True),
    Column("audience", String(80), primary_key=True),
    Column("body", Text, nullable=False),
    Column("at", String(40), nullable=False),
)
answers = Table(
    "answers",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    _note(),
    Column("cache_key", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", String(40), nullable=False),
    UniqueConstraint("note_id", "cache_key"),
)
artifacts = Table(
    "artifacts",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # path, recipient or place
    Column("handling", String(12), nullable=False),  # file | handed-out | backup
    Column("at", String(40), nullable=False),
)
artifact_notes = Table(
    "artifact_notes",
    metadata,
    Column("artifact_id", String(40), ForeignKey("artifacts.id", ondelete="CASCADE"), primary_key=True),
    Column("note_id", String(200), ForeignKey("notes.note_id", ondelete="CASCADE"), primary_key=True, index=True),
)
index_generations = Table(
    "index_generations",
    metadata,
    Column("shard", String(200), primary_key=True),
    Column("generation", String(80), nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("event", String(60), nullable=False),
    Column("actor", String(40)),
    Column("subjects", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("mac", String(64), nullable=False),
)
erasures = Table(
    "erasures",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("step", String(12), nullable=False),  # the next one to do; "done" at the end
    Column("sealed", LargeBinary, nullable=False),  # what is left to do, and hashes to look for
    Column("at", String(40), nullable=False),
)

Index("ix_notes_stage", notes.c.stage, notes.c.lease_until)
Index("ix_items_state", items.c.kind, items.c.state)
