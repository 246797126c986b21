"""Tables whose rows are only ever added: the database itself refuses to change or delete them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION upwell_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'this register is append-only' USING ERRCODE = '23000'; END $$"
)


def protect(connection: Connection, tables: Sequence[str]) -> None:
    """Add the triggers; called by the migration that makes the tables."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(_POSTGRES_FUNCTION)
    for table in tables:
        for action in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(_trigger(table, action, connection.dialect.name))
    protect_whole(connection, tables)


def protect_whole(connection: Connection, tables: Sequence[str]) -> None:
    """Let nobody empty them at once: PostgreSQL asks no row's trigger about TRUNCATE, which SQLite does not know."""
    if connection.dialect.name == "sqlite":
        return
    for table in tables:
        name = f"{table}_no_truncate"
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON {table}")  # a newer home has it from the start
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION upwell_append_only()"
        )


def _trigger(table: str, action: str, dialect: str) -> str:
    head = f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
    if dialect == "sqlite":
        return f"{head} BEGIN SELECT RAISE(ABORT, 'this register is append-only'); END"
    return f"{head} FOR EACH ROW EXECUTE FUNCTION upwell_append_only()"
