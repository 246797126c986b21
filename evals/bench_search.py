"""Speed of search beside its rivals, side by side in one run: `python -m evals.bench_search [--million]`.

Random unit vectors stand in for passages (speed does not depend on what they mean): 118 a note, as the development
notes have, half of the notes visible where a filter is on. Rivals: a numpy scan of
the visible rows, and langchain-chroma with its metadata filter where it is installed.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.chroma import MOST, Shard
from retrieval.embed import Embedder
from retrieval.scoring import fuse, meaning
from retrieval.search import NEAREST
from retrieval.shelf import Shelf
from retrieval.words import WordIndex

A_NOTE = 118
ROUNDS = 60
_DIMENSION = 384


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds."""

    name: str
    p50: float
    p95: float


def timed(name: str, act: Callable[[NDArray[np.float32]], object], questions: Sequence[NDArray[np.float32]]) -> Timing:
    """Half-way and 95th percentile of one call a question, after three to warm up."""
    for question in questions[:3]:
        act(question)
    taken = []
    for question in questions:
        start = time.perf_counter()
        act(question)
        taken.append((time.perf_counter() - start) * 1000)
    return Timing(name, float(np.percentile(taken, 50)), float(np.percentile(taken, 95)))


def unit(chance: np.random.Generator, rows: int) -> NDArray[np.float32]:
    """Random unit vectors."""
    made = chance.standard_normal((rows, _DIMENSION), dtype=np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made


def make_shelf(vectors: NDArray[np.float32]) -> Shelf:
    """Vectors as notes of A_NOTE passages at the usual mix of granularities."""
    notes = max(1, len(vectors) // A_NOTE)
    note_of = np.minimum(np.arange(len(vectors)) // A_NOTE, notes - 1).astype(np.int32)
    granularity = np.resize(np.array([1, 2, 1, 2, 4], dtype=np.int8), len(vectors))
    granularity[np.searchsorted(note_of, np.arange(notes), side="right") - 1] = 0
    ids = tuple(f"{row:024x}" for row in range(len(vectors)))
    texts = [f"word{note % 97} word{note % 13} common" for note in range(notes)]
    places = np.zeros((len(vectors), 2), dtype=np.int32)
    return Shelf(
        ids, vectors, tuple(f"n{note}" for note in range(notes)), note_of, granularity, places, WordIndex(texts)
    )


def ours(shelf: Shelf, visible: NDArray[np.bool_]) -> Callable[[NDArray[np.float32]], object]:
    """What a filtered search does with vectors and words, all notes scored exactly."""
    words = ("word5", "common")

    def act(question: NDArray[np.float32]) -> object:
        by_words = shelf.words.scores(words, visible, shelf.words.statistics(words, visible))
        similar, rows = shelf.similar(question, visible)
        by_meaning = meaning(similar, shelf.note_of[rows], shelf.granularity[rows], len(shelf.note_ids))
        return np.argsort(-fuse(by_meaning, by_words))[:10]

    return act


def scan(vectors: NDArray[np.float32], rows: NDArray[np.bool_]) -> Callable[[NDArray[np.float32]], object]:
    """The floor: one product over what is visible, the ten largest."""
    kept = np.ascontiguousarray(vectors[rows])
    return lambda question: np.argpartition(-(kept @ question), 10)[:10]


def shards(folder: Path, shelf: Shelf) -> list[Shard]:
    """The vectors in shards of the usual size."""
    made = []
    for at in range(0, len(shelf.ids), MOST):
        part = slice(at, at + MOST)
        shard = Shard(folder / str(at), size=len(shelf.ids[part]))
        shard.add(shelf.ids[part], shelf.vectors[part])
        made.append(shard)
    return made


def unfiltered(shelf: Shelf, opened: Sequence[Shard]) -> Callable[[NDArray[np.float32]], object]:
    """What an unfiltered search does: Chroma names the nearest passages, their notes are scored exactly."""

    def act(question: NDArray[np.float32]) -> object:
        near = sorted((hit for shard in opened for hit in shard.nearest(question, NEAREST)), key=lambda hit: -hit[1])
        notes = np.zeros(len(shelf.note_ids), dtype=np.bool_)
        notes[shelf.note_of[[shelf.row_of[one] for one, _ in near[:NEAREST]]]] = True
        return ours(shelf, notes)(question)

    return act


def langchain(folder: Path, shelf: Shelf, visible: NDArray[np.bool_]) -> Callable[[NDArray[np.float32]], object]:
    """langchain-chroma as its documentation shows it, the filter as metadata; ImportError where it is missing."""
    rival: Any = importlib.import_module("langchain_chroma")  # no dependency of Upwell: it may be missing
    store = rival.Chroma("plain", persist_directory=str(folder), collection_metadata={"hnsw:space": "cosine"})
    seen = visible[shelf.note_of]
    for at in range(0, len(shelf.ids), 5000):
        part = slice(at, at + 5000)
        store._collection.add(
            ids=list(shelf.ids[part]),
            embeddings=shelf.vectors[part],
            metadatas=[{"seen": bool(one)} for one in seen[part]],
            documents=["text"] * len(seen[part]),
        )
    return lambda question: store.similarity_search_by_vector(question.tolist(), k=10, filter={"seen": True})


def bench(count: int, questions: Sequence[NDArray[np.float32]], chance: np.random.Generator) -> list[Timing]:
    """All of it at one size, without the embedding."""
    shelf = make_shelf(unit(chance, count))
    visible = chance.random(len(shelf.note_ids)) < 0.5
    everything = np.ones(len(shelf.note_ids), dtype=np.bool_)
    found = [
        timed("numpy scan, half visible", scan(shelf.vectors, visible[shelf.note_of]), questions),
        timed("upwell, half visible", ours(shelf, visible), questions),
        timed("numpy scan, all visible", scan(shelf.vectors, everything[shelf.note_of]), questions),
        timed("upwell by scan, all visible", ours(shelf, everything), questions),
    ]
    with tempfile.TemporaryDirectory() as folder:
        opened = shards(Path(folder) / "shards", shelf)
        found.append(timed("upwell by Chroma, all visible", unfiltered(shelf, opened), questions))
        for shard in opened:
            shard.close()
        with suppress(ImportError):
            plain = langchain(Path(folder) / "plain", shelf, visible)
            found.append(timed("langchain-chroma, half visible", plain, questions))
        say(count, found, _size(Path(folder) / "shards"), shelf.vectors.nbytes)
    return found


def say(count: int, found: Sequence[Timing], disk: int, memory: int) -> None:
    """One table; the last column compares with the scan of the same table."""
    floor = found[0].p50
    print(f"\n{count:,} passages".ljust(42), "p50 ms   p95 ms   of the filtered scan")  # noqa: T201 - a report
    for row in found:
        print(f"{row.name:40} {row.p50:8.2f} {row.p95:8.2f} {row.p50 / floor:8.2f}")  # noqa: T201 - a report
    print(f"bytes a passage: {disk // count} in the shards, {memory // count} of vectors in memory")  # noqa: T201 - a report


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Print one table a size, and the embedding of a question apart."""
    chance = np.random.default_rng(0)
    questions = list(unit(chance, ROUNDS))
    for count in (10_000, 100_000, *([1_000_000] if "--million" in sys.argv else [])):
        bench(count, questions, chance)
    embedder = Embedder()
    one = timed("embedding", lambda _: embedder.embed(["How do night shifts hear the news?"]), questions)
    print(f"\nembedding a question: p50 {one.p50:.2f} ms, p95 {one.p95:.2f} ms")  # noqa: T201 - a report


if __name__ == "__main__":
    main()
