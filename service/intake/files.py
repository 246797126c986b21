"""Which files a command line means: files as named, directories searched for what people send."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mentoring.errors import BadInput
from service.intake.note_file import MAX_BYTES
from service.intake.reading import ENDINGS, LARGEST, advice_on, ending_of

MOST_FILES = 20_000
"""In one directory with all below it; somebody who gives more has given the wrong directory."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file's name as its giver wrote it and its bytes (one more than its kind may have, at most)."""

    name: str
    raw: bytes = field(repr=False)


@dataclass
class Collected:
    """What a command line means: files to read, in a stable order, and what is not read."""

    files: list[Path] = field(default_factory=list)
    refused: list[BadInput] = field(default_factory=list)
    ignored: int = 0
    """Files in directories of kinds that are no notes: pictures, recordings' thumbnails, hidden files."""


def collect(paths: Iterable[Path]) -> Collected:
    """Files to read; a missing path and a directory with nothing in it that could be a note are BadInput."""
    found = Collected()
    for path in paths:
        if path.is_dir():
            _below(path, found)
        elif path.is_file():
            found.files.append(path)
        else:
            raise BadInput(f"{path} does not exist, or is no file: check the path.", file=str(path))
    return found


def _below(folder: Path, found: Collected) -> None:
    before = len(found.files) + len(found.refused)
    try:
        candidates = sorted(_walk(folder))
    except BadInput as problem:
        found.refused.append(problem)
        return
    for path in candidates:
        if path.name.startswith(".") or not (ending_of(path.name) in ENDINGS or advice_on(path.name)):
            found.ignored += 1
        elif path.is_symlink():
            # A link could lead out of the folder its giver meant to hand in.
            found.refused.append(BadInput(f"{path} is a link: give the file itself.", code="link", file=str(path)))
        elif path.is_file():
            found.files.append(path)
    if len(found.files) + len(found.refused) == before:
        endings = ", ".join(ENDINGS)
        raise BadInput(f"{folder} holds no notes: give a folder with files ending in {endings}.", file=str(folder))


def _walk(folder: Path) -> Iterator[Path]:
    count = 0
    for parent, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "__MACOSX"]
        count += len(names)
        if count > MOST_FILES:
            raise BadInput(
                f"{folder} holds more than {MOST_FILES:,} files: give the folder with the notes alone.",
                code="size",
                file=str(folder),
            )
        yield from (Path(parent) / name for name in names)


def read(path: Path) -> InputFile:
    """One file; BadInput when it cannot be read or is larger than its kind may be."""
    most = LARGEST.get(ending_of(path.name), MAX_BYTES)
    try:
        with path.open("rb") as handle:
            raw = handle.read(most + 1)
    except OSError as problem:
        raise BadInput(f"{path} cannot be read ({problem.strerror}).", file=str(path)) from None
    file = InputFile(name=str(path), raw=raw)
    refuse_large(file)
    return file


def refuse_large(file: InputFile) -> None:
    """BadInput for a file that is larger than its kind may be."""
    most = LARGEST.get(ending_of(file.name), MAX_BYTES)
    if len(file.raw) > most:
        raise BadInput(
            f"{file.name} is larger than {most:,} bytes, the most a file of its kind may have: "
            "give one file a session.",
            code="size",
            file=file.name,
        )
