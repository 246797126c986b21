"""A mentor's page: her words, one at a time, and how far each goes."""

import pytest

from ui.client import Problem


@pytest.fixture
def mentor(desk, standin):
    standin.me |= {"operator": False, "roles": ["mentor"], "person_id": "m1"}
    return desk.open("preview")


def test_words_and_evidence_are_shown_before_anybody_sees_them(mentor, standin):
    assert standin.previews()[0]["text"] in mentor.page
    assert f"<blockquote>{standin.previews()[0]['evidence'][0]['readable']}" in mentor.page
    assert "If you say nothing, your mentee and the leads see it from 29 October 2026; nobody else." in mentor.page


@pytest.mark.parametrize(
    ("silence", "told"),
    [
        ({"reaches": "programme"}, "Your mentee and the leads see it since 29 October 2026; nobody else."),
        ({"reaches_by_silence": "organisation"},
         "your mentee and the leads see it from 29 October 2026; everybody else once a reviewer approves of it"),
        ({"reaches_by_silence": "organisation", "reaches": "organisation"}, "Everybody may see it: your days"),
        ({"reaches_by_silence": None, "released_by_silence_on": None}, "It waits for your word."),
    ],
    ids=["seen-already", "may-go-on", "seen-by-everybody", "asked"],
)  # fmt: skip
def test_she_is_told_who_sees_it_already_and_how_far_it_may_go(desk, standin, silence, told):
    standin.me |= {"operator": False, "roles": ["mentor"], "person_id": "m1"}
    standin.silence = silence
    page = desk.open("preview")
    assert told in page.text
    assert ("; nobody else" in page.text) == ("; nobody else" in told)


def test_she_reads_whose_an_action_is_and_until_when_before_she_lets_it_go(desk, standin):
    standin.me |= {"operator": False, "roles": ["mentor"], "person_id": "m1"}
    standin.weeks[0]["insights"] = []
    action = standin.weeks[0]["actions"][0] | {"owner": "mentee", "due": "2026-10-30"}
    standin.weeks[0]["actions"][0] = action
    assert "Mentee By Friday 30 October 2026" in desk.open("preview").text


@pytest.mark.parametrize(
    ("label", "choice", "level"),
    [
        ("Show to my mentee", "release", "pair"),
        ("And to our leads", "release", "programme"),
        ("And to everybody", "release", "organisation"),
        ("Keep back for now", "hold", None),
        ("Never show", "veto", None),
    ],
)
def test_each_button_says_her_word_and_the_next_item_comes(mentor, standin, label, choice, level):
    first, second = standin.previews()[:2]
    mentor.press(label)
    said = {"choice": choice, "level": level, "text": None, "version": first["version"]}
    assert standin.settled == {first["id"]: said}
    assert f"<h2>{second['text']}</h2>" in mentor.page
    assert f"<h2>{first['text']}</h2>" not in mentor.page


def test_what_was_settled_can_be_changed(mentor, standin):
    first = standin.previews()[0]
    mentor.press("Never show")
    mentor.press("Change")
    assert f"<h2>{first['text']}</h2>" in mentor.page
    mentor.press("Show to my mentee")
    assert standin.settled[first["id"]]["choice"] == "release"


def test_her_own_words_take_the_place_of_the_engines(mentor, standin):
    mentor.test.text_area[0].set_value("People would like a chat instead.")
    mentor.press("Use these words")
    assert "<h2>People would like a chat instead.</h2>" in mentor.page
    assert [body["choice"] for body in standin.settled.values()] == ["soften"]


def test_words_that_the_guard_refuses_are_said_to_be(mentor, standin):
    first = standin.previews()[0]
    standin.refusals[f"/api/preview/{first['id']}"] = Problem("These words cannot be shown (identifier).", "guard")
    mentor.press("Use these words")
    assert "These words cannot be shown (identifier)." in mentor.page
    assert f"<h2>{first['text']}</h2>" in mentor.page


def test_nothing_to_preview_says_so(desk, standin):
    standin.weeks = []
    standin.me |= {"operator": False, "roles": ["mentor"]}
    assert "Nothing waits for you" in desk.open("preview").page


def test_of_many_decided_items_the_last_stands_first_and_every_one_can_be_come_to(desk, standin):
    standin.me |= {"operator": False, "roles": ["mentor"], "person_id": "m1"}
    one = standin.weeks[0]["insights"][0]
    standin.weeks[0]["insights"] = [one | {"id": f"i{number:012d}"} for number in range(40)]
    standin.settled = {f"i{number:012d}": {"choice": "hold"} for number in range(39)}
    mentor = desk.open("preview")
    assert sum(button.label == "Change" for button in mentor.test.button) == 12
    mentor.press("Keep back for now")
    assert next(button for button in mentor.test.button if button.label == "Change").key == "again-i000000000039"
    mentor.press("Show more (28)")
    assert sum(button.label == "Change" for button in mentor.test.button) == 24
