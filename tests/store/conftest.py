"""A store of its own for each test, with keys outside the home: on SQLite in the home, and once more on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.store import Keys, Store
from tests.databases import Databases


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> tuple[Path, str]:
    """A home with its keys, and the URL of its database, at first use: made once, copied for each test."""
    root = tmp_path_factory.mktemp("fresh")
    (root / "home").mkdir()
    url = databases.make(root / "home")
    Store.open(url, Keys.open(root / "keys", "h1")).close()
    return root, url


@pytest.fixture
def keys(tmp_path: Path, fresh: tuple[Path, str]) -> Keys:
    shutil.copytree(fresh[0] / "keys", tmp_path / "keys")
    return Keys.open(tmp_path / "keys", "h1")


@pytest.fixture
def home(tmp_path: Path, fresh: tuple[Path, str]) -> Path:
    shutil.copytree(fresh[0] / "home", tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def url(home: Path, fresh: tuple[Path, str], databases: Databases) -> Iterator[str]:
    """The database of `home`."""
    with databases.copy(fresh[1], home) as mine:
        yield mine


@pytest.fixture
def store(url: str, keys: Keys) -> Iterator[Store]:
    opened = Store.open(url, keys)
    yield opened
    opened.close()
