"""Retention by policy: shown to a lead first, taken by whoever runs the home, erased like everything else."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from mentoring.errors import NotAllowed
from mentoring.store.outside import read_list
from mentoring.store.receipt import is_genuine
from mentoring.store.tables import notes
from service.callers import OPERATOR, caller_for
from service.operations_requests import Retention as Asked
from service.operations_workflows import retain
from service.progress import silent
from service.settings import Retention, Settings
from service.wiring import App, opened
from tests.api.company import FIRST, NORTH, TODAY, make
from tests.store.sessions import SESSION, insight, keep, session

KEPT = (TODAY - SESSION).days
"""Days since the company's sessions."""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return make(tmp_path_factory.mktemp("company"))


@pytest.fixture
def open_with(company: Settings, tmp_path: Path) -> Any:
    """Opens a copy of the company's home under a policy."""
    for name in ("home", "keys"):
        shutil.copytree(company.home.parent / name, tmp_path / name)

    def under(**policy: int) -> Any:
        changed = {"home": tmp_path / "home", "key_dir": tmp_path / "keys", "retention": Retention(**policy)}
        return opened(company.model_copy(update=changed))

    return under


def test_without_a_policy_nothing_goes(open_with: Any) -> None:
    with open_with() as app:
        told = retain(app, OPERATOR, Asked(apply=True), silent)
        assert (told["notes"], told["runs"], told["receipt"]) == (0, 0, None)
        assert app.store.notes.count() == 8


@pytest.mark.parametrize(("days", "gone"), [(KEPT, 0), (KEPT - 1, 8)], ids=["last day", "day after"])
def test_notes_go_the_day_after_their_last(open_with: Any, days: int, gone: int) -> None:
    with open_with(notes_days=days) as app:
        assert retain(app, OPERATOR, Asked(), silent)["notes"] == gone
        assert app.store.notes.count() == 8  # shown, not taken
        retain(app, OPERATOR, Asked(apply=True), silent)
        assert app.store.notes.count() == 8 - gone


def test_what_goes_leaves_nothing_and_a_receipt(open_with: Any) -> None:
    with open_with(notes_days=KEPT - 1) as app:
        young = keep_young(app)
        app.store.outside.begin()
        told = retain(app, OPERATOR, Asked(apply=True), silent)
        assert (told["receipt"]["residue"], told["receipt"]["notes"]) == (0, 8)
        assert is_genuine(told["receipt"])
        assert [row.note_id for row in app.store.notes.rows()] == [young]
        listed = read_list(app.store.keys, app.store.outside.withdrawals)
        assert listed.gone_before == {"notes": (TODAY - timedelta(days=KEPT - 1)).isoformat()}
        assert app.store.audit.verify() == []
        home: Path = app.settings.home
        app.store.database.truncate_log()
        content = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
        wanted = (FIRST.note_id, insight(FIRST).id, insight(FIRST).statement, FIRST.text)
        assert [words for words in wanted if words.encode() in content] == []


def keep_young(app: App) -> str:
    """One more note, of yesterday."""
    one = keep(app.store, session(70))
    with app.store.database.write() as connection:
        yesterday = {"session_date": TODAY - timedelta(days=1)}
        connection.execute(update(notes).where(notes.c.note_id == one.note_id).values(**yesterday))
    return one.note_id


def test_runs_go_by_their_own_days(open_with: Any) -> None:
    with open_with(runs_days=1) as app:
        assert retain(app, OPERATOR, Asked(apply=True), silent)["runs"] == 2
        assert app.store.evaluations.runs() == []
        assert app.store.notes.count() == 8


def test_a_lead_sees_what_will_go_of_her_programme_and_cannot_take_it(open_with: Any) -> None:
    with open_with(notes_days=KEPT - 1, runs_days=1) as app:
        lead = caller_for(app, "lead")
        told = retain(app, lead, Asked(), silent)
        assert told["programs"] == {"north": len(NORTH)}
        assert told["notes"] == len(NORTH)
        assert told["runs"] is None
        with pytest.raises(NotAllowed):
            retain(app, lead, Asked(apply=True), silent)
        with pytest.raises(NotAllowed):
            retain(app, caller_for(app, "men1"), Asked(), silent)
