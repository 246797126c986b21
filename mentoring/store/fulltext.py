"""Full text over passages: FTS5 in SQLite, tsvector in PostgreSQL. What a user types is never read as syntax.

The index holds no text of its own (FTS5 external content; a generated column in PostgreSQL), so a passage lives
in one place. PostgreSQL takes words as they are, of every language, and finds those that begin like the query's; FTS5
finds them by their stems. FTS5 keeps 13 of 100 deleted terms unless its `secure-delete` is on (SQLite >= 3.42) or it
is rebuilt.
"""

from __future__ import annotations

import re
import sqlite3

from sqlalchemy import Connection, text

SECURE_DELETE_SINCE = (3, 42, 0)
_WORD = re.compile(r"\w+")
_LONGEST = 200
"""Characters of a word that are looked for: PostgreSQL refuses one of more than 2,046 bytes."""

SQLITE_DDL = (
    "CREATE VIRTUAL TABLE passages_fts USING fts5("
    "text, content='passages', content_rowid='n', tokenize=\"porter unicode61 remove_diacritics 2\")",
    "CREATE TRIGGER passages_fts_insert AFTER INSERT ON passages BEGIN "
    "INSERT INTO passages_fts(rowid, text) VALUES (new.n, new.text); END",
    "CREATE TRIGGER passages_fts_delete AFTER DELETE ON passages BEGIN "
    "INSERT INTO passages_fts(passages_fts, rowid, text) VALUES ('delete', old.n, old.text); END",
)
POSTGRES_DDL = (
    "ALTER TABLE passages ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED",
    "CREATE INDEX ix_passages_words ON passages USING gin (words)",
)

_SQLITE_MATCH = text(
    "SELECT passages.id AS id, -bm25(passages_fts) AS score FROM passages_fts "
    "JOIN passages ON passages.n = passages_fts.rowid "
    "WHERE passages_fts MATCH :query ORDER BY score DESC, passages.id LIMIT :limit"
)
_POSTGRES_MATCH = text(
    "SELECT id, ts_rank_cd(words, query) AS score FROM passages, to_tsquery('simple', :query) AS query "
    "WHERE words @@ query ORDER BY score DESC, id LIMIT :limit"
)


def prepare(connection: Connection) -> None:
    """Make the index; called by the first migration."""
    sqlite = connection.dialect.name == "sqlite"
    for statement in SQLITE_DDL if sqlite else POSTGRES_DDL:
        connection.exec_driver_sql(statement)
    if sqlite and sqlite3.sqlite_version_info >= SECURE_DELETE_SINCE:
        connection.exec_driver_sql("INSERT INTO passages_fts(passages_fts, rank) VALUES ('secure-delete', 1)")


def match(connection: Connection, query: str, limit: int) -> list[tuple[str, float]]:
    """(passage id, score), best first, for passages with any of the query's words; higher is better."""
    words = list(dict.fromkeys(word[:_LONGEST] for word in _WORD.findall(query.casefold())))[:64]
    if not words:
        return []
    sqlite = connection.dialect.name == "sqlite"
    quoted = " OR ".join(f'"{word}"' for word in words) if sqlite else " | ".join(f"'{word}':*" for word in words)
    rows = connection.execute(_SQLITE_MATCH if sqlite else _POSTGRES_MATCH, {"query": quoted, "limit": limit})
    return [(row.id, float(row.score)) for row in rows]


def rebuild(connection: Connection) -> None:
    """Write the index anew from the passages that live, so that nothing of others stays in it."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO passages_fts(passages_fts) VALUES ('rebuild')")
