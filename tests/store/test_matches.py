"""Accepted pairs: sealed under both keys, gone with either person, with their time, or with a lead's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mentoring.programme.matching import Match
from mentoring.records import Consent
from mentoring.store import Store
from mentoring.store.erasure import Erasure
from mentoring.store.foresight import foresee
from mentoring.store.matches import WAIT
from mentoring.store.tables_matching import matches
from tests.databases import bytes_on_disk
from tests.store.sessions import AT, consents, refs, session

TODAY = date(2026, 7, 12)
WORDS = "The mentor offers quillwork, which meets the mentee's wish"


def accept(store: Store, mentor: str = "m-7", mentee: str = "e-7", pair: str = "north-07") -> Match:
    """An accepted pair of two people who are known from nothing else."""
    known = [store.people.ref_of(store.people.ensure(name).person_id) for name in (mentor, mentee)]
    made = Match("north", pair, known[0], known[1], WORDS, TODAY)
    store.matches.keep([made], AT)
    return made


def count(store: Store) -> int:
    with store.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(matches)) or 0


def erasure(store: Store, home: Path) -> Erasure:
    return Erasure(store, home, lambda _: None)


def test_the_reason_lies_sealed_and_is_read_back(store: Store, home: Path) -> None:
    made = accept(store)
    store.database.truncate_log()
    assert store.matches.all() == [made]
    assert b"quillwork" not in bytes_on_disk(store, home)


@pytest.mark.parametrize("side", ["mentor_ref", "mentee_ref"])
def test_one_destroyed_key_is_enough(store: Store, side: str) -> None:
    made = accept(store)
    store.subjects.destroy(getattr(made, side), "north")
    assert store.matches.all() == []


@pytest.mark.parametrize("side", ["mentor_ref", "mentee_ref"])
def test_whoever_says_no_before_any_consent_leaves_nothing_of_either(store: Store, home: Path, side: str) -> None:
    made = accept(store)
    ref = getattr(made, side)
    assert foresee(store, ref, today=TODAY)["programme"] == 1
    receipt = erasure(store, home).withdraw(ref, None, today=TODAY, at=AT)
    assert (receipt.programme, receipt.residue, receipt.keys_destroyed) == (1, 0, 4)
    assert count(store) == 0
    assert [store.people.by_ref(one) for one in (made.mentor_ref, made.mentee_ref)] == [None, None]
    assert store.subjects.scopes(made.mentor_ref) | store.subjects.scopes(made.mentee_ref) == set()


def test_a_withdrawal_elsewhere_leaves_it(store: Store, home: Path) -> None:
    made = accept(store)
    for place in ({"program": "south"}, {"program": None, "pair": "north-01"}):
        receipt = erasure(store, home).withdraw(made.mentor_ref, place["program"], pair=place.get("pair"),
                                                today=TODAY, at=AT)  # fmt: skip
        assert receipt.programme == 0
    assert store.matches.all() == [made]


def given(made: Match, ref: str, role: str, **changes: object) -> Consent:
    consent = Consent(ref, role, made.pair, made.program, frozenset({"store"}), TODAY)  # type: ignore[arg-type]  # closed words
    return replace(consent, **changes)  # type: ignore[arg-type]  # fields


def test_it_waits_its_time_and_then_goes(store: Store, home: Path) -> None:
    made = accept(store)
    store.consents.record([given(made, made.mentor_ref, "mentor")], AT)
    assert erasure(store, home).expire(TODAY + WAIT, AT) == []
    (receipt,) = erasure(store, home).expire(TODAY + WAIT + timedelta(days=1), AT)
    assert receipt.programme == 1
    assert count(store) == 0
    assert store.people.by_ref(made.mentee_ref) is None
    assert store.people.by_ref(made.mentor_ref) is not None  # she consented to the pair: that stands


def test_once_both_agreed_it_stays_until_one_does_no_more(store: Store, home: Path) -> None:
    made = accept(store)
    sides = (made.mentor_ref, "mentor"), (made.mentee_ref, "mentee")
    store.consents.record([given(made, *side) for side in sides], AT)
    later = TODAY + WAIT + timedelta(days=30)
    assert erasure(store, home).expire(later, AT) == []
    receipt = erasure(store, home).withdraw(made.mentee_ref, "north", today=later, at=AT)
    assert (receipt.programme, count(store)) == (1, 0)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"given": None, "purposes": frozenset()}, id="refused"),
        pytest.param({"expires": TODAY - timedelta(days=1), "given": TODAY - timedelta(days=9)}, id="expired"),
        pytest.param({"withdrawn": TODAY}, id="withdrawn"),
        pytest.param({"purposes": frozenset({"extract"})}, id="without keeping notes"),
    ],
)
def test_a_no_in_the_register_is_enough(store: Store, home: Path, said: dict[str, object]) -> None:
    made = accept(store)
    store.consents.record([given(made, made.mentee_ref, "mentee", **said)], AT)
    assert len(erasure(store, home).expire(TODAY, AT)) == 1
    assert count(store) == 0


def test_somebody_asked_and_silent_may_still_answer(store: Store, home: Path) -> None:
    made = accept(store)
    store.consents.record([given(made, made.mentee_ref, "mentee", given=None)], AT)
    assert erasure(store, home).expire(TODAY, AT) == []


def test_a_dropped_pair_leaves_people_whom_something_else_needs(store: Store) -> None:
    one = session(1, "north")
    store.consents.record(consents(store, one), AT)
    mentor, _ = refs(store, one)
    made = Match("north", "north-09", mentor, store.people.ref_of(store.people.ensure("e-9").person_id), WORDS, TODAY)
    store.matches.keep([made], AT)
    store.matches.drop(made)
    assert "north" in store.subjects.scopes(mentor)
    assert store.people.by_ref(made.mentee_ref) is None
