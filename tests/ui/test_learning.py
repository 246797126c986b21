"""Learning cards at the desk: opened one at a time, with a count that tells of nobody."""

from __future__ import annotations

from tests.ui.test_desk_pages import as_mentor
from ui import client

ITEM = "i000000000001"


def test_a_card_says_its_kind_and_no_count_below_k(desk):
    page = desk.open("learning").page
    assert "Captions help &lt;i&gt;everybody&lt;/i&gt;." in page
    assert "Used by fewer than 3 others so far." in page
    assert "3 or more others say that they used this. You used this." in desk.text
    assert "Why it matters" not in page


def test_an_opened_card_says_why_what_was_done_and_what_it_names(desk):
    desk.open("learning").press("Open the card")
    for said in ("heard from 3–5 pairs: Captions for all", "It helped.", "Fewer questions.", "Tools and methods named"):
        assert said in desk.text
    desk.press("Close")
    assert "Why it matters" not in desk.page


def test_whoever_used_it_says_so_and_takes_it_back(desk, standin):
    desk.open("learning").press("I used this")
    assert standin.sent[-1] == (f"/api/learning/{ITEM}/used", {"used": True})
    desk.press("I did not use it")
    assert standin.sent[-1] == ("/api/learning/i000000000002/used", {"used": False})


def test_every_card_can_be_come_to(desk, standin, monkeypatch):
    first = standin.get("/api/learning")[0]
    cards = [first | {"id": f"i{number:012}"} for number in range(30)]
    monkeypatch.setattr(client, "get", lambda path, **_: cards if path == "/api/learning" else standin.get(path))
    desk.open("learning").press("Show more (18)")
    desk.press("Show more (6)")
    assert sum(button.label == "Open the card" for button in desk.test.button) == 30


def test_the_kind_in_the_address_is_asked_for(desk, standin, monkeypatch):
    asked = []

    def get(path, **query):
        asked.append((path, query))
        return standin.get(path, **query)

    monkeypatch.setattr(client, "get", get)
    desk.open("learning", kind="method")
    assert ("/api/learning", {"kind": "method"}) in asked


def test_a_mentor_has_no_page_of_cards_but_the_count_of_hers(desk, standin):
    as_mentor(standin)
    assert "Learning" not in desk.open("pair").page
