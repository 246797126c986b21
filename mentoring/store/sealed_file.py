"""A file that is read whole and unchanged, or not at all.

After a line that says what it is and a header in the clear come pieces of 1 MiB under AES-256-GCM. The nonce of each
says which one it is and whether it is the last, and all are bound to the header (STREAM: Hoang, Reyhanitabar, Rogaway
and Vizár 2015, as in age and Tink), so none can be cut off, moved, repeated or put under another header. A file's key
is its own: derived from the home's with the salt in its header.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mentoring.errors import BadInput, Damaged
from mentoring.store.keys import Keys

KIND = b"upwell backup 1\n"
PIECE = 1 << 20
_TAG = 16
_LONGEST_HEADER = 4096


class SealedWriter:
    """Writes such a file: lines go in compressed; it can be read once `finish` was called."""

    def __init__(self, out: BinaryIO, keys: Keys, header: dict[str, Any]) -> None:
        salted = {**header, "salt": os.urandom(16).hex()}
        self._aad = json.dumps(salted, sort_keys=True).encode() + b"\n"
        self._out, self._key = out, _key(keys, salted)
        self._zipped, self._waiting, self._number = zlib.compressobj(), b"", 0
        out.write(KIND + self._aad)

    def line(self, value: Any) -> None:
        """Add one JSON value."""
        self._waiting += self._zipped.compress(json.dumps(value, ensure_ascii=False).encode() + b"\n")
        while len(self._waiting) > PIECE:  # never all of it: the last piece is marked as the last
            self._seal(self._waiting[:PIECE], last=False)
            self._waiting = self._waiting[PIECE:]

    def finish(self) -> None:
        """Seal what is left, and onto the disk with it."""
        self._waiting += self._zipped.flush()
        while len(self._waiting) > PIECE:
            self._seal(self._waiting[:PIECE], last=False)
            self._waiting = self._waiting[PIECE:]
        self._seal(self._waiting, last=True)
        self._out.flush()
        os.fsync(self._out.fileno())

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._out.write(AESGCM(self._key).encrypt(_nonce(self._number, last=last), piece, self._aad))
        self._number += 1


class SealedReader:
    """Reads such a file; BadInput where it is none, Damaged where it is not as it was written."""

    def __init__(self, file: Path) -> None:
        try:
            self._in = file.open("rb")
        except OSError as problem:
            raise BadInput(f"{file} cannot be read ({problem.strerror}).", file=str(file)) from None
        self._file = file
        kind, self._aad = self._in.readline(len(KIND)), self._in.readline(_LONGEST_HEADER)
        try:
            header = json.loads(self._aad) if kind == KIND else None
        except ValueError:
            header = None
        if not isinstance(header, dict) or not isinstance(header.get("salt"), str):
            self._in.close()
            raise BadInput(f"{file} is no backup that this version of Upwell can read.", file=str(file))
        self.header: dict[str, Any] = header
        """What the file says of itself; to be believed once it was read to its end."""
        self._body = self._in.tell()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._in.close()

    def lines(self, keys: Keys) -> Iterator[Any]:
        """Every JSON value in order, from the start each time it is asked."""
        self._in.seek(self._body)
        unzipped, waiting = zlib.decompressobj(), b""
        for piece in self._pieces(_key(keys, self.header)):
            waiting += unzipped.decompress(piece)
            *whole, waiting = waiting.split(b"\n")
            yield from map(json.loads, whole)

    def _pieces(self, key: bytes) -> Iterator[bytes]:
        number, piece = 0, self._in.read(PIECE + _TAG)
        while True:
            following = self._in.read(PIECE + _TAG)
            try:
                yield AESGCM(key).decrypt(_nonce(number, last=not following), piece, self._aad)
            except (InvalidTag, ValueError):
                raise Damaged(
                    f"{self._file} is torn or was changed, or was made with another master key: nothing was restored "
                    "of it, take another copy."
                ) from None
            if not following:
                return
            number, piece = number + 1, following


def _key(keys: Keys, header: dict[str, Any]) -> bytes:
    return keys.derive(f"backup/{header['salt']}")


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
