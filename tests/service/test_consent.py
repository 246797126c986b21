"""Consent at the service: who may give and take back what, and what her receipt then says."""

from __future__ import annotations

import json
from datetime import date

import pytest
from jsonschema import validate

from mentoring.errors import BadInput, NotAllowed
from mentoring.store.receipt import is_genuine
from service import requests, workflows
from service.callers import OPERATOR, caller_for
from service.demo import EXAMPLE
from service.progress import silent
from service.schemas import schema
from service.settings import Controller, Notice
from service.wiring import App

CONSENTS = json.loads((EXAMPLE / "consents.json").read_text(encoding="utf-8"))


def _who(pair: str, role: str) -> str:
    return str(next(one["person"] for one in CONSENTS if one["pair"] == pair and one["role"] == role))


def _grant(app: App, person: str, **fields: object) -> dict[str, object]:
    return workflows.grant(app, OPERATOR, requests.Grant(person, **fields), silent)  # type: ignore[arg-type]  # a table of fields


def _withdraw(app: App, person: str, **fields: object) -> dict[str, object]:
    return workflows.withdraw(app, OPERATOR, requests.Withdraw(person, **fields), silent)  # type: ignore[arg-type]  # a table of fields


def _states(app: App, person: str) -> list[tuple[str, list[str]]]:
    told = workflows.receipt(app, OPERATOR, requests.ConsentReceipt(person), silent)
    return [(event["event_state"], event["purposes"]) for one in told["records"] for event in one["events"]]


def test_a_purpose_is_taken_back_and_given_with_the_same_options(example: App) -> None:
    person = _who("ride-01", "mentor")
    receipt = _withdraw(example, person, pair="ride-01", purposes=("quote",))
    assert (receipt["notes"], receipt["residue"]) == (0, 0)
    assert _grant(example, person, pair="ride-01", purposes=("quote",))["granted"] == ["quote"]
    everything = ["extract", "model", "quote", "store"]
    assert _states(example, person) == [("given", everything), ("withdrawn", ["quote"]), ("given", ["quote"])]
    assert len(example.store.notes.rows(pair="ride-01")) == 3


def test_extract_taken_back_leaves_the_notes_and_takes_the_insights(example: App) -> None:
    rows = {row.note_id for row in example.store.notes.rows(pair="ride-01")}
    receipt = _withdraw(example, _who("ride-01", "mentee"), purposes=("extract",))
    assert receipt["notes"] == 0
    assert receipt["insights"]
    assert {row.note_id for row in example.store.notes.rows(pair="ride-01")} == rows
    assert not rows & {row.insight.note_id for row in example.store.items.insights()}


def test_one_session_goes_and_comes_back_only_with_her_word(example: App) -> None:
    mentee, day = _who("ride-01", "mentee"), date(2026, 10, 12)
    note = example.store.notes.rows(pair="ride-01", since=day, until=day)[0].note_id
    assert _withdraw(example, mentee, session=day.isoformat())["notes"] == 1
    ingest = requests.Ingest((str(EXAMPLE / "notes"),))
    refused = workflows.ingest(example, OPERATOR, ingest, silent)["refused"]
    assert "this session was taken out by one of the two" in {one["reason"] for one in refused}
    assert _grant(example, mentee, session=day.isoformat())["granted"] == ["session"]
    assert workflows.ingest(example, OPERATOR, ingest, silent)["accepted"] == [note]


def test_everybody_decides_for_herself_and_nobody_else(example: App) -> None:
    mentor, other = _who("ride-01", "mentor"), _who("ride-02", "mentor")
    caller = caller_for(example, mentor)
    for refused in (
        lambda: workflows.grant(example, caller, requests.Grant(other, purposes=("store",)), silent),
        lambda: workflows.withdraw(example, caller, requests.Withdraw(other), silent),
        lambda: workflows.receipt(example, caller, requests.ConsentReceipt(other), silent),
    ):
        with pytest.raises(NotAllowed, match="your own"):
            refused()
    told = workflows.receipt(example, caller, requests.ConsentReceipt(mentor), silent)
    assert {one["scope"]["pair"] for one in told["records"]} == {"ride-01"}


def test_what_was_asked_is_given_without_naming_it_and_nothing_is_given_unasked(example: App) -> None:
    with pytest.raises(BadInput, match="--purpose"):
        _grant(example, _who("ride-04", "mentee"))
    place = {"program": "ride-2026", "pair": "ride-09", "role": "mentee"}
    with pytest.raises(BadInput, match="in full"):
        _grant(example, "Somebody New", pair="ride-09", purposes=("store",))
    assert _grant(example, "Somebody New", purposes=("store",), **place)["granted"] == ["store"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({"purposes": ("fun",)}, "no purpose fun", id="unknown purpose"),
        pytest.param({"session": "soon"}, "no date", id="no date"),
        pytest.param({"session": "2026-10-12", "purposes": ("quote",)}, "not both", id="session and purpose"),
        pytest.param({"session": "2026-01-01"}, "--pair", id="no such session"),
    ],
)
def test_wrong_options_are_said_alike_on_both_commands(example: App, fields: dict[str, object], words: str) -> None:
    for command in (_grant, _withdraw):
        with pytest.raises(BadInput, match=words):
            command(example, _who("ride-01", "mentor"), **fields)


def test_a_receipt_has_the_fields_of_the_standard_and_is_signed(example: App) -> None:
    controller = Controller(name="Aurelia plc", address="1 Quay", contact="dpo@aurelia.example", jurisdiction="PT")
    notice = Notice(version="v2", uri="https://aurelia.example/notice")
    example.settings = example.settings.model_copy(update={"controller": controller, "notice": notice})
    mentor = _who("ride-01", "mentor")
    _grant(example, mentor, purposes=("attribute",))
    told = workflows.receipt(example, OPERATOR, requests.ConsentReceipt(mentor), silent)
    validate(told, schema("consent-receipt"))
    assert is_genuine(json.loads(json.dumps(told)))
    imported, granted = told["records"]
    assert (imported["processing"]["privacy_notice"]["version"], imported["not_filled"]) == (
        "v1",
        ["jurisdiction", "party_address", "party_contact", "party_name", "privacy_notice.sha256", "privacy_notice.uri"],
    )
    assert granted["processing"]["privacy_notice"]["version"] == "v2"
    assert granted["parties"][0]["party_name"] == "Aurelia plc"
    assert granted["not_filled"] == ["privacy_notice.sha256"]
    assert mentor not in json.dumps(told)


def test_after_everything_went_a_person_on_the_roster_still_reads_that_it_ended(example: App) -> None:
    mentor = _who("ride-02", "mentor")
    _withdraw(example, mentor)
    told = workflows.receipt(example, OPERATOR, requests.ConsentReceipt(mentor), silent)
    assert told["records"] == []
    assert [(one["pair"], one["event_state"]) for one in told["ended"]] == [("ride-02", "withdrawn")]
    again = _grant(example, mentor, purposes=("store", "extract"))
    assert again["places"] == [{"program": "ride-2026", "pair": "ride-02", "role": "mentor"}]
