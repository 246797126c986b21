"""Matching on the programme page: what a lead sees of a proposal, what a press sends, and that a refusal is said."""

from __future__ import annotations

import pytest

from tests.ui import standin_desk
from ui import client
from ui.client import Problem

BODY = {"program": "North", "people": {"name": "people.csv", "content": "aWQ="}, "hours": 3.0}


@pytest.fixture
def proposed(desk, standin):
    """The page with a proposal in sight, as after a file was chosen."""
    standin.posted = {"/api/match": standin_desk.PROPOSED, "/api/match/accept": {}}
    desk.test.session_state["proposal"] = {"body": BODY, "made": standin_desk.PROPOSED}
    return desk.open("programme")


def test_accepted_pairs_say_who_has_yet_to_answer(desk):
    text = desk.open("programme").text
    assert "north-2 North n-003 with n-004" in text
    assert "The mentor agreed. The mentee has not answered. Until 18 January 2027." in text
    assert "Begin this pair" not in [button.label for button in desk.test.button]


def test_a_pair_begins_once_both_agreed(desk, standin, monkeypatch):
    both = standin_desk.ACCEPTED | {"agreed": ["mentor", "mentee"]}
    monkeypatch.setattr(standin_desk, "ACCEPTED", both)
    desk.open("programme").press("Begin this pair")
    assert standin.sent[-1] == ("/api/match/begin", {"program": "North", "pair": "north-2"})


def test_a_dropped_pair_is_sent_off(desk, standin):
    desk.open("programme").press("Drop it")
    assert standin.sent[-1] == ("/api/match/drop", {"program": "North", "pair": "north-2"})


def test_a_proposal_says_why_and_beside_what(proposed):
    assert "&lt;b&gt;films&lt;/b&gt;" in proposed.page
    for said in ("m1 with e1", "Fit 0.61", "1 of 2 wishes met", "Or m2, fit 0.40, free.", "By chance10.6150 %0.4",
                 "m2 mentor Too few are on the other side.", "Clocks were not looked at"):  # fmt: skip
        assert said in proposed.text


def test_a_file_is_sent_for_one_programme_and_its_proposal_shown(desk, standin):
    standin.posted = {"/api/match": standin_desk.PROPOSED}
    desk.open("programme")
    desk.test.file_uploader[1].upload("people.csv", b"id,side", "text/csv").run()
    desk.press("Propose pairs")
    (body,) = [body for path, body in standin.sent if path == "/api/match"]
    assert (body["program"], body["people"]["name"], body["hours"]) == ("North", "people.csv", 3.0)
    assert "m1 with e1" in desk.text


def test_an_exchange_moves_nothing_else(proposed, standin):
    proposed.test.selectbox(key="exchange-one").select("m1")
    proposed.test.selectbox(key="exchange-other").select("m2")
    proposed.press("Exchange")
    path, body = next(one for one in standin.sent if one[0] == "/api/match")
    assert (body["together"], body["swap"]) == (["m1=e1"], ["m1=m2"])
    proposed.press("Accept these pairs")
    path, body = standin.sent[-1]
    assert (path, body["together"]) == ("/api/match/accept", ["m1=e1"])
    assert "swap" not in body
    assert "m1 with e1" not in proposed.text


def test_an_exchange_that_breaks_a_rule_leaves_the_proposal_and_says_why(proposed, monkeypatch):
    def refuse(*_):
        raise Problem("Exchange 1 cannot be: they share no language.", "rule")

    monkeypatch.setattr(client, "work", refuse)
    proposed.test.selectbox(key="exchange-one").select("m1")
    proposed.test.selectbox(key="exchange-other").select("m2")
    proposed.press("Exchange")
    assert "Exchange 1 cannot be: they share no language." in proposed.text
    assert "m1 with e1" in proposed.text


def test_a_proposal_that_is_put_away_is_gone(proposed, standin):
    proposed.press("Put it away")
    assert "m1 with e1" not in proposed.text
    assert not standin.sent
