"""How a promise went, by the sentence that reports on it."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.outcome import status

DUE, SESSION = date(2026, 3, 13), date(2026, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Sent it on the tenth, nobody has answered.",
        "The film is up, though he couldn't come.",
        "It was ready on Friday 13th as told.",
        "The post is live, only 3 likes.",
        "I recorded it late at night in the kitchen.",
        "Bought the ticket, the train was forty minutes late.",
        "Mailed two days after our meeting.",
        "I didn't forget, it's done.",
        "We have not only sent it but printed it.",
        "I almost forgot, but sent it.",
        "It could have been nicer, but it is up.",
        "Still in use since I set it up.",
        "None of them minded, it is live.",
        "Never been so quick: sent on the tenth.",
    ],
)
def test_what_was_done_is_done_whatever_else_went_wrong(text):
    assert status(text, DUE, SESSION) == "done"


@pytest.mark.parametrize(
    "text",
    [
        "You got it on the 17th.",
        "my 5 pages went sat not fri. my bad",
        "Pictures given 20th only, promised 13th.",
        "I gave it to you last Tuesday.",
        "It went out on the Monday, and not that Friday.",
        "Hers took a week longer than she had said.",
        "I couldn't on the Friday, so it was the Monday.",
        "She didn't make the date, but it is online now.",
        "The list was mailed on 20 March.",
        "He rang them in the end, ten days after he said.",
    ],
)
def test_what_was_done_after_its_day_is_late(text):
    assert status(text, DUE, SESSION) == "late"


@pytest.mark.parametrize(
    "text",
    [
        "The call to the depot not made.",
        "My list? Still with legal.",
        "Nah, got to page three and gave up.",
        "The laptop hasn't gone back, they wrote again this morning.",
        "Summary: open, carried over",
        "I forgot to order it.",
        "I'd have sent it, but the file was locked.",
        "The page is nearly ready.",
        "I meant to call them.",
        "I told you I'd ask who owns the contract, and I haven't.",
        "The letter was to come by 20 March; it never did.",
        "I have not sent one. The twentieth came and went.",
        "Photos: only got to week two, the phone died.",
        "They refused to sign it.",
        "He never printed the badges, forgot it by Friday.",
        "We did half.",
        "I started it.",
    ],
)
def test_what_was_not_done_is_missed(text):
    assert status(text, DUE, SESSION) == "missed"


def test_without_a_day_to_keep_nothing_is_late_by_days():
    assert status("You got it on the 17th.", None, SESSION) == "done"


def test_a_day_of_last_year_makes_late_in_january():
    assert status("The list was mailed on 22 December.", date(2026, 12, 18), date(2027, 1, 5)) == "late"
