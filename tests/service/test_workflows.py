"""The road on the packaged example: what is taken, what is seen, what is decided, by whom."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import validate
from pydantic import SecretStr

from mentoring.errors import NotAllowed, NotFound
from mentoring.store.receipt import is_genuine
from service import requests, workflows
from service.callers import OPERATOR, caller_for
from service.demo import EXAMPLE
from service.progress import silent
from service.schemas import schema
from service.wiring import App

MENTEE = "Birgitte Holm-Sørensen"


def people() -> list[dict[str, str]]:
    with (EXAMPLE / "people.csv").open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def test_notes_without_both_consents_are_refused_by_reason_and_leave_no_text(scratch: App) -> None:
    again = workflows.ingest(scratch, OPERATOR, requests.Ingest((str(EXAMPLE / "notes"),)), silent)
    reasons = {one["note_id"]: one["reason"] for one in again["refused"]}
    assert reasons == {
        "ex08": "the mentee's consent was never given",
        "ex11": "the mentor's consent was withdrawn on 2026-10-27",
    }
    assert again["accepted"] == []
    assert len(again["unchanged"]) == 14


def test_same_note_id_for_another_session_is_refused_not_overwritten(scratch: App, tmp_path: Path) -> None:
    text = (EXAMPLE / "notes" / "ex01.md").read_text(encoding="utf-8")
    (tmp_path / "clash.md").write_text(text.replace("2026-10-12", "2026-10-13"), encoding="utf-8")
    report = workflows.ingest(scratch, OPERATOR, requests.Ingest((str(tmp_path / "clash.md"),)), silent)
    assert [one["code"] for one in report["refused"]] == ["note-id"]


def test_no_surname_of_the_roster_stands_in_the_home_or_its_index(scratch: App) -> None:
    surnames = {person["name"].split()[-1] for person in people()}
    assert len(surnames) > 15
    for file in scratch.settings.home.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [name for name in surnames if name.encode() in content], file.name


def test_every_item_points_at_its_exact_words(scratch: App) -> None:
    notes = {row["note_id"]: row["redacted_text"] for row in _export(scratch, "notes")}
    items = _export(scratch, "insights") + _export(scratch, "actions")
    assert items
    for item in items:
        assert item["evidence"]
        for piece in item["evidence"]:
            assert notes[item["note_id"]][piece["start"] : piece["end"]] == piece["text"]


def test_silence_lets_nothing_up_to_the_organisation(example: App) -> None:
    assert _export(example, "insights", "organisation") == []
    assert workflows.digest(example, OPERATOR, requests.MakeDigest("2026-W42"), silent)["insights"] == []


def test_a_mentor_sees_her_own_items_at_once_and_the_lead_after_the_preview_window(example: App) -> None:
    consents = json.loads((EXAMPLE / "consents.json").read_text(encoding="utf-8"))
    mentor = next(one["person"] for one in consents if one["pair"] == "ride-01" and one["role"] == "mentor")
    hers = workflows.digest(example, OPERATOR, requests.MakeDigest("2026-W42", mentor), silent)
    assert {one["pair"] for one in hers["insights"] + hers["actions"]} == {"ride-01"}
    assert _export(example, "insights", "programme") == []


def test_real_home_refuses_level_all(example: App) -> None:
    with pytest.raises(NotAllowed, match="evaluation home"):
        _export(example, "insights", "all")


def test_decision_is_kept_audited_and_undone(scratch: App) -> None:
    card = workflows.cards(scratch, OPERATOR, requests.Cards(), silent)[0]
    workflows.decide(scratch, OPERATOR, requests.Decide(card["id"], "approve"), silent)
    decided = {one["id"]: one["decision"] for one in workflows.cards(scratch, OPERATOR, requests.Cards(), silent)}
    assert decided[card["id"]] == "approve"
    workflows.decide(scratch, OPERATOR, requests.Decide(card["id"], "undo"), silent)
    assert workflows.cards(scratch, OPERATOR, requests.Cards(), silent)[0]["decision"] is None
    assert workflows.verify_audit(scratch, OPERATOR, requests.VerifyAudit(), silent)["faults"] == []


def test_nobody_decides_what_she_may_not_see(example: App) -> None:
    hidden = example.store.items.insights()[0].insight.id
    outsider = next(person["person_id"] for person in people() if person["role"] == "executive")
    with pytest.raises(NotFound):
        workflows.decide(example, caller_for(example, outsider), requests.Decide(hidden, "approve"), silent)


def test_mentor_may_not_ingest_nor_export(example: App) -> None:
    mentor = next(person["person_id"] for person in people() if person["role"] == "mentor")
    caller = caller_for(example, mentor)
    with pytest.raises(NotAllowed):
        workflows.ingest(example, caller, requests.Ingest((str(EXAMPLE / "notes"),)), silent)
    with pytest.raises(NotAllowed):
        workflows.export(example, caller, requests.Export("insights"), silent)


def test_search_finds_the_session_and_shows_its_words_without_names(scratch: App) -> None:
    hits = workflows.search(scratch, OPERATOR, requests.Search("repair video captions", k=5), silent)
    assert hits[0]["note_id"] in {"ex02", "ex06", "ex10"}
    assert all("[" not in hit["snippet"] for hit in hits)
    assert len({hit["note_id"] for hit in hits}) == len(hits)


def test_search_keeps_to_its_closed_filters(scratch: App) -> None:
    request = requests.Search("meetings", program="workshop-2026", since="2026-10-20", until="2026-10-31")
    hits = workflows.search(scratch, OPERATOR, request, silent)
    assert hits
    assert all(hit["program"] == "workshop-2026" and hit["session_date"] >= "2026-10-20" for hit in hits)


def test_question_about_a_person_is_refused(scratch: App) -> None:
    with pytest.raises(NotAllowed, match="without naming anybody"):
        workflows.ask(scratch, OPERATOR, requests.Ask(f"What does {MENTEE} earn?"), silent)


def test_withdrawal_erases_and_proves_it(scratch: App) -> None:
    consents = json.loads((EXAMPLE / "consents.json").read_text(encoding="utf-8"))
    mentor = next(one["person"] for one in consents if one["pair"] == "ride-02" and one["role"] == "mentor")
    hers = {row.note_id for row in scratch.store.notes.rows(pair="ride-02")}
    statements = [one["statement"] for one in _export(scratch, "insights") if one["note_id"] in hers]
    assert statements
    receipt = workflows.withdraw(scratch, OPERATOR, requests.Withdraw(mentor), silent)
    validate(receipt, schema("consent-withdraw"))
    assert is_genuine(receipt)
    assert receipt["notes"] == len(hers) == 3
    assert receipt["positive_control"] > 0
    assert receipt["residue"] == 0
    assert receipt["handed_out"], "the export above went out of reach and must be listed"
    assert not hers & {row["note_id"] for row in _export(scratch, "notes")}
    found = workflows.search(scratch, OPERATOR, requests.Search("repair video captions", k=20), silent)
    assert not hers & {hit["note_id"] for hit in found}
    for file in scratch.settings.home.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [one for one in statements if str(one).encode() in content], file.name
    assert workflows.verify_audit(scratch, OPERATOR, requests.VerifyAudit(), silent)["faults"] == []


def test_what_expired_goes_at_the_next_start(scratch: App) -> None:
    later = scratch.settings.model_copy(update={"today": date(2028, 1, 1)})
    scratch.settings = later
    ending = [one for one in scratch.store.consents.current() if one.expires and one.expires < later.current_date()]
    gone = {row.note_id for one in ending for row in scratch.store.notes.rows(pair=one.pair)}
    assert gone
    workflows.start(scratch)
    assert not gone & {row.note_id for row in scratch.store.notes.rows()}


def _export(app: App, what: str, level: str | None = None) -> list[dict[str, object]]:
    return workflows.export(app, OPERATOR, requests.Export(what, level), silent)


def test_note_without_model_consent_is_never_sent_elsewhere(scratch: App) -> None:
    # An address kept for documentation: nothing answers there, and nothing may be asked of it.
    scratch.settings = scratch.settings.model_copy(
        update={"openai_base_url": "http://192.0.2.1/v1", "model": "local", "openai_api_key": SecretStr("x")}
    )
    done = workflows.extract(scratch, OPERATOR, requests.Extract(engine="llm", notes=("ex02",)), silent)
    assert done["usage"]["requests"] == 0
    failure = done["failures"][0]
    assert (failure["note_id"], failure["code"], failure["taken_by"]) == ("ex02", "model-consent", "builtin")


def test_note_that_a_model_cannot_take_is_taken_by_the_builtin_engine(scratch: App) -> None:
    scratch.settings = scratch.settings.model_copy(
        update={"openai_base_url": "http://127.0.0.1:9/v1", "model": "local", "openai_api_key": SecretStr("x")}
    )
    done = workflows.extract(scratch, OPERATOR, requests.Extract(engine="llm", notes=("ex01",)), silent)
    assert [one["taken_by"] for one in done["failures"]] == ["builtin"]
    assert {one["engine"] for one in _export(scratch, "insights") if one["note_id"] == "ex01"} == {"builtin"}
