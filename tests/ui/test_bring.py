"""The page on which a lead brings notes in: what became of each file, and one table of what is left to say."""

import base64
from datetime import date

import pytest

from tests.ui.standin import StandIn
from ui.client import Problem

TAKEN = {"note_id": "n1", "file": "a.zip/north-1.vtt", "part": "", "program": "North", "pair": "north-1",
         "session_date": "2026-10-20"}  # fmt: skip
ASKED = {"file": "loose.md", "part": "", "missing": ["program", "pair", "session_date", "mentor", "mentee"],
         "choices": {"pair": ["north-1", "north-2"]}}  # fmt: skip
FORM = {"file": "form.csv", "part": "row 2", "missing": ["dates"], "choices": {"dates": ["dmy", "mdy"]}}
OPEN = {"file": "loose.md", "code": "front-matter", "reason": "loose.md: the front matter lacks", "quarantined": False}
REFUSED = {"file": "old.doc", "code": "format", "reason": "old.doc is of a kind that is not read: save it as .docx.",
           "quarantined": False}  # fmt: skip
TOLD = {
    "accepted": ["n1"], "unchanged": [], "replaced": [], "notes": [TAKEN], "needs": [ASKED, FORM],
    "refused": [OPEN, REFUSED], "ignored": 2, "left": 0, "pairs": ["north-1", "north-2", "south-1"],
}  # fmt: skip


def bring(desk, standin: StandIn, told=TOLD):
    standin.posted["/api/import"] = told
    desk.open("bring")
    desk.test.file_uploader[0].upload("loose.md", b"We spoke.", "text/markdown").run()
    desk.press("Take them in")
    return desk


def test_nothing_can_be_taken_before_a_file_is_chosen(desk):
    button = next(one for one in desk.open("bring").test.button if one.label == "Take them in")
    assert button.disabled


def test_each_file_stands_under_what_became_of_it(desk, standin):
    page = bring(desk, standin).page
    taken, refused = page.split("Refused</h2>")
    assert "a.zip/north-1.vtt" in taken
    assert "2 files are no notes" in taken
    assert "<td>Is of a kind that is not read: save it as .docx.</td>" in refused
    assert "lacks" not in refused, "what only waits for an answer is not refused"
    ((path, body),) = standin.sent
    assert path == "/api/import"
    assert [(one["name"], base64.b64decode(one["content"])) for one in body["files"]] == [("loose.md", b"We spoke.")]


def test_answers_are_sent_with_the_same_files(desk, standin):
    bring(desk, standin)
    assert "2 need one answer" in desk.page
    desk.test.selectbox(key="pair-0").select("north-2")
    desk.test.date_input(key="day-0").set_value(date(2026, 10, 21))
    desk.test.selectbox(key="dates-1").select("dmy")
    standin.posted["/api/import"] = TOLD | {"needs": [], "refused": []}
    desk.press("Take these in")
    assert standin.sent[-1][1]["answers"] == [
        {"file": "loose.md", "part": "", "pair": "north-2", "session_date": "2026-10-21"},
        {"file": "form.csv", "part": "", "dates": "dmy"},
    ]
    assert "one answer" not in desk.page


def test_what_stays_open_is_not_answered(desk, standin):
    bring(desk, standin)
    desk.press("Take these in")
    assert standin.sent[-1][1]["answers"] == []
    assert "2 need one answer" in desk.page


def test_many_sessions_come_in_steps(desk, standin, monkeypatch):
    steps = [TOLD | {"left": 2, "accepted": ["n1"]}, TOLD | {"accepted": ["n2"], "unchanged": ["n1"], "needs": []}]
    monkeypatch.setattr("ui.client.work", lambda path, body: standin.sent.append((path, body)) or steps.pop(0))
    bring(desk, standin)
    assert len(standin.sent) == 2
    assert "was there already" not in desk.page, "what the first step took is new to whoever asked once"


def test_people_who_are_not_in_the_register_are_said_to_wait(desk, standin):
    page = bring(desk, standin, TOLD | {"needs": [], "refused": [REFUSED | {"quarantined": True}]}).page
    assert "record their consents, then bring the file again" in page


@pytest.mark.parametrize("role", ["executive", "mentor"])
def test_nobody_but_a_lead_has_the_page(desk, standin, role):
    standin.me |= {"operator": False, "roles": [role], "person_id": "n-001"}
    assert not [one for one in desk.open().test.get("page_link") if "Import" in str(one)]


def test_a_slow_service_is_asked_again_until_it_says_what_is_done(desk, standin, monkeypatch):
    answers = [Problem("This takes longer.", "time"), Problem("This takes longer.", "time"), TOLD]

    def work(path, body):
        standin.sent.append((path, body))
        answer = answers.pop(0)
        if isinstance(answer, Problem):
            raise answer
        return answer

    monkeypatch.setattr("ui.client.work", work)
    assert "a.zip/north-1.vtt" in bring(desk, standin).page
    assert len(standin.sent) == 3
