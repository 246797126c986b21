"""A store of its own for each test, on disk, with keys outside the home."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.store import Keys, Store


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home and its keys at first use: made once, copied for each test."""
    root = tmp_path_factory.mktemp("fresh")
    (root / "home").mkdir()
    Store.open(f"sqlite:///{root / 'home' / 'upwell.db'}", Keys.open(root / "keys", "h1")).close()
    return root


@pytest.fixture
def keys(tmp_path: Path, fresh: Path) -> Keys:
    shutil.copytree(fresh / "keys", tmp_path / "keys")
    return Keys.open(tmp_path / "keys", "h1")


@pytest.fixture
def home(tmp_path: Path, fresh: Path) -> Path:
    shutil.copytree(fresh / "home", tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def store(home: Path, keys: Keys) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{home / 'upwell.db'}", keys)
    yield opened
    opened.close()
