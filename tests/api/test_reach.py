"""How far a lead, a delegate and somebody above a mentor reach, beyond what one call of the matrix shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import Person
from mentoring.store.delegations import Delegation
from service import requests, workflows
from service.callers import OPERATOR, caller_for, on_behalf
from service.progress import silent
from tests.api import company
from tests.api.company import FIRST, NORTH, SECOND, SOUTH, TODAY, Company
from tests.store.sessions import AT, consents, insight, keep, session


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Company]:
    with company.opened_company(company.make(tmp_path)) as made:
        yield made


def test_a_lead_settles_nothing_of_a_person_who_also_has_a_place_elsewhere(found: Company) -> None:
    store, lead = found.app.store, caller_for(found.app, "lead")
    both = session(2, "south")  # the same two people in the other programme
    store.consents.record(consents(store, both), AT)
    for ask in (requests.Withdraw("men2"), requests.Withdraw("men2", "south"), requests.Withdraw("men2", pair="x")):
        with pytest.raises(NotAllowed):
            workflows.withdraw(found.app, lead, ask, silent)
    with pytest.raises(NotAllowed):
        workflows.receipt(found.app, lead, requests.ConsentReceipt("men2"), silent)
    ended = workflows.withdraw(found.app, lead, requests.Withdraw("men2", "north", purposes=("quote",)), silent)
    assert ended["residue"] == 0
    assert {"quote"} <= next(one.purposes for one in store.consents.current() if one.pair == both.pair)


def test_a_lead_takes_in_and_draws_from_notes_of_her_programmes_only(found: Company, tmp_path: Path) -> None:
    lead = caller_for(found.app, "lead")
    with pytest.raises(NotFound):
        workflows.extract(found.app, lead, requests.Extract(notes=(SOUTH[0].note_id,)), silent)
    file = tmp_path / "consents.json"
    entry = {"person": "men1", "role": "mentor", "pair": "s", "program": "south", "store": True, "given": "2026-06-01"}
    file.write_text(json.dumps([entry]))
    with pytest.raises(NotAllowed):
        workflows.import_consents(found.app, lead, requests.ImportConsents(str(file)), silent)
    note = tmp_path / "n.md"
    note.write_text(
        "---\nprogram: south\npair: south-05\nsession_date: 2026-06-09\nmentor: men5\nmentee: exe5\n---\nWords."
    )
    told = workflows.ingest(found.app, lead, requests.Ingest((str(note),)), silent)
    assert [one["code"] for one in told["refused"]] == ["programme"]


def test_a_roster_that_names_no_programmes_leaves_its_leads_all_of_them(found: Company) -> None:
    people = found.app.store.people
    for programs, sees in ((None, NORTH + SOUTH), (("south",), SOUTH), ((), [])):
        people.import_people([Person("lead", "Lea Lead", role="lead", programs=programs)])
        cards = workflows.cards(found.app, caller_for(found.app, "lead"), requests.Cards(), silent)
        shown = {card["pair"] for card in cards}
        assert shown - {SECOND.pair} == {one.pair for one in sees} - {SECOND.pair}


def test_a_lead_above_a_mentor_meets_none_of_her_words(found: Company) -> None:
    with found.as_("boss") as boss:
        seen = boss.get("/api/cards").text + boss.get("/api/digest", params={"week": "2026-W23"}).text
        hits = boss.post("/api/search", json={"query": "polls in the night shift", "k": 50}).text
    for word in company.secrets_of([FIRST]):
        assert word not in seen
        assert word not in hits
    assert insight(SECOND).id in seen


def test_a_delegate_meets_what_is_for_everybody_and_nothing_of_the_executives_own_pair(found: Company) -> None:
    refs = [found.app.store.people.ref_of(name) for name in ("exe2", "chief")]
    found.app.store.delegations.give(Delegation(refs[0], refs[1], TODAY), AT)
    chief = caller_for(found.app, "chief")
    shown = {
        one["id"] for one in workflows.cards(found.app, on_behalf(found.app, chief, "exe1"), requests.Cards(), silent)
    }
    assert shown == {insight(SECOND).id}
    # The released words come from exe2's own pair: whoever reads for her was not in the room.
    assert not workflows.cards(found.app, on_behalf(found.app, chief, "exe2"), requests.Cards(), silent)


@pytest.mark.parametrize(
    ("who", "whom"),
    [("nob", "exe1"), ("chief", "exe2"), ("chief", "men1"), ("chief", "nobody-at-all"), ("exe1", "exe2")],
)
def test_nobody_acts_for_somebody_who_did_not_let_her(found: Company, who: str, whom: str) -> None:
    with pytest.raises(NotAllowed):
        on_behalf(found.app, caller_for(found.app, who), whom)


def test_a_delegation_ends_with_its_day_its_word_and_its_person(found: Company) -> None:
    app, chief = found.app, caller_for(found.app, "chief")
    admin = caller_for(app, "adm")
    until = (TODAY - timedelta(days=1)).isoformat()
    workflows.delegate(app, admin, requests.Delegate("exe1", "chief", until), silent)
    with pytest.raises(NotAllowed):
        on_behalf(app, chief, "exe1")
    workflows.delegate(app, caller_for(app, "exe1"), requests.Delegate("exe1", "chief"), silent)
    assert on_behalf(app, chief, "exe1").delegate_id == "chief"
    workflows.delegate(app, admin, requests.Delegate("exe1", "chief", end=True), silent)
    with pytest.raises(NotAllowed):
        on_behalf(app, chief, "exe1")
    with pytest.raises(BadInput):
        workflows.delegate(app, admin, requests.Delegate("men1", "chief"), silent)


def test_a_decision_for_an_executive_is_audited_under_whoever_made_it(found: Company) -> None:
    app = found.app
    acting = on_behalf(app, caller_for(app, "chief"), "exe1")
    for caller in (caller_for(app, "exe1"), acting):
        workflows.decide(app, caller, requests.Decide(insight(SECOND).id, "approve"), silent)
    with app.store.database.read() as connection:
        rows = connection.execute(text("SELECT actor, subjects FROM audit WHERE event = 'decide' ORDER BY seq")).all()
    assert rows[0].actor != rows[1].actor
    assert [len(json.loads(row.subjects)) for row in rows] == [0, 1]


def test_nobody_but_the_operator_hands_out_links_and_digests_of_others(found: Company) -> None:
    for who in ("adm", "lead", "eva"):
        with pytest.raises(NotAllowed):
            workflows.sign_in_link(found.app, caller_for(found.app, who), requests.SignInLink("exe1"), silent)
        with pytest.raises(NotAllowed):
            workflows.digest(found.app, caller_for(found.app, who), requests.MakeDigest("2026-W23", "exe1"), silent)
    assert workflows.digest(found.app, OPERATOR, requests.MakeDigest("2026-W23", "exe1"), silent)["insights"]


def test_nobody_makes_herself_an_executive_by_a_consent_of_her_own(found: Company) -> None:
    made_up = requests.Grant("men1", "north", "made-up", ("store",), role="mentee")
    with pytest.raises(NotAllowed):
        workflows.grant(found.app, caller_for(found.app, "men1"), made_up, silent)
    assert caller_for(found.app, "men1").roles == {"mentor"}
    keep(found.app.store, session(9, "north"))
