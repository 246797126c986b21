"""What is asked when notes are handed in at the desk: the files themselves, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file's name as its giver has it, and its bytes."""

    name: str = field(repr=False)
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class HandIn:
    """Files in one go; asked again with the same files it goes on where it stopped."""

    files: tuple[HandedFile, ...]
    answers: tuple[dict[str, str], ...] = ()
    """Rows as in a mapping file: which file is of which session."""
    most: int = 3
    """Sessions that are newly taken at most, so that an answer comes soon; how many are left is said."""
