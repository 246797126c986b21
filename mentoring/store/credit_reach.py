"""What was said and made of a note's items besides reviews: thanks. It goes with the items it speaks of."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, Table, delete, func, or_, select

from mentoring.store.tables_credit import thanks

_OF_ITEMS = (thanks,)


def count(connection: Connection, note_ids: Collection[str], item_ids: Collection[str]) -> int:
    """Rows that hang on these notes or, of notes that stay, on these items."""
    return sum(
        connection.scalar(select(func.count()).select_from(table).where(_going(table, note_ids, item_ids))) or 0
        for table in _OF_ITEMS
    )


def remove(connection: Connection, note_ids: Collection[str], item_ids: Collection[str]) -> None:
    """The same rows, deleted."""
    for table in _OF_ITEMS:
        connection.execute(delete(table).where(_going(table, note_ids, item_ids)))


def _going(table: Table, note_ids: Collection[str], item_ids: Collection[str]) -> ColumnElement[bool]:
    return or_(table.c.note_id.in_(list(note_ids)), table.c.item_id.in_(list(item_ids)))
