"""One purpose taken back while the note stays: what it let be shown, named or asked goes, or stands on the receipt."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mentoring.records import Pattern
from mentoring.store.taken_back import taken_back
from service import desk_workflows, learning_requests, learning_workflows, requests, workflows
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.stages.erasing import settle
from service.stages.taking import gate_of
from service.wiring import App, _Answers
from tests.api.company import NORTH, SECOND, SOUTH
from tests.store.sessions import AT, FIRST, insight, refs

WEEK = "2026-W23"
PURPOSES = ("quote", "attribute", "model")


@pytest.fixture
def files(app: App, tmp_path: Path) -> dict[str, Path]:
    """Her words in a digest and a card that Upwell wrote, an export, and a model's answer about her note."""
    found = {"digest": tmp_path / "digest.md", "card": tmp_path / "card.html", "report": tmp_path / "report.html"}
    workflows.hand_out_digest(app, OPERATOR, requests.HandOutDigest(WEEK, "md", file=str(found["digest"])), silent)
    asked = learning_requests.HandOutLearning(insight(SECOND).id, "html", str(found["card"]))
    learning_workflows.hand_out(app, caller_for(app, "exe1"), asked, silent)
    app.store.artifacts.wrote(str(found["report"]), "report", [SECOND.note_id], AT)
    for file in found.values():
        file.write_text(FIRST)
    workflows.export(app, OPERATOR, requests.Export("insights", "organisation"), silent)
    workflows.export(app, OPERATOR, requests.Export("patterns", "organisation"), silent)
    app.store.answers.put(SECOND.note_id, "k", json.dumps({"statement": f"Asked elsewhere: {SECOND.secret}."}), AT)
    return found


def back(app: App, *purposes: str) -> dict:
    asked = requests.Withdraw("men2", purposes=purposes)
    foreseen = desk_workflows.foresee(app, caller_for(app, "men2"), asked, silent)
    receipt = workflows.withdraw(app, caller_for(app, "men2"), asked, silent)
    assert {name: receipt[name] for name in ("notes", "insights", "digests", "files")} == {
        name: foreseen[name] for name in ("notes", "insights", "digests", "files")
    }
    assert len(receipt["handed_out"]) == len(foreseen["handed_out"])
    return receipt


@pytest.mark.parametrize(
    ("purpose", "gone", "digests", "named"),
    [
        pytest.param("quote", {"digest", "card"}, 1, ["export-insights"], id="her words"),
        pytest.param("attribute", {"card"}, 0, [], id="her name"),
        pytest.param("model", set(), 0, [], id="a model's answers"),
    ],
)
def test_what_the_purpose_let_out_goes_and_the_note_stays(app: App, files, purpose, gone, digests, named) -> None:
    receipt = back(app, purpose)
    assert {name for name, file in files.items() if not file.exists()} == gone
    assert (receipt["notes"], receipt["insights"], receipt["residue"]) == (0, 0, 0)
    assert (receipt["files"], receipt["digests"]) == (len(gone), digests)
    assert [one.split()[0] for one in receipt["handed_out"]] == named
    assert (app.store.digests.get(WEEK, "organisation") is None) == bool(digests)
    assert (app.store.answers.get(SECOND.note_id, "k") is None) == (purpose == "model")
    assert insight(SECOND).id in {row.insight.id for row in app.store.items.insights()}
    again = back(app, purpose)
    assert (again["files"], again["digests"], again["handed_out"]) == (0, 0, [])


def test_all_three_at_once_reach_what_each_reaches(app: App, files) -> None:
    receipt = back(app, *PURPOSES)
    assert (receipt["files"], receipt["digests"], len(receipt["handed_out"])) == (2, 1, 1)
    assert files["report"].exists()
    assert app.store.answers.get(SECOND.note_id, "k") is None


def test_a_withdrawal_that_was_cut_off_is_carried_out_at_the_next_start(app: App, files) -> None:
    mentor = refs(app.store, SECOND)[0]
    app.store.consents.withdraw(mentor, None, app.today, app.now(), purposes=frozenset({"quote"}))
    settle(app)
    assert not files["digest"].exists()
    assert not any(taken_back(app.store.notes.rows(), gate_of(app)).values())
    receipts = app.store.audit.count()
    settle(app)
    assert app.store.audit.count() == receipts


def test_a_digest_without_her_words_stays(app: App) -> None:
    workflows.digest(app, caller_for(app, "exe6"), requests.MakeDigest(WEEK, own=True), silent)
    theirs = app.store.people.ref_of("exe6")
    body = json.loads(app.store.digests.get(WEEK, theirs) or "{}")
    assert body
    for one in body["document"]["insights"]:
        one["evidence"] = []
    app.store.digests.save(WEEK, theirs, json.dumps(body), AT)
    assert back(app, "quote")["digests"] == 0


def test_an_answer_that_comes_in_after_the_leave_to_ask_went_is_not_kept(app: App) -> None:
    app.settings.__dict__["openai_base_url"] = "https://model.example.org/v1"
    kept, text = _Answers(app), app.store.notes.redacted(SECOND.note_id)
    kept.put(text, "before", "An answer")
    back(app, "model")
    kept.put(text, "after", "An answer")
    kept.put(replace(text, note_id="n000000000000"), "after", "An answer")
    assert [kept.get(SECOND.note_id, key) for key in ("before", "after")] == [None, None]
    app.settings.__dict__["openai_base_url"] = "http://127.0.0.1:8080/v1"
    kept.put(text, "here", "An answer")
    assert kept.get(SECOND.note_id, "here") == "An answer"


def test_an_exported_pattern_is_named_to_everybody_behind_it(app: App) -> None:
    members = tuple(sorted(insight(one).id for one in (SECOND, *SOUTH)))
    app.store.items.replace_patterns([Pattern("g000000000001", "Polls are short", "ways-of-working", members)])
    rows = workflows.export(app, OPERATOR, requests.Export("patterns", "organisation"), silent)
    assert len(rows) == 1
    behind = {one.note_id for one in (SECOND, *SOUTH)}
    assert {one.note_id for one in (*NORTH, *SOUTH) if app.store.artifacts.holding([one.note_id])} == behind
