"""Zip archives, looked through before anything in them is unpacked. Nothing is ever written to a disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from mentoring.errors import BadInput
from service.intake.reading import ARCHIVE, ENDINGS, LARGEST, advice_on, ending_of

MOST_MEMBERS = 10_000
MOST_UNPACKED = 1_000_000_000
"""Of all members together; each is unpacked alone, up to what its kind may have."""
MOST_RATIO = 100
_SMALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name there, and why it is not taken, if it is not."""

    name: str
    code: str = ""
    sentence: str = ""


class Archive:
    """One archive, held while its members are read."""

    def __init__(self, raw: bytes, file: str) -> None:
        self._file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError):
            raise BadInput(
                f"{file} is no zip file, or a damaged one: pack it again.", code="format", file=file
            ) from None
        self._parts = {part.filename: part for part in self._zip.infolist() if not part.is_dir()}
        self._refuse_bomb(len(raw))

    def members(self) -> list[Member]:
        """Members that could be notes, in order of their names, calendars first; those that are refused say why."""
        pages = {name for name in self._parts if ending_of(name) in {".md", ".html"}}
        return [
            self._member(part)
            for name, part in sorted(self._parts.items(), key=lambda named: (ending_of(named[0]) != ".ics", named[0]))
            if _could_be(name) and not _lists(name, pages)
        ]

    def ignored(self) -> int:
        """How many members are no notes: pictures, styles, lists of the archive's own pages."""
        return len(self._parts) - len(self.members())

    def unpack(self, name: str) -> bytes:
        """One member, up to what its kind may have and one byte more."""
        try:
            with self._zip.open(self._parts[name]) as opened:
                return opened.read(LARGEST[ending_of(name)] + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, KeyError):
            raise BadInput(
                f"{self._file}/{name} is damaged: pack the archive again.", code="format", file=f"{self._file}/{name}"
            ) from None

    def _refuse_bomb(self, packed: int) -> None:
        parts = self._zip.infolist()
        if len(parts) > MOST_MEMBERS:
            raise self._bomb(f"holds more than {MOST_MEMBERS:,} files: unpack it and give the folder with the notes.")
        overlap = (
            len({part.header_offset for part in parts}) < len(parts) or sum(p.compress_size for p in parts) > packed
        )
        if overlap or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise self._bomb("unpacks to far more than it is: pack the notes again.")

    def _bomb(self, sentence: str) -> BadInput:
        return BadInput(f"{self._file} {sentence}", code="bomb", file=self._file)

    def _member(self, part: zipfile.ZipInfo) -> Member:
        return Member(part.filename, *next(((code, why) for holds, code, why in _faults(part) if holds), ("", "")))


def _faults(part: zipfile.ZipInfo) -> Iterator[tuple[bool, str, str]]:
    """(whether it holds, code, sentence) of all that can be wrong with a member; the first that holds counts."""
    name = part.filename
    place = PurePosixPath(name.replace("\\", "/"))
    leads_out = place.is_absolute() or ".." in place.parts or ":" in place.parts[0]
    yield leads_out, "path", "has a path that leads out of the archive: pack it again."
    yield stat.S_ISLNK(part.external_attr >> 16), "link", "is a link, not a file: pack the file itself."
    yield ending_of(name) not in ENDINGS, "format", f"is of a kind that is not read: {advice_on(name)}."
    yield bool(part.flag_bits & 1), "password", "is protected with a password: pack it without one."
    bomb = part.file_size > _SMALL and part.file_size > MOST_RATIO * max(1, part.compress_size)
    yield bomb, "bomb", "unpacks to far more than a note can be: pack the note again."
    too_large = part.file_size > LARGEST.get(ending_of(name), 0)
    yield too_large, "size", "is larger than a file of its kind may be: split it into one file a session."


def _could_be(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
    return not hidden and (ending_of(name) in ENDINGS or advice_on(name) is not None)


def _lists(name: str, pages: set[str]) -> bool:
    """Whether this is Notion's own list of the pages that lie in the folder of the same name."""
    if ending_of(name) != ".csv":
        return False
    folder = name[: -len(".csv")].removesuffix("_all")
    bare = folder.rpartition(" ")[0]
    return any(page.startswith((f"{folder}/", f"{bare}/" if bare else f"{folder}/")) for page in pages)


def is_archive(name: str) -> bool:
    """Whether a file is looked into rather than read."""
    return ending_of(name) == ARCHIVE
