"""The main road through the store: what is kept comes back, names stay out, keys decide."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from mentoring.errors import Damaged, Misconfigured
from mentoring.records import Person
from mentoring.store import Keys, Store
from tests.databases import Databases
from tests.store.sessions import AT, FIRST, SESSION, action, consents, insight, keep, refs, session


def _bytes(home: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file())


def test_a_note_comes_back_as_it_was_redacted(store: Store) -> None:
    one = keep(store, session(1))
    assert store.notes.redacted(one.note_id).text == one.text
    assert store.notes.redacted(one.note_id).spans[0].placeholder == "[MENTEE]"
    assert store.notes.body(one.note_id) == one.body
    assert ("Ottilie", "[PERSON_1]") in store.notes.vault(one.note_id).surfaces
    assert store.notes.by_content(store.refs.content(one.pair, SESSION, one.body)) == one.note_id


@pytest.mark.sqlite
def test_no_name_and_no_raw_text_stands_in_the_home(store: Store, home: Path) -> None:
    one = keep(store, session(1))
    store.people.import_people([Person("E-771", "Leocadia Quist", ("Leo",), "leo.quist@example.org")])
    store.artifacts.wrote("/srv/out/Leocadia Quist.html", "digest", [one.note_id], AT)
    found = _bytes(home).lower()
    for word in ("brandvold", "okwuosa", "ottilie", "illness", "leocadia", "quist", "leo.quist@", "e-771"):
        assert word.encode() not in found, word
    assert b"short polls" in found  # the search itself works: redacted text is in the clear


def test_destroying_either_key_closes_body_and_vault(store: Store) -> None:
    one = keep(store, session(1))
    _, mentee = refs(store, one)
    store.subjects.destroy(mentee, one.program)
    with pytest.raises(Damaged):
        store.notes.body(one.note_id)
    with pytest.raises(Damaged):
        store.notes.vault(one.note_id)


def test_people_are_found_by_id_name_alias_and_mail_in_any_case(store: Store) -> None:
    person = Person("E-771", "Leocadia Quist", ("Leo Q",), "leo@example.org", "lead", "E-1", "Riga")
    store.people.import_people([person])
    for text in ("E-771", "e-771", "leocadia  QUIST", "leo q", "LEO@example.org"):
        assert store.people.find(text) == person, text
    assert store.people.find("Leocadia") is None


def test_somebody_known_from_a_note_keeps_her_reference_on_the_roster(store: Store) -> None:
    made = store.people.ensure("Leocadia Quist")
    before = store.people.ref_of(made.person_id)
    assert before == store.refs.person("Leocadia Quist")
    store.people.import_people([Person("E-771", "Leocadia Quist")])
    assert store.people.ref_of("E-771") == before
    assert [person.person_id for person in store.people.all()] == ["E-771"]


def test_two_people_of_one_name_are_told_apart_by_id_only(store: Store) -> None:
    store.people.import_people([Person("E-1", "Ana Silva"), Person("E-2", "Ana Silva")])
    with pytest.raises(Exception, match="more than one person"):
        store.people.find("Ana Silva")
    assert store.people.ref_of("E-1") != store.people.ref_of("E-2")


def test_a_reporting_line_is_followed_to_its_end_and_out_of_circles(store: Store) -> None:
    roster = [Person("E-1", "A", manager_id="E-2"), Person("E-2", "B", manager_id="E-3"), Person("E-3", "C")]
    store.people.import_people(roster)
    ref = store.people.ref_of
    assert store.people.above(ref("E-1")) == {ref("E-2"), ref("E-3")}
    store.people.import_people([Person("E-3", "C", manager_id="E-1")])
    assert store.people.above(ref("E-1")) == {ref("E-2"), ref("E-3")}


AS_WORDS = ["POLLS", "poll", "polls AND NOT", '"polls', "polls* OR text:", "plant-council", "polls'); --", "^polls",
            'NEAR("polls" x, 2)', "{text} : polls", "polls:* & !x <-> y", "polls 🎉", "Umfragen polls", "polls " * 2000,
            "polls " + "x" * 10_000, "polls\0", "'polls'", "polls\\"]  # fmt: skip
NOTHING = [
    "zebra",
    "!?* --",
    "",
    " \n",
    "🎉",
    "AND",
    "NEAR(",
    "*",
    "^",
    '"',
    "'",
    "\\",
    ":*",
    "text:",
    "\0",
    "x" * 10_000,
]


def test_what_a_user_types_is_searched_as_words(store: Store) -> None:
    keep(store, session(1))
    assert [query[:40] for query in AS_WORDS if not store.passages.match(query, 5)] == []


def test_words_that_are_not_there_and_no_words_find_nothing(store: Store) -> None:
    keep(store, session(1))
    assert [query[:40] for query in NOTHING if store.passages.match(query, 5)] == []


def test_any_number_of_passages_may_be_asked_for(store: Store) -> None:
    keep(store, session(1))
    assert store.passages.match("polls", 0) == []
    assert store.passages.match("polls", 10**9)


def test_vectors_come_back_bit_for_bit_in_the_order_asked_for(store: Store) -> None:
    one = keep(store, session(1))
    ids, vectors = store.passages.vectors()
    assert len(ids) == 3
    back, again = store.passages.vectors([ids[2], "gone", ids[0]])
    assert back == [ids[2], ids[0]]
    assert (again == vectors[[2, 0]]).all()
    assert store.passages.of_program(one.program)[0] == ids


def test_evidence_is_read_out_of_the_note(store: Store) -> None:
    one = keep(store, session(1))
    row = store.items.insights()[0]
    assert row.insight == insight(one)
    assert row.insight.evidence[0].text == FIRST
    assert (row.state, row.level, row.decision) == ("drafted", "pair", None)


def test_a_decision_outlives_a_second_extraction_of_the_same_words(store: Store) -> None:
    one = keep(store, session(1))
    made = insight(one)
    store.items.decide(made.id, "approve", None, AT)
    store.items.set_state(made.id, "released", "organisation", mentor_released=True)
    store.items.replace(one.note_id, [made], [action(one)], [], at=AT)
    row = store.items.insights()[0]
    assert (row.state, row.level, row.decision, row.mentor_released) == ("released", "organisation", "approve", True)
    store.items.decide(made.id, "undo", None, AT)
    assert store.items.insights()[0].decision is None


def test_consents_are_recorded_once_and_changes_are_added(store: Store) -> None:
    one = session(1)
    given = consents(store, one)
    assert store.consents.record(given, AT) == 2
    assert store.consents.record(given, AT) == 0
    assert set(store.consents.current()) == set(given)
    assert store.consents.withdraw(given[0].person_ref, None, SESSION, AT) == 1
    assert [e.state for r in store.consents.records(given[0].person_ref) for e in r.events] == ["given", "withdrawn"]


def test_an_old_file_does_not_bring_a_withdrawn_consent_back(store: Store) -> None:
    given = consents(store, session(1))
    store.consents.record(given, AT)
    store.consents.withdraw(given[0].person_ref, None, SESSION, AT)
    assert store.consents.record(given, AT) == 0
    store.consents.withdraw(given[1].person_ref, None, SESSION, AT, purposes=frozenset({"quote"}))
    assert store.consents.record(given, AT) == 0
    assert {c.withdrawn for c in store.consents.current()} == {SESSION, None}


@pytest.mark.parametrize("table", ["consent_records", "consent_events", "session_choices", "audit"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = 'x'", "DELETE FROM {}"])
def test_registers_refuse_to_change_or_forget(store: Store, table: str, statement: str) -> None:
    store.consents.record(consents(store, session(1)), AT)
    store.sessions.choose(("p1", "north", "north-01", SESSION), "withdrawn", on=SESSION, at=AT)
    store.audit.append("test", actor_ref=None, at=AT)
    with pytest.raises(IntegrityError, match="append-only"), store.database.write() as connection:
        connection.exec_driver_sql(statement.format(table))


def test_a_home_stays_what_it_was_first_used_for(tmp_path: Path, keys: Keys, databases: Databases) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    url = databases.make(tmp_path / "a")
    Store.open(url, keys, scratch=True).close()
    again = Store.open(url, keys)
    assert again.is_scratch
    again.close()
    real = databases.make(tmp_path / "b")
    Store.open(real, keys).close()
    with pytest.raises(Misconfigured, match="real notes"):
        Store.open(real, keys, scratch=True)
    with pytest.raises(Misconfigured, match="another master key"):
        Store.open(real, Keys.open(tmp_path / "others", "h1"))


@pytest.mark.sqlite
def test_every_connection_forgets_what_it_deletes(store: Store) -> None:
    for _ in range(3):
        with store.database.read() as connection:
            found = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("secure_delete", "temp_store", "foreign_keys")
            ]
        assert found == [1, 2, 1]


def test_a_transaction_that_fails_leaves_neither_action_nor_audit_row(store: Store) -> None:
    one = keep(store, session(1))

    def fails() -> None:
        with store.transaction():
            store.audit.append("decide", actor_ref=None, at=AT)
            store.items.decide(insight(one).id, "approve", None, AT)
            store.items.decide("nothing", "approve", None, AT)

    with pytest.raises(Exception, match="no item"):
        fails()
    assert store.items.insights()[0].decision is None
    assert store.audit.count() == 0
    assert store.audit.verify() == []


def test_the_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    Keys.open(tmp_path / "k", "h9")
    file = tmp_path / "k" / "h9.key"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    with pytest.raises(Misconfigured, match="chmod 600"):
        Keys.open(tmp_path / "k", "h9")


@pytest.mark.sqlite
def test_the_log_is_in_wal_mode_and_empty_after_closing(home: Path, keys: Keys) -> None:
    store = Store.open(f"sqlite:///{home / 'upwell.db'}", keys)
    keep(store, session(1))
    store.close()
    log = home / "upwell.db-wal"
    assert not log.exists() or log.stat().st_size == 0
    with sqlite3.connect(home / "upwell.db") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()
