"""The audit log shows every edit, deletion and cut; it holds neither text nor names nor ids."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from mentoring.errors import BadInput, Misconfigured
from mentoring.store import Keys, Store
from mentoring.store.subjects import OWN
from tests.store.sessions import AT

ROWS = 12
COLUMNS = ("seq", "at", "event", "actor", "subjects", "details", "previous", "mac")


def _log(store: Store) -> None:
    for number in range(ROWS):
        store.audit.append(
            "decide",
            actor_ref=f"p{number % 3:016}",
            subject_refs=["p" + "a" * 16],
            details={"n": number},
            ids=["i1"],
            at=AT,
        )


def _edit(raw: sqlite3.Connection, chance: random.Random) -> None:
    """One change that somebody with the file and without the key could make."""
    kind, row = chance.choice(["edit", "edit", "edit", "delete", "cut", "swap", "add"]), chance.randint(1, ROWS)
    if kind == "edit":
        column = chance.choice(COLUMNS)
        old = raw.execute(f"SELECT {column} FROM audit WHERE seq = ?", (row,)).fetchone()[0]  # noqa: S608  a column of ours
        new = ROWS + 5 if column == "seq" else _changed(str(old), chance)
        raw.execute(f"UPDATE audit SET {column} = ? WHERE seq = ?", (new, row))  # noqa: S608  a column of ours
    elif kind == "delete":
        raw.execute("DELETE FROM audit WHERE seq = ?", (row,))
    elif kind == "cut":
        raw.execute("DELETE FROM audit WHERE seq >= ?", (row,))
    elif kind == "swap":
        other = row % ROWS + 1
        raw.execute("UPDATE audit SET seq = -1 WHERE seq = ?", (row,))
        raw.execute("UPDATE audit SET seq = ? WHERE seq = ?", (row, other))
        raw.execute("UPDATE audit SET seq = ? WHERE seq = -1", (other,))
    else:
        raw.execute(
            "INSERT INTO audit SELECT ?, at, event, actor, subjects, details, mac, ? FROM audit WHERE seq = ?",
            (ROWS + 1, "0" * 64, ROWS),
        )


def _changed(old: str, chance: random.Random) -> str:
    at = chance.randrange(len(old))
    return old[:at] + ("x" if old[at] != "x" else "y") + old[at + 1 :]


def _mutations_found(tmp_path: Path, store: Store, keys: Keys, count: int) -> int:
    _log(store)
    assert store.audit.verify() == []
    store.close()
    found = 0
    for seed in range(count):
        copy = tmp_path / f"copy{seed}.db"
        shutil.copy(str(store.database.url.database), copy)
        raw = sqlite3.connect(copy)
        for table in ("update", "delete"):
            raw.execute(f"DROP TRIGGER audit_no_{table}")
        _edit(raw, random.Random(seed))  # noqa: S311  picks test cases
        raw.commit()
        raw.close()
        tampered = Store.open(f"sqlite:///{copy}", keys)
        found += bool(tampered.audit.verify())
        tampered.database.close()
        copy.unlink()
    return found


@pytest.mark.sqlite
def test_mutations_are_found(tmp_path: Path, store: Store, keys: Keys) -> None:
    assert _mutations_found(tmp_path, store, keys, 40) == 40


@pytest.mark.long
@pytest.mark.sqlite
def test_a_thousand_mutations_are_found(tmp_path: Path, store: Store, keys: Keys) -> None:
    assert _mutations_found(tmp_path, store, keys, 1000) == 1000


def test_the_whole_log_cut_off_is_found_by_the_head(store: Store) -> None:
    _log(store)
    with store.database.write() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER audit_no_delete{'' if store.database.is_sqlite else ' ON audit'}")
        connection.exec_driver_sql("DELETE FROM audit")
    assert [fault.what for fault in store.audit.verify()] == ["the end of the log was cut off"]


def test_a_removed_head_is_found(store: Store, keys: Keys) -> None:
    _log(store)
    keys.head_file.unlink()
    assert len(store.audit.verify()) == 1


@pytest.mark.sqlite
def test_an_older_copy_of_the_whole_home_is_found(tmp_path: Path, store: Store, home: Path, keys: Keys) -> None:
    _log(store)
    store.database.truncate_log()
    shutil.copy(home / "upwell.db", tmp_path / "old.db")
    store.audit.append("decide", actor_ref=None, at=AT)
    old = Store.open(f"sqlite:///{tmp_path / 'old.db'}", keys)
    assert [fault.what for fault in old.audit.verify()] == ["the end of the log was cut off"]
    old.close()


def test_a_crash_between_the_row_and_the_copy_of_the_head_is_no_fault(store: Store, keys: Keys) -> None:
    _log(store)
    before = keys.head_file.read_text()
    store.audit.append("decide", actor_ref=None, at=AT)
    keys.head_file.write_text(before)
    assert store.audit.verify() == []


def test_the_log_is_read_by_kind_and_from_an_event_backwards(store: Store) -> None:
    for event in ("decide", "ingest", "decide", "decide"):
        store.audit.append(event, actor_ref=None, at=AT)
    assert store.audit.kinds() == {"decide": 3, "ingest": 1}
    assert [one.seq for one in store.audit.latest(2, event="decide")] == [4, 3]
    assert [one.seq for one in store.audit.latest(2, event="decide", before=3)] == [1]


def test_destroying_a_key_unlinks_the_person_and_keeps_the_chain(store: Store) -> None:
    _log(store)
    person = "p" + "a" * 16
    before = store.subjects.tag(person, OWN, "audit")
    store.subjects.destroy(person, OWN)
    assert store.audit.verify() == []
    assert store.subjects.tag(person, OWN, "audit") != before


def test_rows_hold_no_reference_and_no_id_in_the_clear(store: Store) -> None:
    store.audit.append("decide", actor_ref="p0123456789abcdef", ids=["n0123456789ab"], at=AT)
    with store.database.read() as connection:
        row = str(connection.exec_driver_sql("SELECT * FROM audit").one())
    assert "0123456789ab" not in row


@pytest.mark.parametrize("text", ["Ottilie said so", "", "a" * 41, "o'hara", "é"])
def test_text_does_not_fit_in(store: Store, text: str) -> None:
    with pytest.raises(BadInput):
        store.audit.append("decide", actor_ref=None, details={"what": text}, at=AT)
    assert store.audit.count() == 0


def test_where_the_head_cannot_be_written_nothing_happens(store: Store, keys: Keys) -> None:
    shutil.rmtree(keys.head_file.parent)
    with pytest.raises(Misconfigured, match="head of the audit log"):
        store.audit.append("decide", actor_ref=None, at=AT)
    assert store.audit.count() == 0
