"""Speed of search beside its rivals, side by side in one run: `python -m evals.bench_search [PASSAGES...]`.

The whole road but the redactor: a home with a store, full text and shards (evals.bench_search_home), a reader who may
see half of the notes or all, retrieval.search from the question to ten snippets. Rivals over the same vectors: a numpy
scan of what is visible, and plain langchain-chroma, visibility as metadata, as its documentation shows it.
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

from evals.bench_embed import report
from evals.bench_search_home import Home, in_memory, made, question, unit
from retrieval.embed import Embedder
from retrieval.search import make_question, rank, search, views_of

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS, _EXACT = 60, 10
"""Questions that are timed, and of them those whose ten best are also found by scoring every passage."""
_ON_DISK_AT_MOST = 100_000
"""Passages beyond which neither store and shards nor langchain-chroma's collection are written. A search then reads ten
snippets less from a database, and asks no shard."""
_FAR = 0.8
"""How far a question's vector lies from that of some passage, before both are made unit length."""
Floats = NDArray[np.float32]
Asks = Callable[[str], object]
Visible = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds."""

    name: str
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions with the vectors that stand for them where the embedding is timed apart."""

    questions: tuple[str, ...]
    vectors: dict[str, Floats]

    def embed(self, texts: Sequence[str]) -> Floats:
        """In no time."""
        return np.stack([self.vectors[text] for text in texts])


def timed(name: str, act: Asks, questions: Sequence[str]) -> Timing:
    """Half-way and 95th percentile of one call a question, after three to warm up."""
    for one in questions[:3]:
        act(one)
    taken = []
    for one in questions:
        start = time.perf_counter()
        act(one)
        taken.append((time.perf_counter() - start) * 1000)
    return Timing(name, float(np.percentile(taken, 50)), float(np.percentile(taken, 95)))


def scan(vectors: Floats, asked: Asked) -> Asks:
    """The floor: one product over what is visible, the ten largest."""
    return lambda one: np.argpartition(-(vectors @ asked.vectors[one]), 10)[:10]


def langchain(folder: Path, ids: Sequence[str], vectors: Floats, seen: NDArray[np.bool_], asked: Asked) -> list[Timing]:
    """langchain-chroma with its metadata filter and without; ImportError where it is missing."""
    rival: Any = importlib.import_module("langchain_chroma")  # no dependency of Upwell: it may be missing
    store = rival.Chroma("plain", persist_directory=str(folder), collection_metadata={"hnsw:space": "cosine"})
    for at in range(0, len(ids), 5000):
        part = slice(at, at + 5000)
        store._collection.add(
            ids=list(ids[part]),
            embeddings=vectors[part],
            metadatas=[{"seen": bool(one)} for one in seen[part]],
            documents=["some words of a passage"] * len(seen[part]),
        )

    def act(only: dict[str, bool] | None) -> Asks:
        return lambda one: store.similarity_search_by_vector(asked.vectors[one].tolist(), k=10, filter=only)

    return [
        timed("langchain-chroma, half visible", act({"seen": True}), asked.questions),
        timed("langchain-chroma, all visible", act(None), asked.questions),
    ]


def bench(count: int, embedder: Embedder, chance: np.random.Generator) -> None:
    """All of it at one size, and print it."""
    on_disk, began = count <= _ON_DISK_AT_MOST, time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="upwell-bench-") as name:
        folder = Path(name)
        with (made if on_disk else in_memory)(folder, count, seed=count) as home:
            sys.stdout.write(f"\n{home.passages:,} passages; made in {time.perf_counter() - began:.0f} s")
            began = time.perf_counter()
            ids, vectors, seen, half = _halved(home, chance)
            sys.stdout.write(f", first search ready after {time.perf_counter() - began:.1f} s\n")
            asked = _asked(vectors, chance)
            found = [*_scans(vectors, seen, asked), *_ours(home, half, asked, embedder)]
            if on_disk:
                with suppress(ImportError):
                    found += langchain(folder / "plain", ids, vectors, seen, asked)
            _say(found)
            kept = [_kept(home, allowed, asked) for allowed in (half, home.notes)]
            sys.stdout.write(f"of the ten that scoring every passage finds: half {kept[0]:.3f}, all {kept[1]:.3f}\n")
            _say_sizes(home, folder if on_disk else None)


def _scans(vectors: Floats, seen: NDArray[np.bool_], asked: Asked) -> list[Timing]:
    half = np.ascontiguousarray(vectors[seen])
    return [
        timed("numpy scan, half visible", scan(half, asked), asked.questions),
        timed("numpy scan, all visible", scan(vectors, asked), asked.questions),
    ]


_PLACES = {"upwell.db": "the store with full text", "index": "the shards", "plain": "langchain-chroma"}


def _say_sizes(home: Home, folder: Path | None) -> None:
    sys.stdout.write(f"bytes a passage: {_memory(home)} in memory")
    if folder is not None:
        for part, words in {
            "upwell.db": "the store with full text",
            "index": "the shards",
            "plain": "its rival",
        }.items():
            sys.stdout.write(f", {_size(folder / part) // home.passages} in {words}")
    sys.stdout.write("\n")


def _asked(vectors: Floats, chance: np.random.Generator) -> Asked:
    """Questions of six words, each near some passage."""
    texts = tuple(dict.fromkeys(question(chance) for _ in range(ROUNDS)))
    near = vectors[chance.integers(len(vectors), size=len(texts))] + _FAR * unit(chance, len(texts))
    return Asked(texts, dict(zip(texts, near / np.linalg.norm(near, axis=1, keepdims=True), strict=True)))


def _kept(home: Home, allowed: Visible, asked: Asked) -> float:
    """Share of the ten best notes, as scoring every visible passage finds them, that a search of ten finds."""
    views, shares = views_of(home.index, allowed, {}, asked.embed), []
    for one in asked.questions[:_EXACT]:
        made = make_question(one, asked.embed)
        quick, exact = (
            {(id(note.shelf), note.row) for note in rank(home.index, made, views, k)[:10]} for k in (10, home.passages)
        )
        shares.append(len(quick & exact) / len(exact))
    return float(np.mean(shares))


def _ours(home: Home, half: Visible, asked: Asked, embedder: Embedder) -> list[Timing]:
    def act(allowed: Visible, embed: Callable[[Sequence[str]], Floats]) -> Asks:
        return lambda one: search(home.index, home.store, embed, one, allowed)

    fresh = tuple(f"{one} again" for one in asked.questions)  # what was embedded before is known
    return [
        timed("upwell, half visible", act(half, asked.embed), asked.questions),
        timed("upwell, all visible", act(home.notes, asked.embed), asked.questions),
        timed("embedding a question", lambda one: embedder.embed([one]), asked.questions),
        timed("upwell, half visible, embedded", act(half, embedder.embed), fresh),
    ]


def _halved(
    home: Home, chance: np.random.Generator
) -> tuple[list[str], Floats, NDArray[np.bool_], dict[str, list[str]]]:
    """Ids, vectors and visibility of all passages; the visible notes by programme."""
    half = {program: [one for one in notes if chance.random() < 0.5] for program, notes in home.notes.items()}
    shelves = [home.index.shelf(program) for program in home.notes]
    seen = [one.visible(frozenset(half[program]))[one.note_of] for program, one in zip(half, shelves, strict=True)]
    ids = [passage for one in shelves for passage in one.ids]
    return ids, np.concatenate([one.vectors for one in shelves]), np.concatenate(seen), half


def _say(found: Sequence[Timing]) -> None:
    floors = {words: one.p50 for one in found[:2] for words in ("half visible", "all visible") if words in one.name}
    sys.stdout.write(f"{'':34}{'p50 ms':>9}{'p95 ms':>9}  of its scan\n")
    for one in found:
        floor = next((value for words, value in floors.items() if words in one.name), None)
        sys.stdout.write(
            f"{one.name:34}{one.p50:9.2f}{one.p95:9.2f}  {f'{one.p50 / floor:.2f}' if floor else '-':>11}\n"
        )


def _memory(home: Home) -> int:
    shelves = [home.index.shelf(program) for program in home.notes]
    arrays = [array for one in shelves for array in (one.vectors, one.coarse.vectors, one.places, one.note_of)]
    ids = sum(sys.getsizeof(passage) for one in shelves for passage in one.ids)
    return (sum(array.nbytes for array in arrays) + ids) // home.passages


def _size(place: Path) -> int:
    files = [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files)


def main() -> None:
    """Print what the processor has, then one table a size."""
    report()
    embedder, chance = Embedder(), np.random.default_rng(0)
    for count in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
        bench(count, embedder, chance)


if __name__ == "__main__":
    main()
