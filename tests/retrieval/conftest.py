"""A real store, a real Chroma index and the real model, with two programmes of invented notes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mentoring.store import Keys, Store
from retrieval.embed import Embedder
from retrieval.index import Index
from tests.retrieval.invented import NOTES, Library, keep, redacted


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return Embedder()


@contextmanager
def _opened(folder: Path, embedder: Embedder) -> Iterator[tuple[Store, Index]]:
    store = Store.open(f"sqlite:///{folder / 'upwell.db'}", Keys.open(folder / "keys", "h1"))
    index = Index(folder / "index", store)
    for program in ("media", "plant"):
        texts = [redacted(note_id, text) for note_id, (where, text) in NOTES.items() if where == program]
        for text in texts:
            keep(store, program, text)
        index.add(program, texts, embedder.embed)
    yield store, index
    index.close()
    store.close()


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    """One home for every test that only reads; making it takes two seconds."""
    with _opened(tmp_path_factory.mktemp("library"), embedder) as (store, index):
        yield Library(store, index, embedder)


@pytest.fixture
def own(tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    """A home of its own for a test that changes it."""
    with _opened(tmp_path, embedder) as (store, index):
        yield Library(store, index, embedder)


@pytest.fixture
def store(own: Library) -> Store:
    return own.store


@pytest.fixture
def index(own: Library) -> Index:
    return own.index
