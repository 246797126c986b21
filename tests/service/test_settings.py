"""Settings: the stronger place wins, each says where it stands, and a mistyped name is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentoring.errors import Misconfigured
from service.configuring import configuration
from service.settings import load


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory to stand in, with a home below it."""
    monkeypatch.chdir(tmp_path)
    for name in ("UPWELL_TODAY", "UPWELL_SCRATCH", "OPENAI_API_KEY", "UPWELL_KEY_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("UPWELL_HOME", str(tmp_path / "home"))
    return tmp_path


def rows() -> dict[str, dict[str, str | None]]:
    return {str(one["name"]): one for one in configuration(load())}


def test_the_stronger_place_wins_and_says_so(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rows()["preview_days"]["origin"] == "default"
    for number, write in enumerate(
        (
            lambda: (here / "upwell.toml").write_text("preview_days = 11\n"),
            lambda: (here / "home" / "upwell.toml").write_text("preview_days = 12\n"),
            lambda: (here / ".env").write_text("UPWELL_PREVIEW_DAYS=13\n"),
            lambda: monkeypatch.setenv("UPWELL_PREVIEW_DAYS", "14"),
        ),
        start=11,
    ):
        write()
        assert load().preview_days == number
        told = rows()["preview_days"]
        assert told["value"] == str(number)
        expected = {11: "upwell.toml", 12: str(here / "home" / "upwell.toml"), 13: ".env", 14: "environment"}
        assert told["origin"] == expected[number]
    assert load(preview_days=15).preview_days == 15


def test_a_secret_is_said_to_be_set_and_not_shown(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    (here / "upwell.toml").write_text('oidc_client_secret = "hush"\n')
    told = rows()
    assert (told["openai_api_key"]["value"], told["openai_api_key"]["origin"]) == ("(set)", "environment")
    assert told["oidc_client_secret"]["value"] == "(set)"
    assert "hush" not in str(told)
    assert "sk-very" not in str(told)


@pytest.mark.parametrize("place", ["toml", "home", ".env", "environment"])
def test_a_mistyped_name_is_an_error_wherever_it_stands(
    here: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    if place == "environment":
        monkeypatch.setenv("UPWELL_PREVEIW_DAYS", "4")
    elif place == ".env":
        (here / ".env").write_text("UPWELL_PREVEIW_DAYS=4\n")
    else:
        (here / ("home" if place == "home" else ".") / "upwell.toml").write_text("preveiw_days = 4\n")
    with pytest.raises(Misconfigured, match=r"(?i)preveiw_days"):
        load()


def test_what_stands_empty_in_the_environment_was_not_given(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "upwell.toml").write_text('model = "from-toml"\n')
    for name in ("UPWELL_MODEL", "UPWELL_DATABASE_URL", "OPENAI_BASE_URL"):
        monkeypatch.setenv(name, "")
    assert (rows()["model"]["value"], rows()["database_url"]["value"]) == ("from-toml", None)
    assert load().database.startswith("sqlite:///")
    assert load().model_url == "https://api.openai.com/v1"


@pytest.mark.usefixtures("here")
def test_the_password_in_a_database_url_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPWELL_DATABASE_URL", "postgresql://upwell:hunter2@db/upwell")
    assert rows()["database_url"]["value"] == "(set)"
    assert "hunter2" not in repr(load())
