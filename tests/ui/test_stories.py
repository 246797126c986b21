"""Success stories at the desk: a pair's own drafts, and what others let everybody read."""

from __future__ import annotations

import pytest

from tests.ui.test_desk_pages import as_mentor
from ui import client


@pytest.mark.parametrize("screen", ["programme", "actions"])
def test_a_story_is_read_without_pair_and_name_and_its_words_stay_words(desk, screen):
    page = desk.open(screen).page
    assert "no name is told" in page
    assert "&lt;b&gt;every&lt;/b&gt;" in page
    assert "north-1" not in page.partition("no name is told")[2]


def test_every_story_can_be_come_to(desk, standin, monkeypatch):
    found = standin.get("/api/stories")
    many = found | {"told": [found["told"][0] | {"id": f"t{number:012}"} for number in range(12)]}
    monkeypatch.setattr(client, "get", lambda path, **asked: many if path == "/api/stories" else _get(path, **asked))
    _get = standin.get
    desk.open("actions").press("Show more (2)")
    assert desk.page.count("no name is told") == 12


def test_each_of_the_two_approves_of_the_words_she_read(desk, standin):
    as_mentor(standin)
    assert "Mentee approved" in desk.open("pair").text
    desk.press("I approve of these words")
    assert standin.sent[-1] == ("/api/stories/t000000000002/approve", {"version": "v-7"})
    desk.press("End this story")
    assert standin.sent[-1][0] == "/api/stories/t000000000002/back"


def test_a_done_action_is_offered_and_other_words_are_sent_whole(desk, standin):
    as_mentor(standin)
    desk.open("pair").press("Draft a story of this")
    assert standin.sent[-1] == ("/api/stories", {"action_id": "a000000000001"})
    desk.test.text_area(key="did-t000000000002").set_value("Captions stay on.")
    desk.press("Keep these words")
    path, body = standin.sent[-1]
    assert (path, body["did"], body["effect"]) == (
        "/api/stories/t000000000002/words", "Captions stay on.", "Half as many questions.")  # fmt: skip
