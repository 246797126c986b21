"""A real store, a real Chroma index and the real model, with two programmes of invented notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.store import Keys, Store
from retrieval.embed import Embedder
from retrieval.index import Index
from tests.retrieval.invented import NOTES, keep, redacted


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return Embedder()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'upwell.db'}", Keys.open(tmp_path / "keys", "h1"))
    yield opened
    opened.close()


@pytest.fixture
def index(tmp_path: Path, store: Store, embedder: Embedder) -> Iterator[Index]:
    made = Index(tmp_path / "index", store)
    for program in ("media", "plant"):
        texts = [redacted(note_id, text) for note_id, (where, text) in NOTES.items() if where == program]
        for text in texts:
            keep(store, program, text)
        made.add(program, texts, embedder.embed)
    yield made
    made.close()
