"""A mentor writes a note at the desk, sees what is made of it, and takes it away: through the gate, with a receipt."""

from __future__ import annotations

import pytest

from mentoring.errors import BadInput, NotFound
from mentoring.records import Caller
from service import desk_workflows, requests
from service.callers import caller_for
from service.progress import silent
from service.wiring import App

WORDS = "I showed how apprentices film a repair, so that nobody asks the same question twice at the counter."


def a_mentor(app: App) -> tuple[str, Caller]:
    """A pair whose consents hold, and its mentor."""
    row = min(app.store.notes.rows(), key=lambda one: one.pair)
    person = app.store.people.by_ref(row.mentor_ref)
    assert person is not None
    return row.pair, caller_for(app, person.person_id)


def written(app: App, words: str = WORDS, day: str = "2026-10-31") -> tuple[Caller, dict[str, list[str]]]:
    pair, mentor = a_mentor(app)
    return mentor, desk_workflows.write_note(app, mentor, requests.NoteText(pair, day, words), silent)


def test_a_written_note_is_taken_and_taken_away_with_a_receipt(example: App) -> None:
    mentor, told = written(example)
    (note_id,) = told["accepted"]
    before = {row.note_id for row in example.store.notes.rows()}
    receipt = desk_workflows.delete_note(example, mentor, requests.NoteGone(note_id), silent)
    assert {row.note_id for row in example.store.notes.rows()} == before - {note_id}
    assert receipt["notes"] == 1


def test_nobody_takes_away_what_is_not_hers(example: App) -> None:
    _, told = written(example)
    own, _ = a_mentor(example)
    row = next(one for one in example.store.notes.rows() if one.pair != own)
    person = example.store.people.by_ref(row.mentor_ref)
    assert person is not None
    for note_id in (*told["accepted"], "n-unknown"):
        with pytest.raises(NotFound, match="no such note of yours"):
            desk_workflows.delete_note(
                example, caller_for(example, person.person_id), requests.NoteGone(note_id), silent
            )
    assert set(told["accepted"]) <= {one.note_id for one in example.store.notes.rows()}


@pytest.mark.parametrize(
    ("day", "words", "sentence"),
    [("2026-10-31", " ", "Write the note first"), ("soon", WORDS, "no date")],
    ids=["nothing written", "no day"],
)
def test_what_is_no_note_is_said_in_a_sentence(example: App, day: str, words: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        written(example, words, day)
