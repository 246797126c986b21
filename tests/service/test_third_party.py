"""Somebody named in notes, who was never in the room, is taken out: from store, index, search and exports."""

from __future__ import annotations

import pytest
from jsonschema import validate

from mentoring.errors import BadInput, NotAllowed
from mentoring.store.receipt import is_genuine
from service import requests, workflows
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.schemas import schema
from service.wiring import App

NAME = "Marnie"


def _named(app: App) -> dict[str, str]:
    """Note -> her placeholder there."""
    vaults = {row.note_id: app.store.notes.vault(row.note_id) for row in app.store.notes.rows()}
    found = {note: [mark for surface, mark in vault.surfaces if surface == NAME] for note, vault in vaults.items()}
    return {note: marks[0] for note, marks in found.items() if marks}


def test_her_sentences_leave_notes_search_and_exports_and_the_receipt_lists_what_was_handed_out(scratch: App) -> None:
    named = _named(scratch)
    assert len(named) > 1
    workflows.export(scratch, OPERATOR, requests.Export("notes"), silent)
    workflows.digest(scratch, OPERATOR, requests.MakeDigest("2026-W42"), silent)
    receipt = workflows.withdraw_named(scratch, OPERATOR, requests.WithdrawNamed(NAME), silent)
    validate(receipt, schema("consent-withdraw"))
    assert is_genuine(receipt)
    assert (receipt["notes"], receipt["residue"]) == (len(named), 0)
    assert receipt["positive_control"] > 0
    # The digest counts where one of its patterns takes its title from a note that names her.
    assert {"export-notes"} <= {one.split()[0] for one in receipt["handed_out"]} <= {"export-notes", "digest-md"}
    assert _named(scratch) == {}
    for row in workflows.export(scratch, OPERATOR, requests.Export("notes"), silent):
        assert named.get(row["note_id"], "no such mark") not in row["redacted_text"]
    found = workflows.search(scratch, OPERATOR, requests.Search("repair video captions", k=20), silent)
    assert set(named) & {hit["note_id"] for hit in found}, "what the notes say without her is still found"
    assert all(row.stage == "indexed" for row in scratch.store.notes.rows(ids=list(named)))
    assert workflows.verify_audit(scratch, OPERATOR, requests.VerifyAudit(), silent)["faults"] == []


def test_only_a_lead_takes_third_parties_out(example: App) -> None:
    mentor = next(person for person in example.store.people.all() if person.role == "mentor")
    with pytest.raises(NotAllowed, match="lead"):
        workflows.withdraw_named(example, caller_for(example, mentor.person_id), requests.WithdrawNamed(NAME), silent)
    with pytest.raises(BadInput, match="whom"):
        workflows.withdraw_named(example, OPERATOR, requests.WithdrawNamed(" "), silent)


def test_a_name_nobody_wrote_is_a_receipt_of_nothing(example: App) -> None:
    receipt = workflows.withdraw_named(example, OPERATOR, requests.WithdrawNamed("Nobody Here"), silent)
    assert (receipt["notes"], receipt["residue"], receipt["handed_out"]) == (0, 0, [])
