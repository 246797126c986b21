"""A byte scan of the home for what was erased: raw, base64 and zlib, texts, ids and float32 vectors.

What it looks for is kept as keyed window hashes only. Any piece of an erased text of 47 bytes or more holds a
window of 32; ids are looked for whole (their last 16 bytes), vectors by windows of their bytes.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import numpy as np

from mentoring.store.decoded import streams
from mentoring.store.windows import Bytes, Hashes, Lookup, WindowHasher, chunks, union

TEXT_WIDTH, TEXT_STEP = 32, 16
ID_WIDTH, ID_SHORTEST = 16, 8
VECTOR_STEP = 192
KINDS = ("text", "id", "vector")
Wanted = dict[tuple[str, int], Hashes]
"""(kind, window width) -> hashes."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan saw."""

    bytes_scanned: int
    files: int
    found: dict[str, int] = field(default_factory=dict)
    """Kind -> how many distinct windows were found."""

    @property
    def residue(self) -> int:
        """Windows found, of all kinds."""
        return sum(self.found.values())


class Needles:
    """What to look for, as hashes."""

    def __init__(self, hasher: WindowHasher, wanted: Wanted | None = None) -> None:
        self._hasher = hasher
        self._parts: dict[tuple[str, int], list[Hashes]] = {place: [one] for place, one in (wanted or {}).items()}
        self._ready: dict[tuple[str, int], Lookup] | None = None

    def add_texts(self, texts: Iterable[str]) -> None:
        """Windows of texts; a text too short for a window counts whole from 16 bytes on."""
        for encoded in (text.encode("utf-8", "surrogatepass") for text in texts):
            width = min(TEXT_WIDTH, len(encoded))
            if width >= TEXT_STEP:
                self._add("text", width, self._hasher.of_text(encoded, width, TEXT_STEP))

    def add_ids(self, ids: Iterable[str]) -> None:
        """Ids of 8 bytes or more; shorter ones would be found anywhere."""
        by_width: dict[int, list[bytes]] = {}
        for last in (one.encode()[-ID_WIDTH:] for one in ids):
            if len(last) >= ID_SHORTEST:
                by_width.setdefault(len(last), []).append(last)
        for width, found in by_width.items():
            self._add("id", width, self._hasher.of_text(b"".join(found), width, width))

    def add_vectors(self, blobs: Iterable[bytes]) -> None:
        """Windows of the bytes of float32 vectors."""
        windows = b"".join(
            blob[at : at + TEXT_WIDTH] for blob in blobs for at in range(0, len(blob) - TEXT_WIDTH + 1, VECTOR_STEP)
        )
        self._add("vector", TEXT_WIDTH, self._hasher.of_text(windows, TEXT_WIDTH, TEXT_WIDTH))

    def without(self, texts: Iterable[bytes], vectors: Iterable[bytes]) -> None:
        """Forget windows that stand in what lives on: a form's headings, the same sentence in another note."""
        for living, kinds in ((texts, ("text", "id")), (vectors, ("vector",))):
            lookups = {place: lookup for place, lookup in self._lookups().items() if place[0] in kinds}
            alive = dict.fromkeys(lookups, np.zeros(0, dtype=np.uint64))
            for one in living:
                self._look(np.frombuffer(one, dtype=np.uint8), lookups, alive)
            for place, lookup in lookups.items():
                self._parts[place] = [np.setdiff1d(lookup.wanted, alive[place])]
        self._ready = None

    def scan(self, files: Iterable[Path], rows: Iterable[bytes] = ()) -> Scanned:
        """Look through files, and a server's rows, and the streams in them."""
        lookups, found = self._lookups(), dict.fromkeys(self._parts, np.zeros(0, dtype=np.uint64))
        seen = count = 0
        for data in chain(map(_content, files), rows):
            for part in (data, b"\0".join(streams(data))):
                self._look(np.frombuffer(part, dtype=np.uint8), lookups, found)
            seen, count = seen + len(data), count + 1
        return Scanned(seen, count, _by_kind(found))

    def sees(self, piece: bytes) -> bool:
        """Whether a piece of a file holds something wanted, plain and in every encoding that is decoded."""
        wrapped = base64.b64encode(piece), zlib.compress(piece)
        return self._hits(piece) and all(any(map(self._hits, streams(one, 1))) for one in wrapped)

    def _hits(self, piece: bytes) -> bool:
        found = dict.fromkeys(self._parts, np.zeros(0, dtype=np.uint64))
        self._look(np.frombuffer(piece, dtype=np.uint8), self._lookups(), found)
        return any(len(one) for one in found.values())

    def dump(self) -> bytes:
        """As bytes, to be sealed and kept until the scan is done."""
        packed = {
            f"{kind}:{width}": base64.b64encode(lookup.wanted.tobytes()).decode()
            for (kind, width), lookup in self._lookups().items()
        }
        return json.dumps(packed).encode()

    @classmethod
    def load(cls, hasher: WindowHasher, dumped: bytes) -> Needles:
        """The reverse of `dump`."""
        wanted: Wanted = {}
        for name, packed in json.loads(dumped).items():
            kind, _, width = name.partition(":")
            wanted[kind, int(width)] = np.frombuffer(base64.b64decode(packed), dtype=np.uint64)
        return cls(hasher, wanted)

    def _add(self, kind: str, width: int, hashes: Hashes) -> None:
        self._parts.setdefault((kind, width), []).append(hashes)
        self._ready = None

    def _lookups(self) -> dict[tuple[str, int], Lookup]:
        if self._ready is None:
            self._ready = {place: Lookup(union(parts)) for place, parts in self._parts.items()}
        return self._ready

    def _look(self, data: Bytes, lookups: Mapping[tuple[str, int], Lookup], found: Wanted) -> None:
        widths = {width for (_, width), lookup in lookups.items() if len(lookup.wanted)}
        for chunk in chunks(data, max(widths, default=1)):
            hashes = self._hasher.hashes_of(chunk, widths)
            for place, lookup in lookups.items():
                if place[1] in hashes and len(hits := lookup.found_in(hashes[place[1]])):
                    found[place] = union([found[place], hits])


def files_of(home: Path) -> list[Path]:
    """Every regular file below `home`; links are not followed."""
    return sorted(file for file in home.rglob("*") if file.is_file() and not file.is_symlink())


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:  # gone between listing and reading, such as a journal
        return b""


def _by_kind(found: Wanted) -> dict[str, int]:
    counted = dict.fromkeys(KINDS, 0)
    for (kind, _), hashes in found.items():
        counted[kind] += len(hashes)
    return counted
