"""Each fault is made, and the doctor and the commands say it in a sentence with a way out."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import typer
from sqlalchemy import event, text

from mentoring.errors import Damaged, Misconfigured
from mentoring.store.database import Database
from service import examining, home
from service.cli.run import sentences
from service.doctor import examine
from service.settings import Settings, load
from service.wiring import opened
from tests.api.company import make
from tests.databases import Databases
from tests.store.sessions import AT

Fault = Callable[[Settings], object]
"""Spoils the home, or returns settings that are wrong."""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with its index and something in its audit log, to be copied and spoilt."""
    made = make(tmp_path_factory.mktemp("company"))
    with opened(made) as app:
        app.store.audit.append("ingest", actor_ref=None, at=AT)
        for program in ("north", "south"):
            app.index.rebuild(program)
    return made


@pytest.fixture
def settings(company: Settings, tmp_path: Path) -> Settings:
    for name in ("home", "keys"):
        shutil.copytree(company.home.parent / name, tmp_path / name)
    (tmp_path / "home").chmod(0o700)
    return company.model_copy(update={"home": tmp_path / "home", "key_dir": tmp_path / "keys"})


def _said(settings: Settings) -> dict[str, str]:
    """What is wrong, by name."""
    return {one["name"]: one["finding"] for one in examine(settings)["checks"] if not one["ok"]}


def _in_database(settings: Settings, statement: str) -> None:
    database = Database(settings.database)
    with database.write() as connection:
        connection.execute(text(statement))
    database.close()


def _break_shard(settings: Settings) -> None:
    for file in (settings.home / "index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"\0" * 100)


def test_nothing_is_wrong_with_a_sound_home(settings: Settings) -> None:
    before = {file: file.stat().st_mtime_ns for file in settings.key_dir.iterdir()}
    assert _said(settings) == {}
    assert {file: file.stat().st_mtime_ns for file in settings.key_dir.iterdir()} == before


@pytest.mark.parametrize(
    ("fault", "name", "way_out"),
    [
        pytest.param(_break_shard, "search index", "builds it anew", id="corrupted shard"),
        pytest.param(lambda s: next(s.key_dir.glob("*.key")).unlink(), "master key", "put h", id="missing key"),
        pytest.param(lambda s: s.model_copy(update={"today": date(2026, 6, 1)}), "clock", "set it right", id="clock"),
        pytest.param(
            lambda s: _in_database(s, "UPDATE alembic_version SET version_num = '9999'"),
            "schema", "install that version", id="schema of a newer release",
        ),
        pytest.param(
            lambda s: (s.home / "upwell.db").write_bytes(b"no database" * 500),
            "schema", "restore a backup", id="database damaged",
        ),
        pytest.param(
            lambda s: s.model_copy(update={"embedding_model": "no-such-model"}), "model", "correct or unset it",
            id="model that is not there",
        ),
        pytest.param(lambda s: (s.home / "restoring").touch(), "home", "restore again", id="restore cut off"),
    ],
)  # fmt: skip
def test_the_doctor_says_what_is_wrong_and_what_to_do(
    fault: Fault, name: str, way_out: str, settings: Settings
) -> None:
    changed = fault(settings)
    assert way_out in _said(changed if isinstance(changed, Settings) else settings)[name]


def test_the_doctor_asks_for_room(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "LEAST_FREE", shutil.disk_usage(settings.home).total * 2)
    assert "make room" in _said(settings)["disk"]


def test_the_doctor_finds_a_home_that_takes_no_file(settings: Settings) -> None:
    """/proc takes files from nobody, however mighty."""
    assert "takes no file" in _said(settings.model_copy(update={"home": Path("/proc/self")}))["home is writable"]


def test_the_doctor_names_a_second_owner_and_leaves_the_index_alone(settings: Settings) -> None:
    with home.owned(settings.home):
        assert "wait until it ends" in _said(settings)["owner"]
        found = {one["name"]: one["finding"] for one in examine(settings)["checks"]}
    assert "in use" in found["search index"]


def test_extras_that_a_setting_needs_are_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "_EXTRAS", {"otlp_endpoint": ("no_such_module.inner", "telemetry")})
    told = settings.model_copy(update={"otlp_endpoint": "http://127.0.0.1:4317"})
    assert "pip install 'upwell[telemetry]'" in _said(told)["extras"]


def test_a_home_without_its_key_is_not_opened_and_gets_no_other(settings: Settings) -> None:
    (file,) = settings.key_dir.glob("*.key")
    key = file.read_bytes()
    file.unlink()
    with pytest.raises(Misconfigured, match="put it back"), opened(settings):
        pass
    assert not file.exists()
    file.write_bytes(key)
    file.chmod(0o600)
    with opened(settings) as app:
        assert app.store.notes.count() == 8


@pytest.mark.postgresql
def test_on_a_server_too_only_a_database_that_was_written_to_asks_for_its_key(
    tmp_path: Path, databases: Databases
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    settings = load(home=home, key_dir=tmp_path / "keys", **databases.told(databases.make(home), home))
    with opened(settings):
        pass
    (file,) = settings.key_dir.glob("*.key")
    file.unlink()
    with pytest.raises(Misconfigured, match="put it back"), opened(settings):
        pass
    assert not file.exists()


def test_a_full_disk_is_a_sentence_and_nothing_finished_is_lost(settings: Settings) -> None:
    with opened(settings) as app:
        engine = app.store.database.engine
        engine.dispose()
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count = 1"))  # SQLite's smallest
        with pytest.raises(Misconfigured, match="The disk is full"), app.store.database.write() as connection:
            connection.execute(text("CREATE TABLE more AS SELECT * FROM passages"))
    with opened(settings) as app:
        assert app.store.notes.count() == 8
        assert app.store.audit.verify() == []


def test_a_database_that_takes_no_change_is_a_sentence(settings: Settings) -> None:
    with opened(settings) as app:
        event.listen(app.store.database.engine, "begin", lambda made: made.exec_driver_sql("PRAGMA query_only = 1"))
        with pytest.raises(Misconfigured, match="cannot be written"):
            app.store.audit.append("more", actor_ref=None, at=app.now())


def test_a_damaged_database_is_a_sentence(settings: Settings) -> None:
    (settings.home / "upwell.db").write_bytes(b"no database" * 500)
    with pytest.raises(Damaged, match="restore a backup"), opened(settings):
        pass


@pytest.mark.parametrize(
    ("number", "way_out"),
    [(errno.ENOSPC, "make room"), (errno.EROFS, "mount it for writing"), (errno.EACCES, "another UPWELL_HOME")],
)
def test_what_the_system_says_of_a_disk_is_a_sentence(
    number: int, way_out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as left, sentences(as_json=False):
        raise OSError(number, "as the system says it")
    assert left.value.exit_code == 2
    assert way_out in capsys.readouterr().err
