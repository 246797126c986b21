"""Deadlines are resolved by convention, and vague ones not at all."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from extractor.dates import due

THURSDAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("I ring them by Friday", date(2026, 3, 13)),
        ("she sends it by Thursday", date(2026, 3, 19)),
        ("next Thursday", date(2026, 3, 19)),
        ("he calls next Monday", date(2026, 3, 16)),
        ("I do it this week", date(2026, 3, 13)),
        ("by the end of next week", date(2026, 3, 20)),
        ("ready at the end of the month", date(2026, 3, 31)),
        ("a week on Monday", date(2026, 3, 23)),
        ("for Monday of the week after next", date(2026, 3, 23)),
        ("the Tuesday after next", date(2026, 3, 24)),
        ("until Friday in next week", date(2026, 3, 20)),
        ("she has it by this time next week", date(2026, 3, 19)),
        ("at our meeting of the 19th", date(2026, 3, 19)),
        ("all of them end at ten to, as of Monday", date(2026, 3, 16)),
        ("a mock-up by the fifteenth and you show it", date(2026, 3, 15)),
        ("Then the thirtieth's fine", date(2026, 3, 30)),
        ("before month-end, the 27th at the latest", date(2026, 3, 27)),
        ("by the end of the month, and Monday I ring", date(2026, 3, 31)),
        ("me: list -> mon", date(2026, 3, 16)),
        ("photos by 24/4", date(2026, 4, 24)),
        ("on the nineteenth", date(2026, 3, 19)),
        ("Twenty-seventh, before the quarter closes.", date(2026, 3, 27)),
        ("and tell him by the twentieth of the month whether it stopped", date(2026, 3, 20)),
        ("I shall ask them on the first to make it a rule", date(2026, 4, 1)),
        ("End of next week, the Friday.", date(2026, 3, 20)),
        ("End of next week, they sit on the Thursday.", date(2026, 3, 19)),
        ("a list of the 10 sets, until the 18th", date(2026, 3, 18)),
        ("lock the column by Friday 20.", date(2026, 3, 20)),
        ("Tomorrow week, she said", date(2026, 3, 20)),
        ("two weeks from now, Monday", date(2026, 3, 23)),
        ("he answers ten within this month itself", date(2026, 3, 31)),
        ("before the year is out", date(2026, 12, 31)),
        ("once, before the week 14 is over", date(2026, 4, 3)),
        ("Friday of next week, after the sixteenth-day rites", date(2026, 3, 20)),
        ("before the month's out, so I am calling it the 30th", date(2026, 3, 30)),
        ("I count the 14 forms that come back", None),
        ("the fifth, quarter to ten", date(2026, 4, 5)),
        ("until 2 April", date(2026, 4, 2)),
        ("I write it tomorrow", date(2026, 3, 13)),
        ("by 5 January", date(2027, 1, 5)),
        ("asks IT by Friday for captions from 1 July", date(2026, 3, 13)),
        ("in two weeks", date(2026, 3, 26)),
        ("two weeks from today", date(2026, 3, 26)),
        ("give me a fortnight", date(2026, 3, 26)),
        ("I swap those three this week", date(2026, 3, 13)),
        ("draft end of next wk", date(2026, 3, 20)),
        ("before the week's out", date(2026, 3, 13)),
        ("before the month closes", date(2026, 3, 31)),
        ("before April ends", date(2026, 4, 30)),
        ("by thirty-first you have the list", date(2026, 3, 31)),
        ("I answer last, from next Thursday", date(2026, 3, 19)),
        ("from the first of April each refusal gets a line", date(2026, 4, 1)),
        ("I film it on Monday, you have it Tuesday", date(2026, 3, 17)),
        ("not tomorrow, on Monday", date(2026, 3, 16)),
        ("Twenty fifth of June, Thursday, I bring the numbers", date(2026, 6, 25)),
        ("she spends the night of Friday 20 March at the desk", date(2026, 3, 20)),
        ("sample text, lunes", date(2026, 3, 16)),
        ("the numbers before the board on the 20th, so the Monday, that is the 16th", date(2026, 3, 16)),
        ("I hand it in tomorrow, well before the launch on the 29th", date(2026, 3, 13)),
        ("on the 20th, although the cut-off is on the 25th", date(2026, 3, 20)),
        ("she sends it round before the 20th, the board isn't until April 3", date(2026, 3, 20)),
        ("before she flies on the 21st", date(2026, 3, 21)),
        ("Tuesday, as Monday's the holiday", date(2026, 3, 17)),
        ("Friday at the latest, approval's on the 19th", date(2026, 3, 13)),
        ("They meet on the 24th, so it has to be in the Friday before.", date(2026, 3, 20)),
        ("he flies on the 24th and has it the day before", date(2026, 3, 23)),
        ("I promised two weeks. He laughed.", date(2026, 3, 26)),
        ("[MENTEE]: the list from HR, 2 weeks", date(2026, 3, 26)),
        ("a page in a week from a fortnight tomorrow", date(2026, 3, 27)),
        ("the same day next week", date(2026, 3, 19)),
        ("Friday in two weeks", date(2026, 3, 27)),
        ("the last Friday of the month", date(2026, 3, 27)),
        ("from the first Monday in May", date(2026, 5, 4)),
        ("done before September.", date(2026, 8, 31)),
        ("mon 30, early", date(2026, 3, 30)),
        ("on the morning of Thursday the 26th", date(2026, 3, 26)),
        ("Good Friday at the latest", date(2026, 4, 3)),
        ("not before Easter Monday, so on Easter Monday", date(2026, 4, 6)),
        ("the list of lamps, KW 13", date(2026, 3, 27)),
        ("Tuesday of KW 12", date(2026, 3, 17)),
        ("she has it in week 14", date(2026, 4, 3)),
        ("checked before the end of Q2", date(2026, 6, 30)),
        ("by the end of the quarter", date(2026, 3, 31)),
        ("yo: the drawing, vie 27", date(2026, 3, 27)),
        ("the drawing am 3. Juli", date(2026, 7, 3)),
        ("two weeks from tomorrow", date(2026, 3, 27)),
        ("two weeks from Monday", date(2026, 3, 30)),
        ("he has it on the last of April", date(2026, 4, 30)),
        ("Monday, not this one, the one after", date(2026, 3, 23)),
        ("not this Friday, the one after", date(2026, 3, 20)),
        ("I shall send it. Before Monday? Tomorrow evening.", date(2026, 3, 13)),
        ("We print it on the 28th. The twentieth.", date(2026, 3, 20)),
        ("at the end of the month, or rather the Friday before it", date(2026, 3, 27)),
        ("'Friday week', that's 20/3, the round opens 23/3", date(2026, 3, 20)),
        ("Wednesday. I'm away from the twentieth.", date(2026, 3, 18)),
        ("So the day before, the 31st.", date(2026, 3, 31)),
        ("next week's Friday", date(2026, 3, 20)),
        ("on Friday twenty-seven.", date(2026, 3, 27)),
        ("give it before twelve June", date(2026, 6, 12)),
        ("Friday is possible.", date(2026, 3, 13)),
        ("Then before the 31st comes.", date(2026, 3, 31)),
    ],
)
def test_a_date_phrase_is_resolved_against_the_session(words, expected):
    assert due(words, THURSDAY) == expected


@pytest.mark.parametrize(
    "words",
    ["next month", "before the April all-hands", "some day in summer", "no date", "we sat there for an hour",
     "9 of 12 came", "every Tuesday", "it ran from 1 July", "half of the third floor", "she sat down",
     "I sign for the second phone", "two Fridays a month", "we chose the first three", "one of the Mondays",
     "half of the 19th", "by the fifth and sixth floor", "7.4 The mentee rings them", "the 9 old lamps, all of them",
     "week 3 of the trial", "we need it for Q2", "vie 26", "I have it on the Wednesday of that week",
     "you get it the Friday before", "half of 1/2 day", "one Thursday three, one Thursday eight",
     "Do 14 interviews", "So 15 clips are left", "the Friday-to-Monday shift"],
)  # fmt: skip
def test_what_names_no_day_gives_no_date(words):
    assert due(words, THURSDAY) is None


@pytest.mark.parametrize(
    ("session", "words", "expected"),
    [
        (date(2027, 1, 4), "by 22 December", None),
        (date(2027, 1, 4), "I'll send the minutes from 10 November", None),
        (date(2027, 1, 4), "by the end of December", None),
        (date(2027, 1, 4), "KW 52", None),
        (date(2027, 1, 4), "by the end of the year", date(2027, 12, 31)),
        (date(2026, 12, 29), "by 5 January", date(2027, 1, 5)),
        (date(2026, 12, 29), "by the end of Q1", date(2027, 3, 31)),
        (date(2026, 5, 22), "I do it today, Friday", date(2026, 5, 22)),
        (date(2026, 5, 22), "by Friday", date(2026, 5, 29)),
    ],
)
def test_a_day_lies_in_the_year_and_week_it_is_told_in(session, words, expected):
    assert due(words, session) == expected


@pytest.mark.parametrize(
    "words",
    [
        "I'll send what I wrote on Monday",
        "I'll ring whoever was off on Tuesday",
        "I'll bring Monday's figures",
        "I'll send version 2.1",
        "I'll staff the 24/7 desk",
        "I'll start, but not before Friday",
        "If he has not answered by Friday I'll call him",
        "I'll tell him that the deadline is Friday",
        "I had said Friday, but there is no hurry",
        "Friday won't work",
        "within a week of the audit",
        "I'll print the poster for the open day on 12 June",
        "I'll move Friday's meeting to Monday",
        "I'll order 10/12 boxes",
    ],
)
def test_a_day_of_something_else_is_no_deadline(words):
    assert due(words, THURSDAY) is None


def test_a_day_is_counted_from_another():
    assert due("the day before 3 June", THURSDAY) == date(2026, 6, 2)
    assert due("I'll have it two weeks after the 20th", THURSDAY) == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the day before the fair (fair: Friday 3 April)", date(2026, 4, 2)),
        ("on the Tuesday two days before the ministry's fair. The fair is 26 March.", date(2026, 3, 24)),
        ("the day before the parade, and since that's the twenty-sixth she has time", date(2026, 3, 25)),
        ("the eve of the regatta (28th)", date(2026, 3, 27)),
        ("the Friday before the regatta (20 March)", date(2026, 3, 20)),
        ("two days before Christmas", date(2026, 12, 23)),
        ("the Tuesday after Easter", date(2026, 4, 7)),
        ("by New Year's Eve", date(2026, 12, 31)),
        ("if they have not answered by Monday I'll call on Tuesday", date(2026, 3, 17)),
        ("if it is possible by Monday, I'll send it", date(2026, 3, 16)),
        ("by New Year’s Day", date(2027, 1, 1)),
        ("before Christmas Day", date(2026, 12, 25)),
        ("the Monday before Easter", date(2026, 3, 30)),
        ("two WEEKS before 3 May", date(2026, 4, 19)),
        ("the day before the regatta", None),
        ("before the Easter visitors come", None),
        ("not next Monday but the one after it", date(2026, 3, 23)),
        ("Friday of the week after this one", date(2026, 3, 20)),
        ("by the Wednesday two weeks off", date(2026, 3, 25)),
        ("before the first quarter closes", date(2026, 3, 31)),
        ("closing day of the third quarter", date(2026, 9, 30)),
        ("till the half-year is over", date(2026, 6, 30)),
        ("mid-May, the 15th", date(2026, 5, 15)),
        ("he speaks last on Tuesday", date(2026, 3, 17)),
        ("A week on Monday. It's Thursday now.", date(2026, 3, 23)),
        ("The walk: it is Saturday now, 6.30 am", date(2026, 3, 14)),
    ],
)
def test_a_day_is_told_by_an_event_a_feast_or_another_week(words, expected):
    assert due(words, THURSDAY) == expected


@pytest.mark.parametrize("words", ["by the 0th", "² days before 3 May", "99999999999 days before 3 May", "by 0/5"])
def test_a_number_that_counts_no_days_breaks_nothing(words):
    assert due(words, THURSDAY) in {None, date(2026, 5, 3)}


def test_a_long_list_of_days_is_read_in_seconds():
    start = perf_counter()
    due("the list on 3 May, two days before the fair, Easter Monday " * 300, THURSDAY)
    assert perf_counter() - start < 10
