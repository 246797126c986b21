"""A home of every earlier release, with data in it, becomes one of this release; nothing is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, LargeBinary, MetaData, Table, insert, null, select

from mentoring.records import Pattern
from mentoring.store import Keys, Store, migrate
from mentoring.store.backup import OF_ITEM, OF_NOTE
from mentoring.store.database import Database
from tests.databases import Databases
from tests.store.sessions import AT, insight, keep, refs, session

REVISIONS = [one.revision for one in ScriptDirectory.from_config(migrate.config()).walk_revisions()][::-1]
CHANGED = {"items.status", "notes.stage"}
"""What a migration means to change."""
MOVED = {"session_refusals": "session_choices"}
"""Tables whose rows stand in another one since."""
ONE = session(1)
Rows = dict[str, list[dict[str, Any]]]


def _is_ours(name: str, _: object) -> bool:
    return not name.startswith(("passages_fts", "alembic"))


@pytest.fixture
def filled(store: Store) -> Rows:
    """The rows of a home of this release with something in most tables."""
    keep(store, ONE)
    store.items.decide(insight(ONE).id, "approve", None, AT)
    store.items.replace_patterns([Pattern("t1", "Polls", "ways-of-working", (insight(ONE).id,))])
    store.digests.save("2026-W23", "organisation", "{}", AT)
    store.answers.put(ONE.note_id, "k", "an answer", AT)
    store.artifacts.handed_out("mail", "lead@example.org", [ONE.note_id], AT)
    store.audit.append("ingest", actor_ref=refs(store, ONE)[0], at=AT)
    return _read(store.database)


def _read(database: Database) -> Rows:
    made = MetaData()
    with database.read() as connection:
        made.reflect(connection, only=_is_ours)
        return {
            table.name: [dict(row) for row in connection.execute(select(*_own(table))).mappings()]
            for table in made.sorted_tables
        }


def _own(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.computed is None]


@pytest.fixture
def empty(tmp_path: Path, databases: Databases) -> str:
    (tmp_path / "old").mkdir()
    return databases.make(tmp_path / "old")


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_home_of_an_earlier_release_loses_nothing(revision: str, filled: Rows, empty: str, keys: Keys) -> None:
    database = Database(empty)
    migrate.upgrade(database, revision)
    before = _put(database, filled)
    assert before["notes"]
    database.close()
    with_everything = Store.open(empty, keys)
    assert migrate.revision(with_everything.database) == REVISIONS[-1]
    after = _read(with_everything.database)
    for name, rows in before.items():
        now = after[MOVED.get(name, name)]
        assert len(now) == len(rows), name
        for row in rows:
            assert any(_holds(name, one, row) for one in now), (name, row)
    _is_read(with_everything)
    with_everything.close()


def _is_read(store: Store) -> None:
    """By the code of this release, as if it had been written by it."""
    assert store.notes.body(ONE.note_id) == ONE.body
    assert store.notes.redacted(ONE.note_id).text == ONE.text
    assert [row.decision for row in store.items.insights()] == ["approve"]
    assert len([one for one in store.consents.current() if one.pair == ONE.pair]) == 2
    assert store.people.find(ONE.mentor) is not None
    assert store.passages.match("polls", 5)
    assert store.artifacts.holding([ONE.note_id])
    assert [fault for fault in store.audit.verify() if "head" not in fault.what] == []


def _put(database: Database, filled: Rows) -> Rows:
    """The same rows as the older tables can hold them; one made-up row in each table that has none."""
    made, put = MetaData(), dict[str, list[dict[str, Any]]]()
    with database.write() as connection:
        made.reflect(connection, only=_is_ours)
        for table in made.sorted_tables:
            columns = {column.name: column for column in _own(table)}
            kept = filled.get(table.name, [])
            rows = [{name: value for name, value in row.items() if name in columns} for row in kept]
            if not rows:
                rows = [{name: _made_up(column, put) for name, column in columns.items()}]
            for row in rows:
                typed = {name: _null(columns[name]) if value is None else value for name, value in row.items()}
                connection.execute(insert(table).values(**typed))
            put[table.name] = rows
    return put


def _null(column: Column[Any]) -> Any:
    return null() if isinstance(column.type, JSON) else None


def _made_up(column: Column[Any], put: Rows) -> Any:
    for key in column.foreign_keys:
        return put[key.column.table.name][0][key.column.name]
    kinds = (
        (JSON, ["x"]), (Boolean, True), (Date, date(2026, 6, 2)), (Integer, 1), (Float, 0.5), (LargeBinary, b"sealed"),
    )  # fmt: skip
    for kind, value in kinds:
        if isinstance(column.type, kind):
            return value
    return f"{column.name}-1"[: getattr(column.type, "length", None) or 40]


def _holds(name: str, now: dict[str, Any], before: dict[str, Any]) -> bool:
    """Whether a row is still there, in all columns that it shares with what it was."""
    shared = [one for one in before if one in now and f"{name}.{one}" not in CHANGED]
    return all(now[one] == before[one] for one in shared)


def test_every_table_with_rows_of_notes_is_filled_in_these_homes(filled: Rows) -> None:
    """So that a migration which forgets one of them is seen."""
    assert filled["notes"]
    assert set(filled) >= {*OF_NOTE, *OF_ITEM}
