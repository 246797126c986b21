"""Closed values as words."""

import pytest

from mentoring.records import words


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-10-19", "2026-10-25", "19–25 October 2026"),
        ("2026-09-28", "2026-10-04", "28 September – 4 October 2026"),
        ("2026-12-28", "2027-01-03", "28 December 2026 – 3 January 2027"),
    ],
)
def test_days_name_month_and_year_once(first, last, said):
    assert words.days(first, last) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (0, ""),
        ("something", "Something from this week is held back."),
        (4, "4 items of this week are held back."),
        ("3-5", "3–5 items of this week are held back."),
        (1, "1 item of this week is held back."),
    ],
)
def test_held_back(value, said):
    assert words.held_back(value) == said


@pytest.mark.parametrize(
    ("why", "begins"),
    [
        (None, "A quiet week: nothing new to report. Earlier actions: 1 done. Something"),
        ("to-come", "This week is still to come: nothing can be reported yet. Earlier actions: 1 done."),
        ("no-notes", "No week has anything to report yet"),
    ],
)
def test_a_week_without_anything_new_says_why(why, begins):
    follow_up = dict.fromkeys(("open", "late", "missed"), 0) | {"done": 1}
    said = words.quiet({"quiet": why, "follow_up": follow_up, "held_back": "something"})
    assert said.startswith(begins)
    assert ("held back" in said) == (why != "to-come")


def test_an_owner_or_date_is_never_invented():
    assert words.owner("unassigned") == words.owner("what nobody knows") == "No owner named"
    assert words.due(None) == "No date agreed"


@pytest.mark.parametrize(("value", "said"), [(0.75, "Well supported"), (0.5, "Fairly supported"), (0.49, "Tentative")])
def test_confidence_in_a_word(value, said):
    assert words.confidence(value) == said


@pytest.mark.parametrize(("value", "said"), [("3-5", "3–5 pairs"), ("more", "More than 10 pairs")])
def test_support_stays_a_band(value, said):
    assert words.band(value) == said
