"""The one home of chromadb: shards of opaque ids and vectors on disk, nothing else.

Never given to it: text, names, metadata. `delete` is never called, for it erases nothing (ids and vectors stay in
the files); a shard that must lose something is built anew in a process of its own and the old directory is wiped.
One process at a time may have a shard open; the home's lock sees to that.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection as Container
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mentoring.errors import Damaged

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

MOST = 50_000
"""Vectors a shard: one is built anew in about 30 s (measured: 20,000 in 12 s)."""
_COLLECTION = "vectors"
_BATCH = 5000
"""chromadb 1.5.9 refuses more than 5,461 at once."""
SEGMENT = 1000
"""Vectors from which Chroma writes a segment by itself. Below it, every opening writes the files anew, with
uncleared memory of the process that opens (chroma #7688): smaller shards are told to write theirs at once."""
_PATIENCE = 600
"""Seconds until a child that builds a shard is given up."""


class Shard:
    """One open directory. `Damaged` from any method means: build it anew from the store.

    Opened without `size` it is only read: what a process that held erased vectors writes may hold them again.
    """

    def __init__(self, directory: Path, *, size: int | None = None) -> None:
        """`size`: make it, for so many vectors at first."""
        import chromadb
        from chromadb.config import Settings

        self._name = directory.name
        self._client: Any = None  # chromadb's own type has no close()
        with self._readable():
            self._client = chromadb.PersistentClient(str(directory), settings=Settings(anonymized_telemetry=False))
            self._collection: Collection = collection_of(self._client, _COLLECTION, size)
        self._held = self.count()

    @property
    def held(self) -> int:
        """Vectors when it was opened; nobody adds to one that is open to be read, and counting takes 9 ms of 50,000."""
        return self._held

    def add(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Append; ids must be new (Chroma silently ignores the second vector of an id)."""
        with self._readable():
            for at in range(0, len(ids), _BATCH):
                part = slice(at, at + _BATCH)
                self._collection.add(ids=list(ids[part]), embeddings=vectors[part])

    def nearest(self, vector: NDArray[np.float32], count: int) -> list[tuple[str, float]]:
        """(id, cosine similarity) of the `count` nearest, best first."""
        with self._readable():
            found = self._collection.query(vector.reshape(1, -1), n_results=count, include=["distances"])
            if len(found["ids"][0]) < min(count, self.held) // 2:
                raise ValueError  # a lost segment: Chroma reports no error and gives wrong neighbours
        distances = (found["distances"] or [[]])[0]
        return [(one, 1.0 - float(far)) for one, far in zip(found["ids"][0], distances, strict=True)]

    def count(self) -> int:
        """How many vectors it holds."""
        with self._readable():
            return self._collection.count()

    def close(self) -> None:
        """Give the files back; the object is of no use afterwards."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """What Chroma says of broken files becomes `Damaged`, without its words: it has no one error for them."""
        from chromadb.errors import ChromaError

        try:
            yield
        except (ChromaError, ValueError, RuntimeError, LookupError, AttributeError, OSError):
            self.close()
            raise Damaged(f"The search index {self._name} cannot be read: it must be built anew.") from None


def collection_of(client: Any, name: str, size: int | None) -> Collection:
    """The collection of a client; `size`: make it, for so many vectors at first."""
    made: Collection
    if size is None:
        made = client.get_collection(name, embedding_function=None)
    else:
        at_once = max(2, min(size, SEGMENT))
        hnsw = {"space": "cosine", "ef_search": 200, "max_neighbors": 16}
        hnsw |= {"sync_threshold": at_once, "batch_size": min(100, at_once)}
        made = client.create_collection(name, embedding_function=None, configuration={"hnsw": hnsw})
    return made


class InHome:
    """The shards of one home as directories of its own, one a generation."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder

    def open(self, generation: str) -> Shard:
        """A shard that is there."""
        directory = self._folder / generation
        if not directory.is_dir():
            raise Damaged(f"The search index {generation} is gone: it must be built anew.")
        return Shard(directory)

    def build(self, generation: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """A new one."""
        build_in_child(self._folder / generation, ids, vectors)

    def append(self, generation: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add to a shard that nobody has open; ids must be new."""
        append_in_child(self._folder / generation, ids, vectors)

    def sweep(self, current: Container[str]) -> int:
        """Wipe every directory that is no current generation; returns bytes wiped."""
        strays = [path for path in self._folder.glob("*") if path.name not in current]
        return sum(wipe(path) for path in strays if path.is_dir())

    def close(self) -> None:
        """Nothing is held but open shards."""


def build_in_child(directory: Path, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """Build a shard at `directory`, which must not exist, in a fresh process that is told ids and vectors only.

    Chroma writes uninitialised memory into its files (chroma #7688); a process that never held text has none to
    leave there.
    """
    if directory.exists():
        raise Damaged(f"The search index {directory.name} exists already: a generation is never used twice.")
    if not _in_child(directory, ids, vectors):
        wipe(directory)
        raise Damaged(
            f"The search index {directory.name} could not be built: what was taken in is kept, search goes on "
            "without it. See `upwell doctor` (is there room on the disk?); the next `upwell ingest` builds it."
        )


def append_in_child(directory: Path, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """Add to a shard that nobody has open, in a process that never held anything else; ids must be new."""
    if not _in_child(directory, ids, vectors):
        raise Damaged(f"The search index {directory.name} could not be added to: it must be built anew.")


def _in_child(directory: Path, ids: Sequence[str], vectors: NDArray[np.float32]) -> bool:
    header = f"{len(ids)} {vectors.shape[1] if len(ids) else 0}\n".encode()
    payload = header + "".join(f"{one}\n" for one in ids).encode() + np.asarray(vectors, dtype="<f4").tobytes()
    child = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
        [sys.executable, "-P", "-m", "retrieval.build_shard", str(directory)],
        input=payload,
        capture_output=True,
        timeout=_PATIENCE,
        check=False,
    )
    return child.returncode == 0


def wipe(directory: Path) -> int:
    """Overwrite every file below `directory` with zeros, flush, unlink, remove; returns bytes overwritten.

    This clears the files as the system shows them, not blocks a file system or disk keeps elsewhere.
    """
    if not directory.exists():
        return 0
    files = [path for path in directory.rglob("*") if path.is_file() and not path.is_symlink()]
    overwritten = sum(_zero(path) for path in files)
    for path in sorted(directory.rglob("*"), key=lambda one: len(one.parts), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    directory.rmdir()
    return overwritten


def _zero(path: Path) -> int:
    size = path.stat().st_size
    with path.open("r+b") as file:
        for at in range(0, size, 1 << 20):
            file.write(bytes(min(1 << 20, size - at)))
        file.flush()
        os.fsync(file.fileno())
    return size
