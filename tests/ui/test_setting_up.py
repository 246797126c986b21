"""Setting a programme up at the desk: the short form, the texts, a lead's own words, and what the two can read."""

from __future__ import annotations

import pytest

from tests.ui import standin_desk
from tests.ui.test_desk_pages import as_mentor
from ui.components.leaflet import leaflet


@pytest.fixture
def fresh(desk, monkeypatch):
    """A home in which nothing is kept yet."""
    nothing = {name: [] for name in ("pairs", "goals", "rhythm", "surveys", "comments", "ledger", "actions")}
    monkeypatch.setattr(standin_desk, "PROGRAMME", {"today": "2026-10-26", "k": 3, **nothing})
    monkeypatch.setattr(standin_desk, "SET_UP", [])
    return desk.open("programme")


def test_a_new_programme_takes_a_name_and_five_answers(fresh, standin):
    assert "A few answers, and Upwell writes what you hand out" in fresh.text
    fresh.test.text_input(key="setup-name-new").set_value("North")
    fresh.test.checkbox(key="setup-attribute-new").uncheck()
    fresh.press("Write the texts")
    body = dict(standin.sent)["/api/setup/start"]
    assert (body["program"], body["every_days"], body["purposes"]) == ("North", 14, ["store", "extract", "quote"])


def test_a_programme_without_a_name_is_not_sent(fresh, standin):
    fresh.press("Write the texts")
    assert "Say what the programme is called." in fresh.text
    assert "/api/setup/start" not in dict(standin.sent)


def test_a_lead_reads_a_text_and_puts_her_words_in_its_place(desk, standin):
    desk.open("programme")
    assert "<b>On time.</b> &lt;b&gt;Always&lt;/b&gt;." in desk.page
    desk.test.text_area(key="body-North-ground-rules-1").set_value("# Rules")
    desk.press("Keep these words")
    assert standin.sent[-1] == ("/api/setup/text", {"program": "North", "name": "ground-rules", "body": "# Rules"})
    desk.press("Back to Upwell's words")
    assert standin.sent[-1] == ("/api/setup/text", {"program": "North", "name": "ground-rules", "body": ""})


def test_what_stands_is_changed_and_not_begun_anew(desk, standin):
    desk.open("programme")
    desk.test.number_input(key="setup-every-North").set_value(21)
    desk.press("Change it")
    path, body = standin.sent[-1]
    assert (path, body["program"], body["starts"], body["every_days"], body["purposes"]) == (
        "/api/setup/start", "North", "2026-09-01", 21, ["store", "extract"],
    )  # fmt: skip


def test_the_two_read_what_was_promised(desk, standin):
    as_mentor(standin)
    text = desk.open("pair").text
    assert "On time. &lt;b&gt;Always&lt;/b&gt;." in text
    assert "Phones away." in text


def test_a_text_is_shown_in_pieces_and_nothing_of_it_is_lost():
    blocks = leaflet("# A\n\n## B\n\none\ntwo **three** four\n\n- x\n- y\n  z\n1. q **open")
    assert [(one.kind, "".join(part for part, _ in one.words)) for one in blocks] == [
        ("title", "A"), ("heading", "B"), ("text", "one two three four"), ("item", "x"), ("item", "y z"),
        ("item", "q open"),
    ]  # fmt: skip
    assert blocks[2].words == [("one two ", False), ("three", True), (" four", False)]
