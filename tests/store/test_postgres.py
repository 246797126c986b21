"""What PostgreSQL must do that SQLite does by itself: one owner, writers in turn, nothing left of deleted rows."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError

from mentoring.errors import BadInput, HomeBusy, Misconfigured
from mentoring.store import Keys, Store, migrate, postgres
from mentoring.store.database import Database
from mentoring.store.erasure import Erasure
from mentoring.store.receipt import is_genuine
from tests.databases import bytes_on_disk
from tests.postgres import server
from tests.store.sessions import AT, keep, refs, session

pytestmark = pytest.mark.postgresql
TODAY = date(2026, 7, 12)
_GUARDED = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname ~ '_no_delete$' ORDER BY 1"
"""The tables that refuse to lose a row."""


def _withdraw(store: Store, home: Path) -> object:
    return Erasure(store, home, lambda _programs: None).withdraw(refs(store, session(1))[0], None, today=TODAY, at=AT)


def test_a_second_owner_is_refused_until_the_first_has_gone(store: Store, url: str) -> None:
    store.database.own()
    second = Database(url)
    with pytest.raises(HomeBusy, match="Another service owns"):
        second.own()
    store.close()
    second.own()
    second.close()


@pytest.mark.parametrize("taken", [False, True])
def test_an_owner_whose_connection_was_lost_owns_again_or_writes_nothing(store: Store, url: str, taken: bool) -> None:
    store.database.own()
    with psycopg.connect(url, autocommit=True) as raw:
        raw.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    other = Database(url)
    if not taken:
        store.audit.append("still-here", actor_ref=None, at=AT)
        with pytest.raises(HomeBusy):
            other.own()
    else:
        other.own()
        with pytest.raises(HomeBusy):
            store.audit.append("still-here", actor_ref=None, at=AT)
    assert store.audit.count() == (0 if taken else 1)
    other.close()


def test_writers_take_turns_so_that_the_audit_chain_holds(url: str, keys: Keys) -> None:
    stores = [Store.open(url, keys) for _ in range(4)]

    def write(one: Store) -> None:
        for _ in range(10):
            one.audit.append("decide", actor_ref=None, at=AT)

    writers = [threading.Thread(target=write, args=(one,)) for one in stores]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert (stores[0].audit.count(), stores[0].audit.verify()) == (40, [])
    for one in stores:
        one.close()


@pytest.mark.parametrize("made_at", ["0020", migrate.HEAD])
def test_no_register_can_be_emptied_at_once_whichever_release_made_it(made_at: str, keys: Keys) -> None:
    url = server().create()
    database = Database(url)
    migrate.upgrade(database, made_at)
    database.close()
    store = Store.open(url, keys)
    with store.database.read() as connection:
        guarded = connection.exec_driver_sql(_GUARDED).scalars().all()
    assert guarded == ["audit", "consent_ends", "consent_events", "consent_records", "session_choices"]
    for table in guarded:
        with pytest.raises(IntegrityError, match="append-only"), store.database.write() as connection:
            connection.exec_driver_sql(f"TRUNCATE {table} CASCADE")
    store.close()


def test_samples_that_the_planner_keeps_of_erased_columns_go_too(store: Store, home: Path, url: str) -> None:
    one = keep(store, session(1))
    for number in range(2, 8):
        keep(store, session(number))
    with psycopg.connect(url, autocommit=True) as raw:
        raw.execute("ANALYZE")
        kept = raw.execute("SELECT count(*) FROM pg_stats WHERE histogram_bounds::text LIKE %s", (f"%{one.secret}%",))
        assert (kept.fetchone() or [0])[0] > 0
    _withdraw(store, home)
    assert one.secret.encode() not in bytes_on_disk(store, home)


def test_without_the_rewriting_deleted_rows_stay_on_disk(
    store: Store, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = keep(store, session(1))
    monkeypatch.setattr(Database, "forget_deleted", lambda _: None)
    _withdraw(store, home)
    assert one.secret.encode() in bytes_on_disk(store, home)


def test_tables_are_not_rewritten_while_somebody_still_reads_what_was_deleted(store: Store, url: str) -> None:
    with psycopg.connect(url) as raw:
        raw.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        raw.execute("SELECT count(*) FROM notes")
        with pytest.raises(HomeBusy, match="read without end"):
            postgres.rewrite(store.database.engine, patience=0.2)
    postgres.rewrite(store.database.engine, patience=0.2)


@pytest.mark.parametrize("elsewhere", [False, True], ids=["in-this-database", "in-another"])
def test_no_receipt_says_that_rows_are_gone_which_an_open_transaction_keeps(
    store: Store, home: Path, url: str, monkeypatch: pytest.MonkeyPatch, elsewhere: bool
) -> None:
    one = keep(store, session(1))
    rewrite = postgres.rewrite
    monkeypatch.setattr(postgres, "rewrite", lambda engine: rewrite(engine, patience=0.2))
    with psycopg.connect(server().url("postgres") if elsewhere else url) as idle:
        idle.execute("SELECT txid_current()")  # as a session leaves it that began to write: it reads nothing now
        with pytest.raises(HomeBusy, match="left open"):
            _withdraw(store, home)
        assert Erasure(store, home, lambda _programs: None).receipts() == []
    (receipt,) = Erasure(store, home, lambda _programs: None).resume()
    assert receipt.residue == 0
    assert one.secret.encode() not in bytes_on_disk(store, home)


def test_a_home_in_a_schema_of_its_roles_own_is_rewritten_and_scanned_as_well(url: str, keys: Keys, home: Path) -> None:
    with psycopg.connect(url, autocommit=True) as raw:
        raw.execute("DROP SCHEMA public CASCADE")
        raw.execute("CREATE SCHEMA upwell")
    with closing(Store.open(url, keys)) as store:
        one = keep(store, session(1))
        receipt = _withdraw(store, home)
        assert (receipt.residue, receipt.positive_control > 0) == (0, True)  # type: ignore[attr-defined]  # a receipt
        assert one.secret.encode() not in bytes_on_disk(store, home)


def test_a_role_that_may_not_rewrite_the_planners_samples_is_refused(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as raw:
        raw.execute("DROP ROLE IF EXISTS visitor")
        raw.execute("CREATE ROLE visitor LOGIN")
    role = closing(Database(url.replace("upwell@", "visitor@")))
    with role as database, pytest.raises(Misconfigured, match='OWNER TO "visitor"'):
        database.check()


def test_a_server_that_went_away_and_a_sign_it_cannot_keep_are_said_in_sentences(store: Store, url: str) -> None:
    with pytest.raises(BadInput, match="cannot keep"):
        store.notes.rows(ids=["no\0te"])
    name = url.rpartition("/")[2]
    with psycopg.connect(server().url("postgres"), autocommit=True) as raw:
        raw.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        raw.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        with pytest.raises(HomeBusy, match="does not answer"):
            store.notes.count()
        raw.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())
    assert store.notes.count() == 0


def test_the_receipt_says_what_the_server_keeps_and_is_signed_with_it(store: Store, home: Path) -> None:
    keep(store, session(1))
    told = _withdraw(store, home).as_json()  # type: ignore[attr-defined]  # a receipt
    assert (told["residue"], told["not_covered"]) == (0, list(postgres.NOT_COVERED))
    assert told["positive_control"] > 0
    assert is_genuine(told)
    assert not is_genuine({**told, "not_covered": []})


def test_a_server_that_does_not_answer_is_named_without_its_password(url: str) -> None:
    with pytest.raises(Misconfigured, match="does not answer") as problem:
        Database(url.replace("upwell@", "upwell:hunter2@").rpartition("/")[0] + "/nowhere").check()
    assert "hunter2" not in str(problem.value)


@pytest.mark.parametrize("url", ["postgresql+asyncpg://h/d", "mysql://h/d", "nonsense"])
def test_another_database_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(Misconfigured, match="cannot be used"):
        Database(url)
