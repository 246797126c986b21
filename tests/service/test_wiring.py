"""What a run works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from mentoring.errors import Misconfigured
from retrieval.embed import BUNDLED
from service.examining import findings
from service.moved import has_data
from service.settings import Settings, load
from service.wiring import App, opened


def test_follow_through_reads_with_the_bundled_model_whichever_searches(scratch: App, tmp_path: Path) -> None:
    other = tmp_path / "another"
    other.mkdir()
    (other / "modules.json").write_text("[]", encoding="utf-8")
    searching = replace(scratch, settings=scratch.settings.model_copy(update={"embedding_model": str(other)}))
    assert (searching.embedder.name, searching.bundled_embedder.name) == ("another", BUNDLED)
    assert scratch.bundled_embedder is scratch.embedder


def test_a_home_whose_notes_are_in_sqlite_is_not_opened_with_another_database(
    example_home: Settings, copy_of: Callable[[Settings], Settings], tmp_path: Path
) -> None:
    settings = copy_of(example_home)
    if settings.database_url is not None:
        (settings.home / "upwell.db").touch()
    elsewhere = settings.model_copy(update={"database_url": SecretStr(f"sqlite:///{tmp_path / 'elsewhere.db'}")})
    with pytest.raises(Misconfigured, match="no withdrawal would reach them"), opened(elsewhere):
        pass
    assert not (tmp_path / "elsewhere.db").exists()
    assert [one["name"] for one in findings(elsewhere) if "no withdrawal would reach" in one["finding"]] == ["database"]


def test_a_home_whose_notes_are_in_another_database_begins_no_empty_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    there = SecretStr(f"sqlite:///{tmp_path / 'elsewhere.db'}")
    told = load(home=tmp_path / "home", key_dir=tmp_path / "keys", database_url=there)
    with opened(told):
        pass
    untold = told.model_copy(update={"database_url": None})
    with pytest.raises(Misconfigured, match="UPWELL_DATABASE_URL to it as before"), opened(untold):
        pass
    assert not (told.home / "upwell.db").exists()
    assert ["as before" in one["finding"] for one in findings(untold) if one["name"] == "database"] == [True]
    with opened(told):
        pass


@pytest.mark.parametrize("here", ["upwell.db", "elsewhere.db"])
def test_a_home_that_was_used_begins_no_other_log_in_an_empty_database(tmp_path: Path, here: str) -> None:
    (tmp_path / "home").mkdir()
    told = load(home=tmp_path / "home", key_dir=tmp_path / "keys")
    if here == "elsewhere.db":
        told = told.model_copy(update={"database_url": SecretStr(f"sqlite:///{tmp_path / here}")})
    with opened(told) as app:
        app.store.audit.append("import", actor_ref=None, at=app.now())
    file = next(tmp_path.rglob(here))
    kept = file.rename(tmp_path / "kept.db")
    with pytest.raises(Misconfigured, match="nothing of it is in the database"), opened(told):
        pass
    assert not has_data(told)
    assert ["as before" in one["finding"] for one in findings(told) if one["name"] == "database"] == [True]
    file.unlink(missing_ok=True)
    kept.rename(file)
    with opened(told) as app:
        assert not app.store.audit.verify()
