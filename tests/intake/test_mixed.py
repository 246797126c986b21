"""One of everything: `upwell ingest fixtures/mixed --json` gives the list that is expected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mentoring.records import Caller
from service import home, workflows
from service.callers import OPERATOR
from service.progress import silent
from service.requests import ImportPeople, Ingest
from service.settings import load
from service.wiring import App, opened
from tests.intake.fixture_files import FIXTURES, MIXED

REQUEST = Ingest((str(MIXED),), consents=str(FIXTURES / "consents.json"))
TODAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("mixed")
    settings = load(home=folder / "home", key_dir=folder / "keys", today=TODAY, engine="builtin")
    with home.owned(settings.home), opened(settings) as app:
        workflows.import_people(app, OPERATOR, ImportPeople(str(FIXTURES / "people.csv")), silent)
        yield app


@pytest.fixture(scope="module")
def rehearsal(app: App) -> dict[str, Any]:
    """What a dry run says, before anything is taken."""
    request = Ingest(REQUEST.paths, consents=REQUEST.consents, dry_run=True)
    answer = workflows.ingest(app, OPERATOR, request, silent)
    assert app.store.notes.count() == 0
    assert not app.store.consents.current()
    return answer


@pytest.fixture(scope="module")
def taken(app: App, rehearsal: dict[str, Any]) -> dict[str, Any]:
    assert rehearsal
    return workflows.ingest(app, OPERATOR, REQUEST, silent)


def place(file: str) -> str:
    return Path(file).relative_to(MIXED).as_posix()


def as_list(answer: dict[str, Any]) -> list[list[Any]]:
    """The answer without ids, which are keyed by the home, and without folders."""
    rows = [["taken", place(one["file"]), one["part"], one["pair"], one["session_date"]] for one in answer["notes"]]
    rows += [["asked", place(one["file"]), one["part"], one["missing"], one["choices"]] for one in answer["needs"]]
    rows += [["refused", place(one["file"]), one["code"], one.get("quarantined", False)] for one in answer["refused"]]
    return sorted(rows, key=str)


def test_the_mixed_folder_gives_the_expected_list(taken: dict[str, Any]) -> None:
    expected = json.loads((FIXTURES / "mixed.expected.json").read_text(encoding="utf-8"))
    assert as_list(taken) == expected
    assert len(taken["accepted"]) == sum(row[0] == "taken" for row in expected)


def test_a_dry_run_says_the_same_and_keeps_nothing(rehearsal: dict[str, Any], taken: dict[str, Any]) -> None:
    assert as_list(rehearsal) == as_list(taken)
    assert rehearsal["dry_run"]


def test_taking_the_folder_again_changes_nothing(app: App, taken: dict[str, Any]) -> None:
    again = workflows.ingest(app, OPERATOR, REQUEST, silent)
    assert again["accepted"] == []
    assert sorted(again["unchanged"]) == sorted(taken["accepted"])


def test_nothing_refused_or_asked_about_is_kept_in_any_file(app: App, taken: dict[str, Any]) -> None:
    assert taken["refused"]
    app.store.database.truncate_log()
    kept = b"".join(path.read_bytes() for path in app.settings.home.rglob("*") if path.is_file())
    for sentence in (
        b"Henrike never agreed",
        b"Nobody has told the register",
        b"Dora Klein",
        b"strangers",
        b"Which Sven",
    ):
        assert sentence not in kept
    assert b"a problem" in kept or b"problems a day earlier" in kept  # the control: what was taken is there


def test_quotes_and_signatures_of_mail_are_not_kept(app: App, taken: dict[str, Any]) -> None:
    bodies = {
        one["file"]: app.store.notes.body(one["note_id"]) or "" for one in taken["notes"] if "mail/" in one["file"]
    }
    assert len(bodies) == 5
    assert not [body for body in bodies.values() if "Secret line" in body or "+46" in body or "iPhone" in body]


def test_answers_in_a_mapping_settle_what_was_asked(app: App, taken: dict[str, Any], tmp_path: Path) -> None:
    assert taken["needs"]
    mapping = tmp_path / "mapping.csv"
    mapping.write_text(
        "file,part,pair,session_date,dates\n"
        "asked/no hint at all.txt,,aster-1,2026-06-10,\n"
        "Sven 2026-06-11.txt,,aster-3,,\n"
        "forms/Amb*.csv,,,,mdy\n"
    )
    request = Ingest((str(MIXED / "asked"), str(MIXED / "forms")), mapping=str(mapping), dry_run=True)
    answer = workflows.ingest(app, OPERATOR, request, silent)
    assert answer["needs"] == []
    new = {
        place(one["file"]): (one["pair"], one["session_date"])
        for one in answer["notes"]
        if one["note_id"] in answer["accepted"]
    }
    assert new == {
        "asked/no hint at all.txt": ("aster-1", "2026-06-10"),
        "asked/Sven 2026-06-11.txt": ("aster-3", "2026-06-11"),
        "forms/Ambiguous dates.csv": ("aster-1", "2026-05-06"),
    }


def test_a_lead_sees_and_takes_only_her_own_programmes(app: App, taken: dict[str, Any]) -> None:
    assert taken
    other = Caller("E9", frozenset({"lead"}), frozenset({"another-programme"}))
    answer = workflows.ingest(app, other, Ingest((str(MIXED / "notes"), str(MIXED / "asked")), dry_run=True), silent)
    assert answer["accepted"] == answer["unchanged"] == []
    assert not any(one["choices"].get("pair") for one in answer["needs"])
    assert {one["code"] for one in answer["refused"]} == {"front-matter", "programme"}
