"""A store of its own for each test, on disk, with keys outside the home."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.store import Keys, Store


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys.open(tmp_path / "keys", "h1")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    return made


@pytest.fixture
def store(home: Path, keys: Keys) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{home / 'upwell.db'}", keys)
    yield opened
    opened.close()
