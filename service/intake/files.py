"""Which files a command line means: files as named, directories searched for notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from mentoring.errors import BadInput
from service.intake.note_file import MAX_BYTES

NOTE_ENDINGS = (".md", ".markdown", ".txt", ".vtt", ".srt")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file's name as its giver wrote it and its bytes (one more than a note may have, at most)."""

    name: str
    raw: bytes = field(repr=False)


def collect(paths: Iterable[Path]) -> list[InputFile]:
    """Files to read, in a stable order; a directory without notes and a missing path are BadInput."""
    found: list[InputFile] = []
    for path in paths:
        if path.is_dir():
            found.extend(_notes_below(path))
        elif path.is_file():
            found.append(read(path))
        else:
            raise BadInput(f"{path} does not exist: check the path.", file=str(path))
    return found


def _notes_below(folder: Path) -> list[InputFile]:
    candidates = sorted(
        path
        for path in folder.rglob("*")
        # A link could lead out of the folder its giver meant to hand in.
        if path.suffix.lower() in NOTE_ENDINGS and path.is_file() and not path.is_symlink()
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not candidates:
        endings = ", ".join(NOTE_ENDINGS)
        raise BadInput(f"{folder} holds no notes: give a folder with files ending in {endings}.", file=str(folder))
    return [read(path) for path in candidates]


def read(path: Path) -> InputFile:
    """One file; BadInput when it cannot be read."""
    try:
        with path.open("rb") as handle:
            return InputFile(name=str(path), raw=handle.read(MAX_BYTES + 1))
    except OSError as problem:
        raise BadInput(f"{path} cannot be read ({problem.strerror}).", file=str(path)) from None
