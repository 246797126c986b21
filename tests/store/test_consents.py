"""Giving and taking back, by programme, pair, purpose and session; what the register then says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import inspect

from mentoring.consent import ConsentGate
from mentoring.consent.gate import Session
from mentoring.records import Consent, Purpose, Terms
from mentoring.store import Store, migrate
from mentoring.store.database import Database
from mentoring.store.erasure import Erasure
from tests.store.sessions import AT, SESSION, consents, keep, refs, session

MAY, TODAY, LATER = date(2026, 5, 1), date(2026, 7, 12), date(2026, 7, 20)
STORE: frozenset[Purpose] = frozenset({"store", "extract"})
QUOTE: frozenset[Purpose] = frozenset({"quote"})


def _nothing(_programs: Sequence[str]) -> None:
    return


def _held(store: Store, given: list[Consent], day: date, today: date) -> frozenset[Purpose]:
    gate = ConsentGate(store.consents.current(), today, refused_sessions=store.sessions.refused())
    one = given[0]
    return gate.purposes(one.program, one.pair, day, given[0].person_ref, given[1].person_ref)


def _two(store: Store, purposes: frozenset[Purpose]) -> list[Consent]:
    given = consents(store, session(1), purposes=purposes)
    store.consents.record(given, AT)
    return given


def _session(one: Consent) -> Session:
    return one.person_ref, one.program, one.pair, SESSION


def test_a_purpose_is_given_without_touching_the_others(store: Store) -> None:
    given = _two(store, STORE)
    for one in given:
        assert store.consents.grant(replace(one, purposes=QUOTE, given=TODAY), AT) == QUOTE
    assert _held(store, given, SESSION, TODAY) == STORE
    assert _held(store, given, LATER, LATER) == STORE | QUOTE


def test_a_purpose_is_taken_back_without_touching_the_others(store: Store) -> None:
    given = _two(store, STORE | QUOTE)
    assert store.consents.withdraw(given[0].person_ref, None, TODAY, AT, purposes=QUOTE) == 1
    assert _held(store, given, SESSION, TODAY) == STORE
    record = store.consents.records(given[0].person_ref)[0]
    assert [(event.state, event.purposes) for event in record.events] == [("given", None), ("withdrawn", QUOTE)]
    assert record.asked == STORE | QUOTE


def test_given_again_it_holds_from_that_day_and_no_old_file_makes_it_older(store: Store) -> None:
    given = _two(store, STORE | QUOTE)
    store.consents.withdraw(given[0].person_ref, None, TODAY, AT, purposes=QUOTE)
    store.consents.grant(replace(given[0], purposes=QUOTE, given=LATER), AT)
    assert store.consents.record(given, AT) == 0
    assert _held(store, given, SESSION, LATER) == STORE
    assert _held(store, given, LATER, LATER) == STORE | QUOTE


def test_the_same_given_twice_is_one_record(store: Store) -> None:
    given = _two(store, STORE)
    assert store.consents.grant(replace(given[0], given=TODAY), AT) == frozenset()
    assert len(store.consents.records(given[0].person_ref)) == 1


def test_a_consent_that_stands_takes_a_new_end_and_keeps_its_beginning(store: Store) -> None:
    given = consents(store, session(1), purposes=STORE, expires=LATER)
    store.consents.record(given, AT)
    for one in given:
        store.consents.grant(replace(one, given=TODAY, expires=date(2027, 7, 1)), AT)
    assert _held(store, given, SESSION, date(2027, 6, 1)) == STORE
    assert {one.given for one in store.consents.current()} == {MAY}


def test_what_was_asked_before_stays_when_a_purpose_is_added(store: Store) -> None:
    given = consents(store, session(1), purposes=STORE, release="ask")
    store.consents.record(given, AT)
    store.consents.grant(replace(given[0], purposes=QUOTE, given=TODAY, release=None), AT)
    assert {one.release for one in store.consents.current() if one.person_ref == given[0].person_ref} == {"ask"}


def test_a_session_is_taken_out_and_given_again(store: Store) -> None:
    given = _two(store, STORE)
    one, choose = _session(given[1]), store.sessions.choose
    assert not choose(one, "given", on=TODAY, at=AT)
    assert choose(one, "withdrawn", on=TODAY, at=AT)
    assert not choose(one, "withdrawn", on=TODAY, at=AT)
    assert _held(store, given, SESSION, TODAY) == frozenset()
    assert _held(store, given, LATER, LATER) == STORE
    assert choose(one, "given", on=TODAY, at=AT)
    assert _held(store, given, SESSION, TODAY) == STORE


def test_a_session_that_the_other_took_out_stays_out(store: Store) -> None:
    given = _two(store, STORE)
    for one in given:
        store.sessions.choose(_session(one), "withdrawn", on=TODAY, at=AT)
    store.sessions.choose(_session(given[0]), "given", on=TODAY, at=AT)
    assert _held(store, given, SESSION, TODAY) == frozenset()


def test_a_session_taken_out_before_words_named_the_programme_is_given_again_in_one(store: Store) -> None:
    given = _two(store, STORE)
    mentor = given[0]
    there = [replace(one, program="south") for one in given]
    store.consents.record(there, AT)
    old = (mentor.person_ref, None, mentor.pair, SESSION)
    store.sessions.choose(old, "withdrawn", on=TODAY, at=AT)
    assert not store.sessions.choose(_session(mentor), "withdrawn", on=TODAY, at=AT)
    assert store.sessions.choose(_session(mentor), "given", on=TODAY, at=AT)
    assert _held(store, given, SESSION, TODAY) == STORE
    assert _held(store, there, SESSION, TODAY) == frozenset()
    assert store.sessions.ever_withdrawn() == [old]


def test_one_pair_is_withdrawn_and_the_other_stands(store: Store, home: Path) -> None:
    one = keep(store, session(1))
    mentor = refs(store, one)[0]
    other = replace(consents(store, one)[0], pair="north-77")
    store.consents.record([other], AT)
    receipt = Erasure(store, home, _nothing).withdraw(mentor, "north", pair="north-77", today=TODAY, at=AT)
    assert receipt.notes == 0
    assert {c.pair for c in store.consents.current() if c.withdrawn} == {"north-77"}
    assert [row.note_id for row in store.notes.rows()] == [one.note_id]


def test_the_record_keeps_who_answered_for_what_when_it_was_given(store: Store) -> None:
    given = consents(store, session(1))
    before, after = Terms(controller="Aurelia plc", jurisdiction="PT"), Terms(controller="Aurelia & Sons plc")
    store.consents.record(given[:1], AT, terms=before)
    store.consents.grant(given[1], AT, terms=after)
    told = {record.consent.role: record for record in store.consents.records()}
    assert told["mentor"].terms == before
    assert told["mentee"].terms == after
    assert [told[role].events[0].entity for role in ("mentor", "mentee")] == ["lead", "subject"]


def test_a_home_of_the_first_version_keeps_its_consents_and_refused_sessions(tmp_path: Path) -> None:
    from alembic import command

    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with database.write() as connection:
        configured = migrate.config()
        configured.attributes["connection"] = connection
        command.upgrade(configured, "0001")
        connection.exec_driver_sql(
            "INSERT INTO session_refusals VALUES ('p1', 'north-01', '2026-06-02', '2026-07-01', '2026-07-01T09:00:00')"
        )
    migrate.upgrade(database)
    from mentoring.store.session_choices import SessionChoices

    assert SessionChoices(database, lambda: None).refused() == {("p1", None, "north-01", SESSION): True}
    with database.read() as connection:
        assert not inspect(connection).has_table("session_refusals")
    database.close()
