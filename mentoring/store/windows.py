"""Keyed hashes of short windows: what a scan looks for, without keeping what it looks for.

A window of bytes b0 b1 ... hashes to T[b0]*K^(w-1) + T[b1]*K^(w-2) + ... modulo 2^64 (Karp & Rabin 1987), with the
table T and the odd multiplier K drawn from the home's key. All windows of a file are hashed at once with numpy, by
doubling: a window of 2w is the window of w times K^w plus the next one. With 10^6 needles in 10^8 positions
a false hit is expected once in 10^5 scans.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Bytes = NDArray[np.uint8]


class WindowHasher:
    """Hashes windows under one home's key."""

    def __init__(self, key: bytes) -> None:
        drawn = np.frombuffer(hashlib.shake_256(key).digest(257 * 8), dtype="<u8").astype(np.uint64)
        self._table = drawn[:256]
        self._factor = int(drawn[256]) | 1

    def hashes(self, data: Bytes, width: int) -> Hashes:
        """One hash for each position at which a window of `width` bytes begins."""
        return self.hashes_of(data, [width])[width]

    def hashes_of(self, data: Bytes, widths: Collection[int]) -> dict[int, Hashes]:
        """The same for several widths, whose common powers of two are computed once."""
        power, size = self._table[data], 1
        done: dict[int, tuple[Hashes | None, int]] = dict.fromkeys(widths, (None, 0))
        while any(width >= size for width in widths):
            for width, (first, length) in done.items():
                if width & size:
                    done[width] = self._join(first, length, power, size), length + size
            if any(width >= 2 * size for width in widths):
                power = self._join(power, size, power, size)
            size *= 2
        return {w: one[: max(0, len(data) - w + 1)] for w, (one, _) in done.items() if one is not None}

    def of_text(self, text: bytes, width: int, step: int) -> Hashes:
        """Hashes of the windows of a text at every `step`-th byte; any longer piece of it holds one of them."""
        return self.hashes(np.frombuffer(text, dtype=np.uint8), width)[::step]

    def _join(self, first: Hashes | None, first_size: int, then: Hashes, then_size: int) -> Hashes:
        if first is None:
            return then
        count = max(0, len(then) - first_size)
        shift = np.uint64(pow(self._factor, then_size, 2**64))
        return first[:count] * shift + then[first_size : first_size + count]


class Lookup:
    """A set of hashes, asked about millions at a time: a bitmap of their high bits first, then a binary search."""

    def __init__(self, wanted: Hashes) -> None:
        self.wanted = np.unique(wanted)
        bits = min(26, max(12, len(self.wanted).bit_length() + 5))
        self._shift = np.uint64(64 - bits)
        self._bitmap = np.zeros(1 << bits, dtype=bool)
        self._bitmap[self.wanted >> self._shift] = True

    def found_in(self, hashes: Hashes) -> Hashes:
        """Which of the wanted ones occur, each once."""
        likely: Hashes = hashes[self._bitmap[hashes >> self._shift]]
        if not len(likely) or not len(self.wanted):
            return likely[:0]
        nearest = np.minimum(np.searchsorted(self.wanted, likely), len(self.wanted) - 1)
        return union([likely[self.wanted[nearest] == likely]])


def chunks(data: Bytes, width: int, size: int = 1 << 22) -> Iterator[Bytes]:
    """Pieces that overlap by one byte less than a window, so that no window is cut."""
    for start in range(0, max(1, len(data) - width + 1), size):
        yield data[start : start + size + width - 1]


def union(parts: Iterable[Hashes]) -> Hashes:
    """All hashes of all parts, each once."""
    gathered = [part for part in parts if len(part)]
    return np.unique(np.concatenate(gathered)) if gathered else np.zeros(0, dtype=np.uint64)
