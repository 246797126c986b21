"""What was said and made of a note's items besides reviews: thanks, uses, stories. It goes with any of them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, Table, delete, func, or_, select

from mentoring.store.tables_credit import thanks, uses
from mentoring.store.tables_stories import stories

CREDIT_TABLES = (thanks, uses, stories)
_OF_NOTES, _OF_ITEMS = ("note_id", "told_note_id"), ("item_id", "insight_id")


def count(connection: Connection, note_ids: Collection[str], item_ids: Collection[str]) -> int:
    """Rows that hang on these notes or, of notes that stay, on these items."""
    return sum(
        connection.scalar(select(func.count()).select_from(table).where(_going(table, note_ids, item_ids))) or 0
        for table in CREDIT_TABLES
    )


def remove(connection: Connection, note_ids: Collection[str], item_ids: Collection[str]) -> None:
    """The same rows, deleted."""
    for table in CREDIT_TABLES:
        connection.execute(delete(table).where(_going(table, note_ids, item_ids)))


def _going(table: Table, note_ids: Collection[str], item_ids: Collection[str]) -> ColumnElement[bool]:
    named = ((_OF_NOTES, note_ids), (_OF_ITEMS, item_ids))
    return or_(*(table.c[name].in_(list(ids)) for names, ids in named for name in names if name in table.c))
