"""Tables of an evaluator: figures of runs, and marks on items. No column holds words of a note."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, PrimaryKeyConstraint, String, Table

from mentoring.store.tables import metadata

eval_runs = Table(
    "eval_runs",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("by_ref", String(20)),  # None: the operator
    Column("suites", JSON, nullable=False),  # a document of figures for each suite
    Column("rows", JSON, nullable=False),  # [suite, metric, keyed reference of the case, hits, n]
    Column("at", String(40), nullable=False, index=True),
)

eval_labels = Table(
    "eval_labels",
    metadata,
    # No foreign key to the item: extracted again with the same words it keeps its id and its marks.
    Column("item_id", String(40), nullable=False),
    Column("note_id", String(200), ForeignKey("notes.note_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("aspect", String(12), nullable=False),
    Column("by_ref", String(20), nullable=False),  # "operator", or the keyed reference of whoever marked it
    Column("verdict", String(8), nullable=False),  # right | wrong
    Column("at", String(40), nullable=False),
    PrimaryKeyConstraint("item_id", "aspect", "by_ref"),
)
