"""Thanks at the desk: said beside the board, received on the mentor's own page."""

from __future__ import annotations

from tests.ui.test_desk_pages import as_mentor

ITEM = "i000000000001"


def test_thanks_are_said_where_actions_stand_and_name_only_who_agreed(desk, standin):
    text = desk.open("actions").text
    assert "1 thing came to something." in text
    assert "brought by Nora North" in text
    assert text.count("brought by") == 1
    desk.test.text_input(key=f"thanks-words-{ITEM}").set_value(" We use it. ")
    desk.press("Say thank you")
    assert standin.sent[-1] == (f"/api/items/{ITEM}/thanks", {"words": "We use it."})
    desk.press("Take it back")
    assert standin.sent[-1][0] == "/api/items/i000000000002/thanks/back"


def test_a_mentor_reads_what_became_of_her_words_and_who_thanks_by_role(desk, standin):
    as_mentor(standin)
    page = desk.open("pair").page
    assert "What came of it: Fewer questions." in page
    assert "An executive says thank you: &lt;b&gt;Great&lt;/b&gt;" in page


def test_an_executive_has_no_such_part_on_her_pairs_page(desk, standin):
    standin.me |= {"operator": False, "roles": ["executive"], "person_id": "n-002"}
    assert "What became of what you brought" not in desk.open("pair").page
