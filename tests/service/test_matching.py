"""Matching on a real home: a lead's alone, rules of file and roster, changes, and the way from proposal to charter."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import Caller, Consent, Person
from service import matching_workflows as workflows
from service import programme_workflows
from service.callers import OPERATOR, caller_for
from service.commands import parse
from service.matching_requests import Accepted, AcceptMatch, BeginPair, DropMatch, JoinerRow, Match
from service.programme_requests import ShowPairs
from service.progress import silent
from service.settings import load
from service.wiring import App, opened
from tests.databases import bytes_on_disk

TODAY = date(2026, 7, 12)
ADMIN = Caller("a", frozenset({"admin"}))
STRANGER = Caller("nobody", frozenset({"lead"}), frozenset({"South"}))


def row(name: str, side: str, offers: str, wishes: str, **said: object) -> JoinerRow:
    fields = {"languages": ("en",), "line": int(name[1:]) + 1, **said}
    return JoinerRow(name, side, tuple(offers.split(";")), tuple(wishes.split(";")), **fields)  # type: ignore[arg-type]  # fields


ANA = row("p1", "mentor", "filming short videos", "negotiation")
BEN = row("p2", "mentor", "Python programming", "public speaking")
EVA = row("p3", "mentee", "public speaking", "programming in Python")
FAY = row("p4", "mentee", "negotiation", "making short videos")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An empty home, for what keeps nothing."""
    folder = tmp_path_factory.mktemp("matching")
    (folder / "home").mkdir()
    with opened(load(home=folder / "home", key_dir=folder / "keys", today=TODAY)) as app:
        yield app


@pytest.fixture
def own(home: App, tmp_path: Path) -> Iterator[App]:
    """An empty home of one's own; models are loaded once."""
    (tmp_path / "home").mkdir()
    with opened(load(home=tmp_path / "home", key_dir=tmp_path / "keys", today=TODAY)) as app:
        app.__dict__["embedder"] = home.embedder
        app._redactors = home._redactors
        yield app
        home._redactors |= app._redactors


def asked(*people: JoinerRow, **said: object) -> Match:
    return Match("North", people or (ANA, BEN, EVA, FAY), **said)  # type: ignore[arg-type]  # fields


def pairs(app: App, request: Match) -> set[tuple[str, str]]:
    return {(one["mentor"], one["mentee"]) for one in workflows.match(app, OPERATOR, request, silent)["pairs"]}


def test_what_one_offers_meets_what_the_other_wants_and_it_is_said(home: App) -> None:
    told = workflows.match(home, OPERATOR, asked(), silent)
    assert [(one["mentor"], one["mentee"], one["met"]) for one in told["pairs"]] == [("p1", "p4", 1), ("p2", "p3", 1)]
    assert told["pairs"][0]["reasons"][0] == (
        "The mentor offers filming short videos, which meets the mentee's wish: making short videos."
    )
    assert told["pairs"][0]["alternatives"][0] | {"fit": 0} == {
        "mentor": "p2", "fit": 0, "met": 0, "now_with": "p3", "swap": True,
    }  # fmt: skip
    assert told["compared"]["proposed"]["wishes_met"] == 1.0
    assert told["compared"]["random"]["fit"] < told["compared"]["proposed"]["fit"]


def test_a_proposal_leaves_no_trace(own: App) -> None:
    workflows.match(own, OPERATOR, asked(replace(ANA, offers=("quillwork",)), BEN, EVA, FAY), silent)
    own.store.database.truncate_log()
    assert b"quillwork" not in bytes_on_disk(own.store, own.settings.home)
    assert own.store.people.all() == []


@pytest.mark.parametrize(
    "people",
    [
        pytest.param((replace(ANA, reports_to="p4"), BEN, EVA, FAY), id="own manager"),
        pytest.param((replace(ANA, reports_to="x"), BEN, EVA, FAY, row("p5", "mentee", "a", "b"),
                      replace(row("p6", "mentee", "c", "d"), id="x", reports_to="p4")), id="two levels up"),
        pytest.param((ANA, BEN, EVA, replace(FAY, earlier=("p1",))), id="last partner"),
        pytest.param((replace(ANA, languages=("de",)), BEN, EVA, FAY), id="no shared language"),
        pytest.param((replace(ANA, time_zone="Asia/Tokyo"), BEN, EVA, replace(FAY, time_zone="UTC+1")), id="clocks"),
    ],
)  # fmt: skip
def test_a_rule_of_the_file_outweighs_any_fit(home: App, people: tuple[JoinerRow, ...]) -> None:
    assert ("p1", "p4") in pairs(home, asked())
    assert ("p1", "p4") not in pairs(home, asked(*people))
    with pytest.raises(BadInput, match=r"Pair 1 that you set cannot be: [^.]+\."):
        pairs(home, asked(*people, together=("p1=p4",)))


def test_the_rosters_line_holds_where_the_file_is_silent(own: App) -> None:
    own.store.people.import_people([Person("p1", "Ana", manager_id="b"), Person("b", "Bo", manager_id="p4")])
    assert ("p1", "p4") not in pairs(own, asked())
    assert ("p1", "p4") not in pairs(own, asked(replace(ANA, id="Ana"), BEN, EVA, FAY))


def test_summer_time_is_that_of_today(home: App) -> None:
    """In July Berlin is two hours ahead of UTC, so three from UTC-1; in standard time it would be two."""
    people = (replace(ANA, time_zone="Europe/Berlin"), replace(FAY, time_zone="UTC-1"))
    assert pairs(home, asked(*people, hours=3)) == {("p1", "p4")}
    assert pairs(home, asked(*people, hours=2.5)) == set()


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        pytest.param(
            (replace(ANA, reports_to="p4"), replace(FAY, reports_to="p1")), "Line [25]: .* circle", id="circle"
        ),
        pytest.param((replace(ANA, time_zone="Ulm"), FAY), "Line 2: that is no time zone", id="no zone"),
        pytest.param((replace(ANA, time_zone="UTC+19"), FAY), "Line 2: that is no time zone", id="no offset"),
        pytest.param((ANA, BEN), "Nobody is left to match", id="one side"),
    ],
)
def test_people_that_cannot_be_matched_are_refused(home: App, people: tuple[JoinerRow, ...], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        pairs(home, asked(*people))


def test_a_lead_sets_a_pair_or_exchanges_two(home: App) -> None:
    other = {("p1", "p3"), ("p2", "p4")}
    assert pairs(home, asked(together=("p1=p3",))) == pairs(home, asked(swap=("p1=p2",))) == other


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param({"together": ("p1",)}, "write MENTOR=MENTEE", id="no pair"),
        pytest.param({"together": ("p3=p1",)}, "a free mentor and mentee", id="the wrong way round"),
        pytest.param({"together": ("p1=p3", "p1=p4")}, "Pair 2 .* set each person once", id="twice"),
        pytest.param({"swap": ("p1=p3",)}, "names no two mentors", id="no mentors"),
        pytest.param({"hours": 13}, "between 0 and 12", id="hours"),
    ],
)
def test_a_change_that_means_nothing_is_refused(home: App, said: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        pairs(home, asked(**said))


def test_an_exchange_that_breaks_a_rule_is_refused_in_one_sentence(home: App) -> None:
    people = (ANA, replace(BEN, reports_to="p4"), EVA, FAY)
    with pytest.raises(BadInput) as refused:
        pairs(home, asked(*people, swap=("p1=p2",)))
    assert refused.value.message == (
        "Exchange 1 cannot be: of one of the new pairs, one of the two is above the other in the reporting line."
    )


@pytest.mark.parametrize("request_", [asked(), AcceptMatch(asked()), BeginPair("North", "x"), DropMatch("North", "x")])
@pytest.mark.parametrize("who", [STRANGER, Caller("m", frozenset({"mentor", "executive"})), ADMIN])
def test_only_a_lead_of_the_programme_may(home: App, request_: object, who: Caller) -> None:
    does = {
        Match: workflows.match,
        AcceptMatch: workflows.accept,
        BeginPair: workflows.begin,
        DropMatch: workflows.drop,
    }
    with pytest.raises(NotAllowed):
        does[type(request_)](home, who, request_, silent)  # type: ignore[operator]  # of its own request


def test_from_a_proposal_to_a_charter_that_both_read(own: App) -> None:
    made = workflows.accept(own, OPERATOR, AcceptMatch(asked(), ("p1=p4",)), silent)["accepted"]
    assert [(one["pair"], one["mentor"], one["mentee"]) for one in made] == [("north-01", "p1", "p4")]
    assert made[0]["rationale"].startswith("The mentor offers filming short videos")
    (waits,) = workflows.waiting(own, OPERATOR, Accepted(), silent)
    assert (waits["mentor"], waits["agreed"]) == ("p1", [])
    assert workflows.waiting(own, STRANGER, Accepted(), silent) == []
    with pytest.raises(BadInput, match="Not yet: the mentor and mentee"):
        workflows.begin(own, OPERATOR, BeginPair("North", "north-01"), silent)
    assert pairs(own, asked()) == {("p2", "p3")}  # the two accepted ones are taken
    _agree(own, "p1", "mentor")
    with pytest.raises(BadInput, match="Not yet: the mentee has"):
        workflows.begin(own, OPERATOR, BeginPair("North", "north-01"), silent)
    _agree(own, "p4", "mentee")
    workflows.begin(own, OPERATOR, BeginPair("North", "north-01"), silent)
    for name in ("p1", "p4"):
        who = own.store.people.find(name)
        (seen,) = programme_workflows.pairs(own, caller_for(own, who.person_id if who else ""), ShowPairs(), silent)
        assert seen["charter"]["rationale"] == made[0]["rationale"]
    assert workflows.waiting(own, OPERATOR, Accepted(), silent) == []


def test_the_same_two_are_not_put_together_twice_in_a_row(own: App) -> None:
    test_from_a_proposal_to_a_charter_that_both_read(own)
    assert ("p1", "p4") not in pairs(own, asked())
    assert pairs(own, asked()) == {("p1", "p3"), ("p2", "p4")}


def test_a_dropped_pair_is_free_again(own: App) -> None:
    workflows.accept(own, OPERATOR, AcceptMatch(asked()), silent)
    for name in ("north-01", "north-02"):
        workflows.drop(own, OPERATOR, DropMatch("North", name), silent)
    assert own.store.people.all() == []
    assert pairs(own, asked()) == {("p1", "p4"), ("p2", "p3")}
    with pytest.raises(NotFound):
        workflows.drop(own, OPERATOR, DropMatch("North", "north-01"), silent)


def test_words_that_name_somebody_reach_no_charter(own: App) -> None:
    offers, wishes = ("films as Ingrid Aaltonen makes them",), ("films as Ingrid Aaltonen",)
    people = replace(ANA, offers=offers), replace(FAY, wishes=wishes)
    told = workflows.accept(own, OPERATOR, AcceptMatch(asked(*people)), silent)
    assert told["accepted"][0]["rationale"] == "Both speak English."


def test_a_pair_that_is_not_proposed_cannot_be_accepted(own: App) -> None:
    with pytest.raises(BadInput, match="is not in the proposal"):
        workflows.accept(own, OPERATOR, AcceptMatch(asked(), ("p1=p3",)), silent)
    assert own.store.people.all() == []


def test_a_request_comes_over_the_socket_as_it_was_sent() -> None:
    request = AcceptMatch(asked(together=("p1=p3",)), ("p1=p3",))
    assert parse("AcceptMatch", json.loads(json.dumps(dataclasses.asdict(request)))) == request


def _agree(app: App, name: str, role: str) -> None:
    ref = app.store.people.ref_of(name)
    app.store.consents.record([Consent(ref, role, "north-01", "North", frozenset({"store"}), TODAY)], app.now())  # type: ignore[arg-type]  # closed words
