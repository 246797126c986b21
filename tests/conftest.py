"""An opened evaluation home with the packaged example, made once for all tests that only read."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service import home, workflows
from service.callers import OPERATOR
from service.demo import EXAMPLE
from service.progress import silent
from service.requests import Extract, ImportPeople, Ingest
from service.settings import Settings, load
from service.wiring import App, opened

TODAY = date(2026, 11, 2)


@pytest.fixture(scope="session")
def example_home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a real home that holds the extracted example."""
    return _made(tmp_path_factory.mktemp("real"), scratch=False)


@pytest.fixture(scope="session")
def scratch_home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an evaluation home that holds the extracted example."""
    return _made(tmp_path_factory.mktemp("scratch"), scratch=True)


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[Settings], Settings]:
    """A home of one's own to change: the copy of another, with its keys."""

    def copy(settings: Settings) -> Settings:
        shutil.copytree(settings.home, tmp_path / "home")
        shutil.copytree(settings.key_dir, tmp_path / "keys")
        return settings.model_copy(update={"home": tmp_path / "home", "key_dir": tmp_path / "keys"})

    return copy


@pytest.fixture
def example(example_home: Settings, copy_of: Callable[[Settings], Settings]) -> Iterator[App]:
    """A real home with the example, to change at will."""
    with opened(copy_of(example_home)) as app, _loaded(app):
        yield app


@pytest.fixture
def scratch(scratch_home: Settings, copy_of: Callable[[Settings], Settings]) -> Iterator[App]:
    """An evaluation home with the example, to change at will."""
    with opened(copy_of(scratch_home)) as app, _loaded(app):
        yield app


_MODELS: dict[str, Any] = {}


@contextmanager
def _loaded(app: App) -> Iterator[None]:
    """Models are loaded once for all tests, as a running service does; they hold nothing of a home but its roster."""
    app.__dict__["embedder"] = _MODELS.setdefault("embedder", app.embedder)
    app._redactors = dict(_MODELS.get("redactors", {}))
    if "builtin" in _MODELS:
        app.__dict__["builtin"] = _MODELS["builtin"]
    yield
    _MODELS["redactors"] = app._redactors
    if "builtin" in app.__dict__:
        _MODELS["builtin"] = app.builtin


def _made(folder: Path, *, scratch: bool) -> Settings:
    settings = load(home=folder / "home", key_dir=folder / "keys", today=TODAY, scratch=scratch, engine="builtin")
    with home.owned(settings.home), opened(settings) as app:
        workflows.import_people(app, OPERATOR, ImportPeople(str(EXAMPLE / "people.csv")), silent)
        request = Ingest((str(EXAMPLE / "notes"),), consents=str(EXAMPLE / "consents.json"))
        workflows.ingest(app, OPERATOR, request, silent)
        workflows.extract(app, OPERATOR, Extract(), silent)
    return settings
