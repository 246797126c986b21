"""What people write on an item is read as a note is: it may say what no note held."""

from dataclasses import replace

import pytest

from mentoring.errors import BadInput
from service.stages.own_words import plain
from service.stages.wording import guarded
from service.wiring import App


def said(app: App, text: str) -> str:
    return guarded(app, app.store.notes.rows()[0].note_id, text).text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("She told me she is pregnant.", id="a confidence"),
        pytest.param("He was warned for drinking at work; keep this between us.", id="an accusation"),
        pytest.param("Write to Oluwaseun at oluwa@corp.example.", id="an address"),
    ],
)
def test_a_confidence_or_an_address_that_no_note_held_is_refused(app: App, text: str) -> None:
    with pytest.raises(BadInput, match="cannot be shown"):
        said(app, text)


def test_somebody_whom_no_note_and_no_roster_names_is_a_colleague(app: App) -> None:
    assert said(app, "Nkechi from payroll asked for it.") == "a colleague from payroll asked for it."


@pytest.mark.parametrize(
    "text",
    [
        "Done: the deck went out on Monday.",
        "We agreed a budget of 2m for training.",
        "Health and safety approved the new route.",
        "The family-friendly hours policy is live since May.",
        "Verschieben wir das auf nächsten Monat, bitte.",
        "Confidential: nothing leaves the room unless both agree.",
        "I am on leave next week; the deputy takes over.",
    ],
)
def test_what_came_of_an_item_is_said_as_it_was_written(app: App, text: str) -> None:
    assert said(app, text) == text


def test_words_that_stand_readable_in_the_note_were_judged_there(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    note = app.store.notes.rows()[0].note_id
    readable = replace(app.store.notes.redacted(note), text="Nkechi is the name of our ticket tool.")
    monkeypatch.setattr(app.store.notes, "redacted", lambda _: readable)
    assert guarded(app, note, "Nkechi from payroll asked for it.").text == "Nkechi from payroll asked for it."


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for telling me about your miscarriage.",
        "Help him find a new job before he is laid off.",
        "Nothing leaves the room: she is being treated for depression.",
        "Nobody knows yet that she leaves for a competitor.",
    ],
)
def test_goals_and_thank_yous_hold_nobodys_own_matter(app: App, text: str) -> None:
    with pytest.raises(BadInput, match="somebody's own"):
        plain(app, text, "goal", 400)


@pytest.mark.parametrize(
    "text",
    [
        "What is said here stays between us; off the record means off the record.",
        "Reduce sick leave on the night shift by 10 percent.",
        "No talk about pay or promotions.",
        "Confidential: nothing leaves the room.",
        "What we hear must never leave the room, and neither of us leaves with notes.",
        "Thank you for showing me how the scanner feels in the rain.",
    ],
)
def test_rules_and_general_aims_are_no_matter_of_anybody(app: App, text: str) -> None:
    assert plain(app, text, "goal", 400) == text
