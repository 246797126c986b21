"""Counters of PostgreSQL after rows were put in with the numbers they had; SQLite counts from what is there."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Integer, Table, func, select, text


def advance(connection: Connection, tables: Iterable[Table]) -> None:
    """Let the next row of each table have a number of its own."""
    if connection.dialect.name == "sqlite":
        return
    for table in tables:
        for column in table.primary_key.columns:
            if not isinstance(column.type, Integer):
                continue
            place = {"table": f'"{table.name}"', "column": column.name}
            counter = connection.scalar(text("SELECT pg_get_serial_sequence(:table, :column)"), place)
            last = connection.scalar(select(func.max(column)))
            if counter is not None and last is not None:
                connection.execute(text("SELECT setval(:counter, :last)"), {"counter": counter, "last": last})
