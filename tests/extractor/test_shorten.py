"""A sentence too long to be read at once becomes clauses of its own, and only there where a clause begins."""

from __future__ import annotations

import pytest

from tests.extractor.test_statements import said

CUT = [
    (
        "Bakers write the night's losses with chalk on the oven door before they go home, and the morning shift "
        "reads them there before anybody opens the computer.",
        "Bakers write the night's losses with chalk on the oven door before they go home; the morning shift "
        "reads them there before anybody opens the computer.",
    ),
    (
        "The drivers take a photo of the loading board every evening and send it to the depot, because the number "
        "in the system belongs to a phone that nobody carries.",
        "The drivers take a photo of the loading board every evening and send it to the depot: the number "
        "in the system belongs to a phone that nobody carries.",
    ),
    (
        "The form asks for the shop's number with its slash and its letter at the end, but the letter is printed "
        "nowhere in the shop where people could read it.",
        "The form asks for the shop's number with its slash and its letter at the end; but the letter is printed "
        "nowhere in the shop where people could read it.",
    ),
]
WHOLE = [
    "The ovens are cold at six, and the queue is long at seven.",
    "Give every new baker one old baker for the whole of the first month in the shop, and nobody will need the "
    "folder with the ninety pages any more.",
    'A customer wrote "the bread was cold and hard at seven and the girl laughed at me" in the book that lies on '
    "the counter of the shop by the gate.",
    "Bakers who have a key of their own and a bench of their own stay twice as long in the house as those "
    "who have neither of the two things.",
]


@pytest.mark.parametrize(("words", "expected"), CUT)
def test_a_long_sentence_is_cut_where_a_clause_begins(words, expected):
    assert said(words) == expected


@pytest.mark.parametrize("words", WHOLE, ids=["short", "command and outcome", "quotation", "one clause"])
def test_what_is_short_or_one_clause_or_said_by_others_stays_whole(words):
    assert said(words) == words
