"""A mentor sees her own words before others do, and decides how far they go."""

from __future__ import annotations

import json
from datetime import date, timedelta
from threading import Thread
from typing import Any

import pytest

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import Caller
from service import requests, workflows
from service.callers import OPERATOR, caller_for
from service.demo import EXAMPLE
from service.progress import silent
from service.stages import previewing
from service.wiring import App

CONSENTS = json.loads((EXAMPLE / "consents.json").read_text(encoding="utf-8"))
WEEK = "2026-W42"


def _caller(app: App, pair: str, role: str = "mentor") -> Caller:
    return caller_for(app, next(one["person"] for one in CONSENTS if one["pair"] == pair and one["role"] == role))


def _mine(app: App, caller: Caller) -> list[dict[str, Any]]:
    return workflows.preview(app, caller, requests.Preview(), silent)


def _settle(app: App, caller: Caller, item: str, choice: str, **fields: str) -> dict[str, Any]:
    return workflows.settle_words(app, caller, requests.SettleWords(item, choice, **fields), silent)


def _ids(app: App, caller: Caller, level: str | None = None) -> set[str]:
    return {one["id"] for one in workflows.export(app, caller, requests.Export("insights", level), silent)}


def _later(app: App, days: int) -> None:
    app.settings = app.settings.model_copy(update={"today": app.today + timedelta(days=days)})


def _insight(app: App, caller: Caller) -> dict[str, Any]:
    return next(one for one in _mine(app, caller) if one["kind"] == "insight" and not one["about_person"])


def test_she_sees_the_words_and_the_evidence_of_her_sessions_and_of_no_other(example: App) -> None:
    mentor = _caller(example, "ride-01")
    items = _mine(example, mentor)
    assert {one["pair"] for one in items} == {"ride-01"}
    for one in items:
        text = example.store.notes.redacted(one["note_id"]).text
        assert all(text[piece["start"] : piece["end"]] == piece["text"] for piece in one["evidence"])
        assert one["reaches"] is None
    waits = {one["released_by_silence_on"] for one in items if not one["about_person"]}
    assert waits == {(date(2026, 11, 2) + timedelta(days=3)).isoformat()}


@pytest.mark.parametrize(("pair", "level"), [("ride-01", "organisation"), ("ride-02", None)], ids=["auto", "ask"])
def test_she_is_told_how_far_silence_may_take_it(example: App, pair: str, level: str | None) -> None:
    mentor = _caller(example, pair)
    item = _insight(example, mentor)
    assert item["reaches_by_silence"] == level
    _later(example, 3)
    now = next(one for one in _mine(example, mentor) if one["id"] == item["id"])
    assert now["reaches"] == (level and "programme")
    workflows.decide(example, OPERATOR, requests.Decide(item["id"], "approve"), silent) if level else None
    now = next(one for one in _mine(example, mentor) if one["id"] == item["id"])
    assert now["reaches"] == level


def test_what_is_said_of_the_mentee_as_a_person_waits_for_her_word_however_long(example: App) -> None:
    mentors = {caller_for(example, one["person"]).person_id: one for one in CONSENTS if one["role"] == "mentor"}
    items = [item for person in mentors for item in _mine(example, caller_for(example, person))]
    personal = [one for one in items if one["about_person"]]
    assert personal
    assert {one["released_by_silence_on"] for one in personal} == {None}
    _later(example, 30)
    assert not {one["id"] for one in personal} & _ids(example, OPERATOR)


@pytest.mark.parametrize("who", ["operator", "mentee", "other mentor"])
def test_nobody_else_previews_or_settles_her_words(example: App, who: str) -> None:
    item = _insight(example, _caller(example, "ride-01"))["id"]
    callers = {
        "operator": OPERATOR,
        "mentee": _caller(example, "ride-01", "mentee"),
        "other mentor": _caller(example, "ride-02"),
    }
    for choice in ("release", "veto"):
        with pytest.raises((NotAllowed, NotFound)):
            _settle(example, callers[who], item, choice, level="organisation")


def test_released_words_reach_the_level_she_names_and_no_further(example: App) -> None:
    mentor, mentee = _caller(example, "ride-01"), _caller(example, "ride-01", "mentee")
    item = _insight(example, mentor)["id"]
    seen = {}
    for level in ("pair", "programme", "organisation"):
        assert _settle(example, mentor, item, "release", level=level)["reaches"] == level
        seen[level] = (
            item in _ids(example, mentee),
            item in _ids(example, OPERATOR, "programme"),
            item in _ids(example, OPERATOR, "organisation"),
        )
    assert seen == {"pair": (True, False, False), "programme": (True, True, False), "organisation": (True, True, True)}


@pytest.mark.parametrize("choice", ["hold", "veto"])
def test_held_and_vetoed_words_are_seen_by_her_alone_and_silence_changes_nothing(example: App, choice: str) -> None:
    mentor, mentee = _caller(example, "ride-01"), _caller(example, "ride-01", "mentee")
    one = _insight(example, mentor)
    settled = _settle(example, mentor, one["id"], choice)
    assert (settled["reaches"], settled["reason"]) == (None, "mentor")
    _later(example, 30)
    assert one["id"] not in _ids(example, mentee) | _ids(example, OPERATOR)
    assert one["id"] in {item["id"] for item in _mine(example, mentor)}
    hits = workflows.search(example, OPERATOR, requests.Search(one["evidence"][0]["readable"], k=20), silent)
    assert one["id"] not in {found["id"] for hit in hits for found in hit["insights"]}
    assert not any(
        hit["note_id"] == one["note_id"] and one["evidence"][0]["readable"] in hit["snippet"] for hit in hits
    )
    notes = workflows.export(example, OPERATOR, requests.Export("notes"), silent)
    assert one["note_id"] not in {row["note_id"] for row in notes}


@pytest.mark.parametrize("choice", ["hold", "veto"])
def test_another_extraction_does_not_undo_her_word(example: App, choice: str) -> None:
    mentor = _caller(example, "ride-01")
    one = _insight(example, mentor)
    _settle(example, mentor, one["id"], choice)
    workflows.extract(example, OPERATOR, requests.Extract(notes=(one["note_id"],)), silent)
    again = next(item for item in _mine(example, mentor) if item["id"] == one["id"])
    assert again["state"] == {"hold": "held", "veto": "vetoed"}[choice]


def test_softened_words_replace_the_engines_and_are_hers_to_release(example: App) -> None:
    mentor = _caller(example, "ride-01")
    one = _insight(example, mentor)
    _settle(example, mentor, one["id"], "release", level="organisation")
    softened = _settle(example, mentor, one["id"], "soften", text="Notices could reach people sooner.")
    assert (softened["text"], softened["state"], softened["reaches"]) == (
        "Notices could reach people sooner.", "previewed", None,
    )  # fmt: skip
    assert one["id"] not in _ids(example, OPERATOR)
    workflows.extract(example, OPERATOR, requests.Extract(notes=(one["note_id"],)), silent)
    _settle(example, mentor, one["id"], "release", level="organisation")
    rows = workflows.export(example, OPERATOR, requests.Export("insights", "organisation"), silent)
    assert [row["statement"] for row in rows if row["id"] == one["id"]] == ["Notices could reach people sooner."]


def test_her_own_words_pass_the_guard_or_are_refused(example: App) -> None:
    mentor = _caller(example, "ride-01")
    one = _insight(example, mentor)
    surname = next(p["person"] for p in CONSENTS if p["pair"] == "ride-01" and p["role"] == "mentee")
    assert surname not in _settle(example, mentor, one["id"], "soften", text=f"As {surname} says, ask first.")["text"]
    for text in ("Write to ines@larkspoke.example about it.", " ", "x" * 401):
        with pytest.raises(BadInput):
            _settle(example, mentor, one["id"], "soften", text=text)
    for choice, fields in (("release", {}), ("release", {"level": "everybody"}), ("shout", {})):
        with pytest.raises(BadInput):
            _settle(example, mentor, one["id"], choice, **fields)


def test_nobody_waits_while_a_model_reads_her_words(example: App, monkeypatch: pytest.MonkeyPatch) -> None:
    mentor = _caller(example, "ride-01")
    one = _insight(example, mentor)
    read = previewing.guarded

    def guarded(*given: Any) -> Any:
        audit = example.store.audit.append
        other = Thread(target=audit, args=("meanwhile",), kwargs={"actor_ref": None, "at": example.now()}, daemon=True)
        other.start()
        other.join(5)
        assert not other.is_alive()
        return read(*given)

    monkeypatch.setattr(previewing, "guarded", guarded)
    assert _settle(example, mentor, one["id"], "soften", text="Ask sooner.")["text"] == "Ask sooner."


def test_words_taken_back_leave_kept_digests_and_name_what_was_handed_out(example: App) -> None:
    mentor = _caller(example, "ride-01")
    one = next(
        item for item in _mine(example, mentor) if item["kind"] == "insight" and item["session_date"] < "2026-10-19"
    )
    _settle(example, mentor, one["id"], "release", level="organisation")
    assert one["id"] in str(workflows.digest(example, OPERATOR, requests.MakeDigest(WEEK), silent))
    _ids(example, OPERATOR, "organisation")
    assert one["id"] in (example.store.digests.get(WEEK, "organisation") or "")
    out = _settle(example, mentor, one["id"], "veto")["handed_out"]
    assert [entry.split()[0] for entry in out] == ["export-insights"]
    assert one["id"] not in (example.store.digests.get(WEEK, "organisation") or "")
    assert workflows.verify_audit(example, OPERATOR, requests.VerifyAudit(), silent)["faults"] == []
