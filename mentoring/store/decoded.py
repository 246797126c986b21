"""Streams inside bytes: zlib, gzip, zip members and base64, as deep as `depth`.

A plain search does not see what a library wrote compressed or encoded (a PDF page, a pickled argument in base64).
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

MAX_STREAM = 1 << 26
"""Bytes of one decoded stream that are looked at: larger ones are bombs, not notes."""
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{44,}(?:\r?\n[A-Za-z0-9+/_-]+)*")
_SHORTEST = 32


def streams(data: bytes | memoryview, depth: int = 2) -> Iterator[bytes]:
    """Every stream found in `data`, and what is found in those; not `data` itself."""
    if depth == 0:
        return
    for found in _streams(data):
        if len(found) >= _SHORTEST:
            yield found
            yield from streams(found, depth - 1)


def _streams(data: bytes | memoryview) -> Iterator[bytes]:
    view = memoryview(data)
    if bytes(view[:4]) == b"PK\x03\x04":
        yield from _members(bytes(view))
    for match in _ZLIB.finditer(view):
        yield _inflated(view[match.start() :])
    for match in _BASE64.finditer(view):
        yield from _plain(re.sub(rb"[\r\n]", b"", match.group()).translate(bytes.maketrans(b"-_", b"+/")))


def _inflated(view: memoryview) -> bytes:
    # 47: zlib or gzip by its header; what was decoded before an error counts too.
    decoder, out = zlib.decompressobj(47), b""
    try:
        for start in range(0, len(view), 1 << 16):
            out += decoder.decompress(view[start : start + (1 << 16)], MAX_STREAM - len(out))
            if decoder.eof or len(out) >= MAX_STREAM:
                break
    except zlib.error:
        pass
    return out


def _members(data: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                with archive.open(member) as opened:
                    yield opened.read(MAX_STREAM)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError):
        return


def _plain(run: bytes) -> Iterator[bytes]:
    # Where the encoding began is not known: four alignments.
    for offset in range(4):
        part = run[offset:]
        try:
            yield base64.b64decode(part[: len(part) // 4 * 4])
        except binascii.Error:
            continue
