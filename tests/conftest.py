"""An opened evaluation home with the packaged example, made once for all tests that only read.

Tests that ask for `databases` run on SQLite and, in TWICE, once more on PostgreSQL; --database=postgresql or sqlite
runs the tests of every part on that one alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
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
from tests.databases import Databases

TWICE = ("tests/store/", "tests/chaos/", "tests/consent/", "tests/service/test_workflows",
         "tests/service/test_bad_questions",
         "tests/service/test_consent.py", "tests/service/test_preview", "tests/service/test_third_party")  # fmt: skip
"""Parts whose tests run on both databases wherever PostgreSQL is installed."""
TODAY = date(2026, 11, 2)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), help="the one database that homes are kept in")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "databases" not in metafunc.fixturenames:
        return
    only = metafunc.config.getoption("--database")
    twice = metafunc.definition.nodeid.startswith(TWICE)
    kinds = [only] if only else ["sqlite", "postgresql"] if twice else ["sqlite"]
    for kind in ("sqlite", "postgresql"):
        if metafunc.definition.get_closest_marker(kind):
            kinds = [kind] if only in (None, kind) else []
    metafunc.parametrize("databases", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Databases:
    return Databases(request.param)


@pytest.fixture(scope="session")
def example_home(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Settings:
    """Settings of a real home that holds the extracted example."""
    return _made(tmp_path_factory.mktemp("real"), databases, scratch=False)


@pytest.fixture(scope="session")
def scratch_home(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Settings:
    """Settings of an evaluation home that holds the extracted example."""
    return _made(tmp_path_factory.mktemp("scratch"), databases, scratch=True)


@pytest.fixture
def copy_of(tmp_path: Path, databases: Databases) -> Iterator[Callable[[Settings], Settings]]:
    """A home of one's own to change: the copy of another, with its keys."""
    with ExitStack() as copies:

        def copy(settings: Settings) -> Settings:
            home, keys = tmp_path / "home", tmp_path / "keys"
            shutil.copytree(settings.home, home)
            shutil.copytree(settings.key_dir, keys)
            mine = copies.enter_context(databases.copy(settings.database, home))
            return settings.model_copy(update={"home": home, "key_dir": keys, **databases.told(mine, home)})

        yield copy


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
    app.__dict__["builtin"] = _MODELS.setdefault("builtin", app.builtin)  # now: a test may put another in its place
    yield
    _MODELS["redactors"] = app._redactors


def _made(folder: Path, databases: Databases, *, scratch: bool) -> Settings:
    (folder / "home").mkdir(mode=0o700)
    told = databases.told(databases.make(folder / "home"), folder / "home")
    settings = load(
        home=folder / "home", key_dir=folder / "keys", today=TODAY, scratch=scratch, engine="builtin", **told
    )
    with home.owned(settings.home), opened(settings) as app:
        workflows.import_people(app, OPERATOR, ImportPeople(str(EXAMPLE / "people.csv")), silent)
        request = Ingest((str(EXAMPLE / "notes"),), consents=str(EXAMPLE / "consents.json"))
        workflows.ingest(app, OPERATOR, request, silent)
        workflows.extract(app, OPERATOR, Extract(), silent)
    return settings
