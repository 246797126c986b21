"""The programme page of a lead and the pair's own page: what each says, and what a press sends."""

from __future__ import annotations

import pytest

from tests.ui import standin_desk
from tests.ui.test_desk_pages import as_mentor


def test_figures_say_how_many_and_how_sure(desk):
    text = desk.open("programme").text
    assert "+1.33 (+0.37 to +2.30), n 6" in text
    assert "5 of 10 expected: 50 % (20 to 80)" in text
    assert "4 learned from the junior, 2 learned together." in text
    assert "1 answer wait until their batch is full." in text


def test_a_lead_sees_presence_and_the_word_to_pass_on(desk):
    text = desk.open("programme").text
    assert "Speak with both" in text
    assert "Answered after sessions: mentor 1, mentee 0 of 1." in text
    assert "It is about two weeks since you last met." in text


def test_comments_stay_words(desk):
    assert "&lt;b&gt;good&lt;/b&gt;" in desk.open("programme").page


def test_a_programme_without_a_pair_says_how_to_begin(desk, monkeypatch):
    nothing = {name: [] for name in ("pairs", "goals", "rhythm", "surveys", "comments", "ledger", "actions")}
    monkeypatch.setattr(standin_desk, "PROGRAMME", {"today": "2026-10-26", "k": 3, **nothing})
    assert "upwell programme goals import" in desk.open("programme").page


def test_a_charter_is_written_down_with_what_stands_in_it(desk, standin):
    desk.open("programme")
    desk.test.selectbox(key="charter-pair").select("north-1 (North)").run()
    desk.test.text_input(key="project-North-north-1").set_value("Films")
    desk.press("Keep")
    path, body = standin.sent[-1]
    assert (path, body["project"], body["starts"], body["every_days"]) == (
        "/api/pairs/charter",
        "Films",
        "2026-09-01",
        14,
    )


@pytest.fixture
def mine(desk, standin, monkeypatch):
    as_mentor(standin)
    monkeypatch.setattr(standin_desk, "PAIR", standin_desk.PAIR | {"as": "mentor"})
    near = {"goal_id": standin_desk.GOAL["id"], "id": "i1", "kind": "insight", "text": "Captions help.",
            "session_date": "2026-10-12", "similarity": 0.5}  # fmt: skip
    standin.posted = {"/api/pairs/goals/near": [near]}
    return desk.open("pair")


def test_both_read_why_they_were_put_together(mine):
    assert "Why you two: One films daily." in mine.text


def test_each_sees_what_she_taught_and_learned(mine):
    assert "What I taught Captions help." in mine.text
    assert "What I learned" not in mine.text


def test_what_bears_on_a_goal_is_the_pairs_own_word(mine, standin):
    assert "Does this insight of yours bear on Captions by default?" in mine.text
    mine.press("It does not")
    tied = [body for path, body in standin.sent if path == "/api/pairs/goals/tie"]
    assert [(one["item_id"], one["fits"]) for one in tied] == [("i1", False)]


def test_two_questions_are_asked_of_sessions_not_yet_answered(mine, standin):
    mine.press("Keep for me")
    felt = [body for path, body in standin.sent if path == "/api/programme/pulse"]
    assert [(one["day"], one["worth"], one["open"]) for one in felt] == [("2026-10-12", 3, 3)]
