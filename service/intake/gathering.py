"""From files to pieces: one file may hold many sessions, one archive many files. Everything is parsed in children."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from mentoring.errors import BadInput
from service.intake.archive import is_archive
from service.intake.files import InputFile, read
from service.intake.found import Found
from service.intake.mapping import Mapping
from service.intake.sandbox import Sandbox

DEEPEST = 2
"""Archives in archives: Notion packs its export twice, nobody packs it three times."""
_NOTION_PAGE = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Piece:
    """One session found in a file, or why there is none."""

    file: str
    found: Found = field(default_factory=Found)
    problem: BadInput | None = None
    ignored: int = 0
    """Members of an archive that are no notes."""

    @property
    def key(self) -> str:
        """What stays the same when the piece is edited: the product's own name for it, or where it lies."""
        page = _NOTION_PAGE.search(self.file)
        return self.found.key or (page[0] if page else f"{self.file}#{self.found.part}")


class Gatherer:
    """Reads files one after another in limited children. Use it as a context."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._stack = ExitStack()
        self._reader = Sandbox()

    def __enter__(self) -> Gatherer:
        self._stack.enter_context(self._reader)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def pieces(self, path: Path) -> Iterator[Piece]:
        """Everything in one file; what cannot be read is a piece with its problem."""
        try:
            yield from self._inside(read(path), 1)
        except BadInput as problem:
            yield Piece(str(path), problem=problem)

    def _inside(self, file: InputFile, depth: int) -> Iterator[Piece]:
        if is_archive(file.name):
            yield from self._members(file, depth)
            return
        for found in self._reader.read(file.raw, file.name, self._mapping.of_form(file.name)):
            problem = found.problem
            said = BadInput(f"{file.name} {problem.sentence}", code=problem.code, file=file.name) if problem else None
            yield Piece(file.name, found, said)

    def _members(self, file: InputFile, depth: int) -> Iterator[Piece]:
        if depth > DEEPEST:
            raise BadInput(
                f"{file.name} is an archive deep inside archives: unpack it and give the folder.",
                code="bomb",
                file=file.name,
            )
        with Sandbox() as unpacker:
            members, ignored = unpacker.open(file.raw, file.name)
            if not members:
                sentence = f"{file.name} holds no notes: pack the files with the notes."
                raise BadInput(sentence, code="empty", file=file.name)
            yield Piece(file.name, ignored=ignored)
            for member in members:
                name = f"{file.name}/{member.name}"
                try:
                    if member.code:
                        raise BadInput(f"{name} {member.sentence}", code=member.code, file=name)
                    yield from self._inside(InputFile(name, unpacker.unpack(member.name, file.name)), depth + 1)
                except BadInput as problem:
                    yield Piece(name, problem=problem)


def read_all(paths: Sequence[Path]) -> Iterator[Piece]:
    """Pieces of several files, without a mapping."""
    with Gatherer(Mapping()) as gatherer:
        for path in paths:
            yield from gatherer.pieces(path)
