"""Checks on Word and Excel files before a parser sees them: they are zip archives of XML, and both can explode."""

from __future__ import annotations

import io
import re
import zipfile

from mentoring.errors import BadInput

MOST_UNPACKED = 60_000_000
MOST_PARTS = 2_000
MOST_RATIO = 100
_SMALL = 1_000_000
"""A part that unpacks to less is harmless however well it packs."""
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DEEP = 2_000
_TAGS = re.compile(rb"<(/?)[A-Za-z][^<>]*?(/?)>")


def checked(raw: bytes, file: str, kind: str) -> None:
    """BadInput for what no office program writes: bombs, macros, passwords, declared entities, endless nesting."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(
            f"{file} is protected with a password or in an old format: save it as a plain {kind}.",
            code="password",
            file=file,
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise BadInput(
            f"{file} is no {kind} file, or a damaged one: save it again.", code="format", file=file
        ) from None
    with archive:
        parts = archive.infolist()
        refuse_bomb(parts, len(raw), file)
        if any("vbaproject" in part.filename.lower() for part in parts):
            raise BadInput(f"{file} holds macros: save it as {kind} without them.", code="macros", file=file)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                _refuse_odd_xml(archive, part, file, kind)


def refuse_bomb(parts: list[zipfile.ZipInfo], packed: int, file: str) -> None:
    """BadInput for an archive that unpacks to far more than it is, as its own directory says it will."""
    if any(part.flag_bits & 1 for part in parts):
        raise BadInput(f"{file} is protected with a password: save it without one.", code="password", file=file)
    unpacked = sum(part.file_size for part in parts)
    swollen = any(part.file_size > _SMALL and part.file_size > MOST_RATIO * part.compress_size for part in parts)
    overlap = sum(part.compress_size for part in parts) > packed or len({p.header_offset for p in parts}) < len(parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or swollen or overlap:
        raise BadInput(
            f"{file} unpacks to far more than a note can be: save it again with the program it came from.",
            code="bomb",
            file=file,
        )


def _refuse_odd_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file: str, kind: str) -> None:
    try:
        with archive.open(part) as opened:
            content = opened.read(MOST_UNPACKED)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        raise BadInput(f"{file} is a damaged {kind} file: save it again.", code="format", file=file) from None
    if content[:4].startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        content = content.replace(b"\0", b"")
    if _DECLARES.search(content):
        raise BadInput(
            f"{file} declares entities, which no {kind} file needs: save it again with the program it came from.",
            code="entities",
            file=file,
        )
    depth = 0
    for match in _TAGS.finditer(content):
        depth += -1 if match[1] else 0 if match[2] else 1
        if depth > _DEEP:
            raise BadInput(f"{file} is nested too deeply to be read: save it again.", code="format", file=file)
