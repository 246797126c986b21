"""Search: hits with their words lit, filters in the address, the question never."""

import re

import pytest

from ui.client import Problem
from ui.components.look import marked

HIT = {
    "note_id": "n1",
    "score": 0.7,
    "snippet": "Captions help <b>everyone</b> ![x](http://outside.example)",
    "session_date": "2026-10-20",
    "theme": None,
    "program": "North",
    "highlights": [[0, 8]],
    "insights": [{"id": "i1", "statement": "Captions help <i>all</i>", "theme": "digital-fluency"}],
}
CLOSED = dict.fromkeys(("program", "pair", "theme", "direction", "kind", "status", "since", "until"))


def ask(desk, words, button="Search"):
    desk.test.text_input(key="query").input(words)
    desk.press(button)


def test_before_a_question_the_page_gives_examples(desk, standin):
    assert "Try a few words" in desk.open("search").page
    assert standin.sent == []


def test_hits_are_lit_and_inert(desk, standin):
    standin.hits = [HIT]
    ask(desk.open("search"), "captions")
    assert "<mark>Captions</mark> help &lt;b&gt;everyone&lt;/b&gt; ![x](http://outside.example)" in desk.page
    assert '<h2 id="found">1 session</h2>' in desk.page


def test_as_many_as_were_asked_for_are_no_total(desk, standin):
    standin.hits = [HIT | {"note_id": f"n{number}"} for number in range(20)]
    ask(desk.open("search"), "captions")
    assert "The 20 nearest sessions There may be more" in desk.text


def test_filters_come_from_the_address_and_the_question_stays_out_of_it(desk, standin):
    standin.hits = [HIT]
    desk.open("search")
    desk.test.query_params["theme"] = "digital-fluency"
    desk.test.selectbox(key="theme").select("digital-fluency")
    ask(desk, "captions in meetings")
    assert standin.sent[0] == (
        "/api/search", {"query": "captions in meetings", "k": 20, **CLOSED, "theme": "digital-fluency"}
    )  # fmt: skip
    assert "captions" not in str(desk.test.query_params)


def test_a_filter_says_how_many_people_are_behind_it_only_where_it_may(desk):
    labels = desk.open("search").test.selectbox(key="theme").options
    assert "Digital fluency (3 or more people)" in labels
    assert "Ways of working" in labels


def test_a_found_insight_can_be_held_beside_earlier_ones(desk, standin):
    standin.hits = [HIT]
    ask(desk.open("search"), "captions")
    assert "Captions help &lt;i&gt;all&lt;/i&gt;" in desk.page
    desk.press("Learned before?")
    assert "Captions were missed in the last all-hands" in desk.page
    assert '<h2 id="found">1 session</h2>' in desk.page


def test_an_insight_that_was_withdrawn_meanwhile_is_answered_with_the_services_sentence(desk, standin):
    standin.hits = [HIT]
    ask(desk.open("search"), "captions")
    standin.refusals["/api/insights/i1/before"] = Problem("There is no such insight.", "not-found")
    desk.press("Learned before?")
    assert 'role="alert">There is no such insight.' in desk.page
    assert '<h2 id="found">1 session</h2>' in desk.page


def test_a_kept_search_fills_the_question_and_its_filters_in(desk, standin):
    search = {"query": "captions", "k": 20, **CLOSED, "theme": "digital-fluency"}
    standin.kept, standin.hits = [{"id": "s1", "name": "Captions", "search": search}], [HIT]
    desk.open("search")
    desk.test.selectbox(key="saved").select("s1").run()
    desk.press("Search again")
    assert ("/api/search", search) in standin.sent
    assert "captions" not in str(desk.test.query_params)


def test_no_hit_says_what_to_try(desk):
    ask(desk.open("search"), "zebra")
    assert "Nothing found" in desk.page


def test_an_answer_in_the_notes_own_words_says_each_once(desk):
    ask(desk.open("search"), "what helps?", "Ask for an answer")
    assert "In the notes' own words" in desk.page
    assert desk.text.count("Captions help.") == 1
    assert "20 October 2026" in desk.text


def test_each_sentence_of_a_model_leads_to_the_words_it_cites(desk, standin):
    cited = standin.answer["citations"][0]
    standin.answer |= {
        "engine": "llm",
        "citations": [cited, cited | {"readable": "Subtitles are read by <b>everyone</b>."}],
        "sentences": [{"text": "They help all.", "citations": [1]}, {"text": "Captions do.", "citations": [0, 1]}],
    }
    ask(desk.open("search"), "what helps?", "Ask for an answer")
    marks = re.findall(r'href="#(cited-\d)"', desk.page)
    assert marks == ["cited-2", "cited-1", "cited-2"]
    assert all(f'<li id="{one}"' in desk.page for one in marks)
    assert "&lt;b&gt;everyone" in desk.page
    assert "They help all.2 Captions do.12" in desk.text


def test_what_was_found_stays_where_the_answer_takes_too_long(desk, standin):
    standin.hits = [HIT]
    standin.refusals["/api/ask"] = Problem("This takes longer; it goes on: ask again in a moment.", "later")
    ask(desk.open("search"), "captions", "Ask for an answer")
    assert "This takes longer" in desk.text
    assert "1 session" in desk.text


def test_where_the_notes_do_not_answer_the_page_says_so(desk, standin):
    standin.answer = {
        "answer": "The notes do not answer this.", "citations": [], "sentences": [], "answered": False,
        "engine": "extractive",
    }  # fmt: skip
    ask(desk.open("search"), "what helps?", "Ask for an answer")
    assert "No answer" in desk.text
    assert "The notes do not answer this." in desk.text


def test_patterns_stand_among_what_was_found_unless_a_filter_leaves_them_out(desk, standin):
    standin.hits = [HIT]
    standin.patterns = [
        {"id": "g1", "title": "Captions help everybody", "theme": "digital-fluency", "support_band": "3-5",
         "score": 0.7, "insights": []}
    ]  # fmt: skip
    ask(desk.open("search"), "captions")
    assert "3–5 pairs" in desk.text
    assert "Captions help everybody" in desk.text
    desk.test.selectbox(key="program").select("North").run()
    assert "3–5 pairs" not in desk.text
    assert "1 session" in desk.text


@pytest.mark.parametrize(
    ("ranges", "pieces"),
    [
        ([], [("abcdef", False)]),
        ([[0, 2]], [("ab", True), ("cdef", False)]),
        ([[4, 9]], [("abcd", False), ("ef", True)]),
        ([[1, 3], [2, 5]], [("a", False), ("bc", True), ("de", True), ("f", False)]),
        ([[3, 4], [1, 2]], [("a", False), ("b", True), ("c", False), ("d", True), ("ef", False)]),
        ([[-3, 1], [8, 9]], [("a", True), ("bcdef", False)]),
        ([[2, 2]], [("abcdef", False)]),
    ],
)
def test_highlights_lose_and_double_no_character(ranges, pieces):
    assert marked("abcdef", ranges) == pieces
