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
    nothing = {
        name: [] for name in ("pairs", "goals", "rhythm", "surveys", "comments", "ledger", "actions", "blockers")
    }
    monkeypatch.setattr(standin_desk, "PROGRAMME", {"today": "2026-10-26", "k": 3, **nothing})
    assert "upwell programme charter" in desk.open("programme").page


def test_a_charter_is_written_down_with_what_stands_in_it(desk, standin):
    desk.open("programme")
    desk.test.selectbox(key="charter-pair").select("north-1 (North)").run()
    desk.test.text_input(key="project-North-north-1-5").set_value("Films")
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
    standin.posted |= {"/api/pairs/goals/near": [near]}
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


def open_survey(**mine: object) -> dict[str, object]:
    asked = {"trust": "I can say what I think in our sessions.", "learning": "I learn something."}
    return {"open": "mid", "questions": asked, "mine": [{"wave": "mid", "day": "2026-10-20", **mine}] if mine else []}


def with_survey(desk, standin, monkeypatch, survey):
    as_mentor(standin)
    monkeypatch.setattr(standin_desk, "PAIR", standin_desk.PAIR | {"as": "mentor", "survey": survey})
    return desk.open("pair")


def test_an_open_survey_is_answered_with_what_she_chose_and_nothing_else(desk, standin, monkeypatch):
    page = with_survey(desk, standin, monkeypatch, open_survey())
    page.test.radio(key="trust-mid-North-north-1-5").set_value(4)
    page.press("Keep my answers")
    (body,) = [body for path, body in standin.sent if path == "/api/programme/survey"]
    assert (body["wave"], body["scores"]) == ("mid", {"trust": 4})


def test_no_answer_is_chosen_for_her(desk, standin, monkeypatch):
    page = with_survey(desk, standin, monkeypatch, open_survey())
    page.press("Keep my answers")
    assert "Answer one question at least." in page.text
    assert [path for path, _ in standin.sent if path == "/api/programme/survey"] == []


def test_answers_are_shown_to_her_escaped_and_taken_back_by_one_button(desk, standin, monkeypatch):
    page = with_survey(desk, standin, monkeypatch, open_survey(scores={"trust": 2}, comment="<b>ok</b>"))
    assert "In the middle, 20 October 2026: trust 2." in page.text
    assert "&lt;b&gt;ok&lt;/b&gt;" in page.page
    page.press("Take back: in the middle")
    (body,) = [body for path, body in standin.sent if path == "/api/programme/survey/back"]
    assert body == {"program": "North", "pair": "north-1", "wave": "mid"}


def test_a_table_is_handed_in_and_every_refused_row_has_its_reason(desk, standin):
    refused = {"line": 3, "pair": "north-9", "code": "not-found", "reason": "there is no such pair"}
    told = {"kind": "goals", "taken": 2, "unchanged": 0, "comments_withheld": 0, "refused": [refused]}
    standin.posted = {"/api/programme/table": told}
    desk.open("programme")
    desk.test.file_uploader[0].upload("goals.csv", b"program,pair,goal", "text/csv").run()
    desk.press("Bring it in")
    (body,) = [body for path, body in standin.sent if path == "/api/programme/table"]
    assert (body["kind"], body["file"]["name"]) == ("goals", "goals.csv")
    assert "Goals of pairs: 2 taken" in desk.text
    assert "3north-9There is no such pair." in desk.text.replace("3 north-9 There", "3north-9There")


def test_a_programme_with_pairs_and_without_a_comment_is_shown_to_its_end(desk, monkeypatch):
    monkeypatch.setattr(standin_desk, "PROGRAMME", standin_desk.PROGRAMME | {"comments": []})
    assert "What people wrote" not in desk.open("programme").page
    assert desk.test.file_uploader


def test_the_next_sessions_questions_say_why_they_are_asked_and_stay_words(mine):
    assert "What got in the way of this?" in mine.text
    assert "From your action of 3 May 2026, its day is over." in mine.text
    assert "Send &lt;b&gt;two&lt;/b&gt; examples" in mine.page


def test_what_stands_in_the_way_is_told_in_steps(desk):
    assert "Fear of speaking up: 3 or more of 6 pairs, 50 % (19 to 81)" in desk.open("programme").text


def test_outcomes_stand_beside_others_with_their_caution(desk):
    text = desk.open("programme").text
    assert "Stayed, North: 92 % of 24 participants, 80 % of 60 others; +12 points (-7 to +24)" in text
    assert "An observation, not an effect" in text
    assert "4 of 6 pairs reach across departments" in text
