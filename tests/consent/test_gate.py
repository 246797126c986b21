"""The gate: default deny, both people, the day of the session and today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mentoring.consent import ConsentGate
from mentoring.consent.gate import Session
from mentoring.records import Consent, ConsentedNote, Note, Refusal

TODAY = date(2026, 7, 12)
NOTE = Note("n1", "north", "north-01", date(2026, 6, 2), "Ilse", "Tomasz", None, "A body.")
MENTOR = Consent("p1", "mentor", "north-01", "north", frozenset({"store", "extract", "quote"}), date(2026, 5, 1))
MENTEE = replace(MENTOR, person_ref="p2", role="mentee", purposes=frozenset({"store", "extract"}))


def _admit(*consents: Consent, today: date = TODAY) -> ConsentedNote | Refusal:
    return ConsentGate(consents, today).admit(NOTE, "p1", "p2")


def test_a_purpose_needs_both() -> None:
    admitted = _admit(MENTOR, MENTEE)
    assert isinstance(admitted, ConsentedNote)
    assert admitted.purposes == {"store", "extract"}


@pytest.mark.parametrize(
    ("consents", "reason"),
    [
        pytest.param([], "the mentor's consent is missing; the mentee's consent is missing", id="none"),
        pytest.param([MENTOR], "the mentee's consent is missing", id="one of two"),
        pytest.param([MENTOR, replace(MENTEE, pair="north-02")], "the mentee's consent is missing", id="other pair"),
        pytest.param(
            [MENTOR, replace(MENTEE, program="south")], "the mentee's consent is missing", id="other programme"
        ),
        pytest.param([MENTOR, replace(MENTEE, role="mentor")], "the mentee's consent is missing", id="other role"),
        pytest.param([MENTOR, replace(MENTEE, given=None)], "the mentee's consent was never given", id="never given"),
        pytest.param(
            [MENTOR, replace(MENTEE, withdrawn=date(2026, 6, 19))],
            "the mentee's consent was withdrawn on 2026-06-19",
            id="withdrawn after the session",
        ),
        pytest.param(
            [replace(MENTOR, withdrawn=TODAY), MENTEE],
            "the mentor's consent was withdrawn on 2026-07-12",
            id="withdrawn today",
        ),
        pytest.param(
            [MENTOR, replace(MENTEE, expires=date(2026, 7, 11))],
            "the mentee's consent expired on 2026-07-11",
            id="expired yesterday",
        ),
        pytest.param(
            [MENTOR, replace(MENTEE, given=date(2026, 6, 3))],
            "the mentee's consent was given only on 2026-06-03, after the session",
            id="given late",
        ),
        pytest.param(
            [MENTOR, replace(MENTEE, given=date(2026, 8, 1))],
            "the mentee's consent was never given",
            id="given in the future",
        ),
        pytest.param(
            [MENTOR, replace(MENTEE, purposes=frozenset({"extract"}))],
            "the mentee's consent does not cover keeping notes",
            id="not for store",
        ),
    ],
)
def test_what_is_not_covered_stays_outside_with_its_reason(consents: list[Consent], reason: str) -> None:
    refused = _admit(*consents)
    assert refused == Refusal(code="consent", reason=reason, note_id="n1")


@pytest.mark.parametrize(
    "mentee",
    [
        pytest.param(replace(MENTEE, given=NOTE.session_date), id="given on the day of the session"),
        pytest.param(replace(MENTEE, expires=TODAY), id="expires today"),
        pytest.param(replace(MENTEE, withdrawn=date(2026, 7, 13)), id="withdrawal still to come"),
    ],
)
def test_the_edges_of_a_period_belong_to_it(mentee: Consent) -> None:
    assert isinstance(_admit(MENTOR, mentee), ConsentedNote)


HERE = NOTE.pair, NOTE.session_date


@pytest.mark.parametrize(
    ("said", "stays_out"),
    [
        pytest.param({("p1", "north", *HERE): True}, True, id="the mentor took it out"),
        pytest.param({("p2", "north", *HERE): True}, True, id="the mentee took it out"),
        pytest.param({("p1", "north", *HERE): True, ("p2", "north", *HERE): False}, True, id="one is enough"),
        pytest.param({("p1", None, *HERE): True}, True, id="a word that names no programme"),
        pytest.param({("p1", None, *HERE): True, ("p1", "north", *HERE): False}, False, id="given again there"),
        pytest.param({("p3", "north", *HERE): True}, False, id="somebody who was not in the room"),
        pytest.param({("p3", None, *HERE): True}, False, id="nor with a word that names no programme"),
        pytest.param({("p1", "south", *HERE): True}, False, id="another programme's pair of that name"),
        pytest.param({("p1", "north", NOTE.pair, date(2026, 6, 9)): True}, False, id="another session"),
    ],
)
def test_a_session_stays_out_by_the_word_of_its_two_people_alone(said: dict[Session, bool], stays_out: bool) -> None:
    gate = ConsentGate([MENTOR, MENTEE], TODAY, refused_sessions=said)
    assert isinstance(gate.admit(NOTE, "p1", "p2"), Refusal) == stays_out
    assert bool(gate.purposes("north", *HERE, "p1", "p2")) != stays_out


def test_a_later_grant_starts_afresh_and_does_not_reach_back() -> None:
    ended, fresh = replace(MENTEE, withdrawn=date(2026, 6, 1)), replace(MENTEE, given=date(2026, 6, 2))
    assert isinstance(_admit(MENTOR, ended, fresh), ConsentedNote)
    assert isinstance(_admit(MENTOR, ended, replace(fresh, given=date(2026, 7, 1))), Refusal)
