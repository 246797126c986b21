"""Somebody named in a note, who was not in the room, can be taken out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mentoring.records import RedactedText
from mentoring.store import Store
from mentoring.store.erasure import Erasure
from mentoring.store.third_party import withdraw_named, without
from tests.store.sessions import AT, FIRST, keep, session


def _nothing(_programs: Sequence[str]) -> None:
    return


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("We met. [PERSON_1] agreed. Then lunch.", "We met. [WITHHELD] Then lunch."),
        ("[PERSON_1] agreed", "[WITHHELD]"),
        ("- [PERSON_1] calls\n- we write", "[WITHHELD]\n- we write"),
        ("[PERSON_1] came! [PERSON_1] left.", "[WITHHELD] [WITHHELD]"),
        ("[PERSON_10] agreed. We met.", "[PERSON_10] agreed. We met."),
    ],
)
def test_sentences_about_her_are_withheld(text: str, left: str) -> None:
    note = RedactedText("n1", date(2026, 6, 2), None, text)
    assert without(note, frozenset({"[PERSON_1]"}))[0].text == left


def test_her_sentences_and_surface_forms_go_and_the_rest_stays(store: Store, home: Path) -> None:
    one, other = keep(store, session(1)), keep(store, session(2))
    receipt = withdraw_named(store, Erasure(store, home, _nothing), "ottilie", at=AT)
    assert (receipt.notes, receipt.insights, receipt.residue) == (2, 0, 0)
    assert receipt.positive_control > 0
    for session_ in (one, other):
        text = store.notes.redacted(session_.note_id).text
        assert "agreed" not in text
        assert text.endswith(f"Number of this session: {session_.secret}. [WITHHELD]")
        assert [surface for surface, _ in store.notes.vault(session_.note_id).surfaces] == [session_.mentee]
        assert store.notes.body(session_.note_id) is None
        assert store.notes.get(session_.note_id).stage == "redacted"
    assert [row.insight.evidence[0].text for row in store.items.insights()] == [FIRST, FIRST]


def test_withheld_passages_that_name_her_go_and_others_stay(store: Store, home: Path) -> None:
    one = keep(store, session(1))
    vault = store.notes.vault(one.note_id)
    told = (*vault.withheld, "Ottilie's divorce", "the ottilien hall is let")
    store.notes.rewrite(store.notes.redacted(one.note_id), replace(vault, withheld=told))
    withdraw_named(store, Erasure(store, home, _nothing), "Ottilie", at=AT)
    assert store.notes.vault(one.note_id).withheld == (*vault.withheld, "the ottilien hall is let")


def test_the_audit_forgets_a_third_party_and_stays_whole(store: Store, home: Path) -> None:
    keep(store, session(1))
    receipt = withdraw_named(store, Erasure(store, home, _nothing), "Ottilie", at=AT)
    assert receipt.keys_destroyed == 1
    assert store.subjects.scopes(receipt.person_ref) == set()
    assert store.audit.verify() == []


def test_a_name_nobody_wrote_changes_nothing(store: Store, home: Path) -> None:
    one = keep(store, session(1))
    receipt = withdraw_named(store, Erasure(store, home, _nothing), "Otti", at=AT)
    assert (receipt.notes, store.notes.redacted(one.note_id).text) == (0, one.text)


def test_the_two_in_the_room_are_not_third_parties(store: Store, home: Path) -> None:
    one = keep(store, session(1))
    assert withdraw_named(store, Erasure(store, home, _nothing), one.mentee, at=AT).notes == 0
