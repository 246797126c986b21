"""Search: hits with their words lit, filters in the address, the question never."""

import pytest

from ui.components.look import marked

HIT = {
    "note_id": "n1",
    "score": 0.7,
    "snippet": "Captions help <b>everyone</b> ![x](http://outside.example)",
    "session_date": "2026-10-20",
    "theme": None,
    "program": "North",
    "highlights": [[0, 8]],
}


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


def test_filters_come_from_the_address_and_the_question_stays_out_of_it(desk, standin):
    standin.hits = [HIT]
    desk.open("search")
    desk.test.query_params["theme"] = "digital-fluency"
    desk.test.selectbox(key="theme").select("digital-fluency")
    ask(desk, "captions in meetings")
    assert standin.sent == [
        ("/api/search", {"query": "captions in meetings", "k": 20, "theme": "digital-fluency", "program": None,
                         "kind": None, "since": None, "until": None})
    ]  # fmt: skip
    assert "captions" not in str(desk.test.query_params)


def test_no_hit_says_what_to_try(desk):
    ask(desk.open("search"), "zebra")
    assert "Nothing found" in desk.page


def test_an_answer_comes_with_its_passages(desk):
    ask(desk.open("search"), "what helps?", "Ask for an answer")
    assert "<blockquote>Captions help.</blockquote>" in desk.page
    assert "1 passage behind it" in desk.page


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
