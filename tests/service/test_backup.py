"""A backup of a home and a home made out of it: what is in it, what is not, and when there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from pydantic import SecretStr

from mentoring.errors import BadInput, Damaged, Misconfigured, NotAllowed
from service import home, requests, workflows
from service.callers import OPERATOR, caller_for
from service.operations_requests import BackUp
from service.operations_workflows import back_up
from service.progress import silent
from service.settings import Settings
from service.stages import restoring
from service.wiring import RESTORING, App, opened
from tests.api.company import FIRST, make
from tests.store.sessions import vector

WITHDRAWS = FIRST.mentor


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return make(tmp_path_factory.mktemp("company"))


@pytest.fixture
def found(company: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """A home of its own to change; vectors come from a hash, so that no model is loaded."""

    def embed(texts: Sequence[str]) -> np.ndarray:
        return np.stack([vector(one) for one in texts])

    monkeypatch.setattr(App, "embedder", SimpleNamespace(embed=embed))
    for name in ("home", "keys"):
        shutil.copytree(company.home.parent / name, tmp_path / name)
    with opened(company.model_copy(update={"home": tmp_path / "home", "key_dir": tmp_path / "keys"})) as app:
        yield app


@pytest.fixture
def file(found: App, tmp_path: Path) -> Path:
    file = tmp_path / "one.backup"
    told = back_up(found, OPERATOR, BackUp(str(file)), silent)
    assert told["notes"] == 8
    assert all(Path(one).is_file() for one in told["keep_apart"])
    return file


@pytest.fixture
def elsewhere(found: App, tmp_path: Path) -> Settings:
    """Settings of a home that is none yet, with the same key directory."""
    home.prepare(tmp_path / "elsewhere")
    return found.settings.model_copy(update={"home": tmp_path / "elsewhere"})


def _restore(settings: Settings, file: Path, **asked: Path) -> dict[str, Any]:
    with home.owned(settings.home):
        return restoring.restore(settings, restoring.Asked(file, **asked), silent)


def test_a_home_comes_back_without_what_was_withdrawn_since(found: App, file: Path, elsewhere: Settings) -> None:
    receipt = workflows.withdraw(found, OPERATOR, requests.Withdraw(WITHDRAWS), silent)
    assert [one.rpartition(" ")[2] for one in receipt["backups"]] == [str(file)]
    told = _restore(elsewhere, file)
    assert (told["notes"], told["taken_back"]) == (8 - receipt["notes"], receipt["notes"])
    with opened(elsewhere) as app:
        workflows.start(app)
        assert {row.note_id for row in app.store.notes.rows()} == {row.note_id for row in found.store.notes.rows()}
        assert app.index.faults(sorted({row.program for row in app.store.notes.rows()})) == []
        assert app.store.passages.match("polls", 5)
        assert workflows.verify_audit(app, OPERATOR, requests.VerifyAudit(), silent)["faults"] == []
        mine = app.store.items.insights()
        assert [row.insight for row in mine] == [row.insight for row in found.store.items.insights()]


def test_without_the_current_list_of_withdrawals_nothing_is_restored(
    found: App, file: Path, elsewhere: Settings, tmp_path: Path
) -> None:
    kept = found.store.outside.withdrawals
    old = tmp_path / "old.withdrawals"
    old.write_bytes(kept.read_bytes())
    workflows.withdraw(found, OPERATOR, requests.Withdraw(WITHDRAWS), silent)
    with pytest.raises(BadInput, match="not the current one"):
        _restore(elsewhere, file, withdrawals=old)
    kept.unlink()
    with pytest.raises(Misconfigured, match="no list of withdrawals"):
        _restore(elsewhere, file)
    assert not (elsewhere.home / "home-id").exists()


def test_without_the_homes_key_nothing_is_restored_and_none_is_made(
    file: Path, elsewhere: Settings, tmp_path: Path
) -> None:
    (tmp_path / "others").mkdir()
    with pytest.raises(Misconfigured, match="put the home's key directory back"):
        _restore(elsewhere.model_copy(update={"key_dir": tmp_path / "others"}), file)
    assert list((tmp_path / "others").iterdir()) == []


def test_a_home_that_is_one_already_is_left_alone(found: App, file: Path) -> None:
    with pytest.raises(Misconfigured, match="is not empty"):
        _restore(found.settings, file)
    assert found.store.notes.count() == 8


def test_a_database_that_a_home_uses_is_left_alone(found: App, file: Path, elsewhere: Settings) -> None:
    used = elsewhere.model_copy(update={"database_url": SecretStr(found.settings.database)})
    with pytest.raises(Misconfigured, match="The database is not empty"):
        _restore(used, file)
    assert {one.name for one in elsewhere.home.iterdir()} == {"run"}


def test_a_torn_backup_leaves_an_empty_home(file: Path, elsewhere: Settings) -> None:
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(Damaged, match="torn or was changed"):
        _restore(elsewhere, file)
    assert {one.name for one in elsewhere.home.iterdir()} <= {"run", "upwell.toml"}


def test_a_home_whose_restore_was_cut_off_is_not_opened(found: App) -> None:
    (found.settings.home / RESTORING).touch()
    with pytest.raises(Damaged, match="was cut off"), opened(found.settings):
        pass


def test_only_whoever_runs_the_home_backs_it_up_and_never_into_itself(found: App, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        back_up(found, caller_for(found, WITHDRAWS), BackUp(str(tmp_path / "hers")), silent)
    for place in (found.settings.home, found.settings.key_dir):
        with pytest.raises(Misconfigured):
            back_up(found, OPERATOR, BackUp(str(place / "one")), silent)
    (tmp_path / "there").touch()
    with pytest.raises(BadInput, match="exists already"):
        back_up(found, OPERATOR, BackUp(str(tmp_path / "there")), silent)
    with pytest.raises(BadInput, match="cannot be written"):
        back_up(found, OPERATOR, BackUp(str(tmp_path / "no" / "folder")), silent)
