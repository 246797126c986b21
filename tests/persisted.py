"""What the engine that wakes workers keeps in PostgreSQL: its rows, and its files with what was deleted from them."""

from __future__ import annotations

import psycopg

from mentoring.store import Store, postgres
from mentoring.store.decoded import streams
from mentoring.store.jobs import SCHEMA
from tests.postgres import server


def rows(store: Store) -> bytes:
    """Every row of every table."""
    with psycopg.connect(store.jobs._conninfo) as raw:
        tables = raw.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", (SCHEMA,)).fetchall()
        with raw.cursor() as cursor:
            return b"".join(
                piece for (table,) in tables for piece in postgres._rows_of(cursor, f"COPY {SCHEMA}.{table} TO STDOUT")
            )


def files(store: Store) -> bytes:
    """The files of its tables, indexes and what is stored beside them; finished jobs are still in there."""
    paths = (
        "SELECT pg_relation_filepath(one) FROM pg_class t "
        "CROSS JOIN LATERAL unnest(ARRAY[t.oid, t.reltoastrelid]) one "
        "WHERE t.relnamespace = %s::regnamespace AND t.relkind IN ('r', 'i') AND one <> 0"
    )
    with psycopg.connect(store.jobs._conninfo, autocommit=True) as raw:
        raw.execute("CHECKPOINT")
        found = [server().folder / "data" / path for (path,) in raw.execute(paths, (SCHEMA,)).fetchall()]
    return b"".join(file.read_bytes() for file in found if file.is_file())


def decoded(content: bytes) -> bytes:
    """The same with every stream in it: base64, zlib, gzip."""
    return b"\0".join([content, *streams(content)])
