"""A word that redaction hid by mistake: the lead asks, its mentor shows it, and it is readable everywhere at once."""

from __future__ import annotations

import pytest

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import Caller
from service import redaction_requests as requests
from service import redaction_workflows as redaction
from service import workflows
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.requests import Export, Search, VerifyAudit, WithdrawNamed
from service.wiring import App

NOTE, WORD = "ex12", "Twi"
"""A language, taken for a name twice."""


def _mentor(app: App, note: str = NOTE) -> Caller:
    person = app.store.people.by_ref(app.store.notes.get(note).mentor_ref)
    assert person is not None
    return caller_for(app, person.person_id)


def _places(app: App, word: str, note: str = NOTE) -> tuple[int, ...]:
    told = redaction.hidden_in(app, _mentor(app, note), requests.HiddenIn(note), silent)
    return tuple(one["place"] for one in told["hidden"] if one["word"].startswith(word))


def _settle(app: App, word: str, *, show: bool = True, note: str = NOTE) -> dict[str, object]:
    asked = requests.SettleHidden(note, _places(app, word, note), show)
    return redaction.settle(app, _mentor(app, note), asked, silent)


def _standing(app: App) -> set[str | None]:
    told = redaction.hidden_in(app, OPERATOR, requests.HiddenIn(NOTE), silent)
    return {one["standing"] for one in told["hidden"]}


def test_shown_again_it_stands_in_the_note_the_index_and_what_is_made_of_the_note(scratch: App) -> None:
    places, before = _places(scratch, WORD), scratch.store.notes.redacted(NOTE).text
    assert len(places) == 2
    assert WORD not in before
    assert _settle(scratch, WORD)["shown"] == 2
    text = scratch.store.notes.redacted(NOTE).text
    assert text.count(WORD) == 2
    assert scratch.store.notes.get(NOTE).stage == "extracted"
    assert WORD not in {surface for surface, _ in scratch.store.notes.vault(NOTE).surfaces}
    passages = [one.text for one in scratch.store.passages.of_note(NOTE) if WORD in one.text]
    assert passages, "the index is made of these"
    found = workflows.search(scratch, OPERATOR, Search("learning Twi", k=5), silent)
    assert NOTE in {hit["note_id"] for hit in found}
    for row in workflows.export(scratch, OPERATOR, Export("insights", "all"), silent):
        if row["note_id"] == NOTE:
            assert all(text[one["start"] : one["end"]] == one["text"] for one in row["evidence"])
    assert workflows.verify_audit(scratch, OPERATOR, VerifyAudit(), silent)["faults"] == []


def test_what_was_decided_on_untouched_words_stays_and_what_she_vetoed_stays_vetoed(scratch: App) -> None:
    note, word, held = _hidden_in_an_insight(scratch)
    rows = scratch.store.items.insights(note_ids=[note])
    words = {row.insight.evidence[0].text for row in rows}
    for row in rows:
        scratch.store.items.set_state(row.insight.id, "vetoed", reason="mentor")
    _settle(scratch, word, note=note)
    after = {row.insight.evidence[0].text: row.state for row in scratch.store.items.insights(note_ids=[note])}
    untouched = words & after.keys()
    assert untouched == words - held
    assert {after[one] for one in untouched} <= {"vetoed"}
    shown = {state for one, state in after.items() if word in one}
    assert shown == {"vetoed"}


def _hidden_in_an_insight(app: App) -> tuple[str, str, set[str]]:
    """A note, a word its mentor may show that stands, hidden, in what an insight points at, and that evidence."""
    evidence: dict[str, set[str]] = {}
    for row in app.store.items.insights():
        evidence.setdefault(row.insight.note_id, set()).add(row.insight.evidence[0].text)
    for note, texts in sorted(evidence.items()):
        for one in redaction.hidden_in(app, _mentor(app, note), requests.HiddenIn(note), silent)["hidden"]:
            held = {text for text in texts if one["after"].strip(" .") and one["after"] in text}
            if one["may_show"] and held:
                return note, one["word"], held
    raise AssertionError("no insight holds a hidden word that may be shown")


def test_a_lead_sees_the_sentence_and_the_kind_and_never_the_word(scratch: App) -> None:
    told = redaction.hidden_in(scratch, OPERATOR, requests.HiddenIn(NOTE), silent)
    assert {one["word"] for one in told["hidden"]} == {None}
    assert not any(one["may_show"] for one in told["hidden"])
    places = _places(scratch, WORD)
    assert {"a colleague"} == {one["kind"] for one in told["hidden"] if one["place"] in places}
    with pytest.raises(NotAllowed, match="mentor"):
        redaction.settle(scratch, OPERATOR, requests.SettleHidden(NOTE, places, show=True), silent)


def test_the_question_waits_with_the_mentor_until_she_answers(scratch: App) -> None:
    redaction.ask(scratch, OPERATOR, requests.AskHidden(NOTE, _places(scratch, WORD)), silent)
    counted = {one["note_id"]: one for one in redaction.queue(scratch, OPERATOR, requests.RedactionQueue(), silent)}
    assert counted[NOTE]["asked"] == 2
    assert "asked" in _standing(scratch)
    _settle(scratch, WORD, show=False)
    assert _standing(scratch) == {"kept", None}
    assert WORD not in scratch.store.notes.redacted(NOTE).text
    _settle(scratch, WORD)
    assert _standing(scratch) == {None}


@pytest.mark.parametrize(
    ("note", "word"),
    [("ex12", "Grant Whitlock"), ("ex12", "F."), ("ex06", "Marnie"), ("ex15", "maria.antunes@larkspoke.example")],
    ids=["somebody known here", "initials", "a first name", "an address"],
)
def test_what_is_surely_private_stays_hidden_whatever_she_says(scratch: App, note: str, word: str) -> None:
    before = scratch.store.notes.redacted(note)
    with pytest.raises(BadInput, match="stays hidden"):
        _settle(scratch, word, note=note)
    assert scratch.store.notes.redacted(note) == before


def test_nobody_answers_for_another_mentor_and_no_place_is_made_up(scratch: App) -> None:
    other = _mentor(scratch, "ex01")
    with pytest.raises(NotFound):
        redaction.hidden_in(scratch, other, requests.HiddenIn(NOTE), silent)
    with pytest.raises(NotFound):
        redaction.settle(scratch, other, requests.SettleHidden(NOTE, _places(scratch, WORD), show=True), silent)
    with pytest.raises(NotFound):
        redaction.ask(scratch, OPERATOR, requests.AskHidden(NOTE, (3,)), silent)


def test_once_the_words_as_written_are_gone_nothing_is_shown_again(scratch: App) -> None:
    places = _places(scratch, WORD)
    workflows.withdraw_named(scratch, OPERATOR, WithdrawNamed("Grant Whitlock"), silent)
    assert scratch.store.notes.body(NOTE) is None
    with pytest.raises((BadInput, NotFound)):
        redaction.settle(scratch, _mentor(scratch), requests.SettleHidden(NOTE, places, show=True), silent)


def test_in_a_real_home_a_lead_looks_into_no_note_before_its_preview_is_over(example: App) -> None:
    assert redaction.queue(example, OPERATOR, requests.RedactionQueue(), silent) == []
    with pytest.raises(NotFound):
        redaction.hidden_in(example, OPERATOR, requests.HiddenIn(NOTE), silent)
    assert _places(example, WORD), "its mentor does"
