"""From files to pieces: one file may hold many sessions, one archive many files. Everything is parsed in children."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Values
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from mentoring.errors import BadInput
from service.intake.archive import is_archive
from service.intake.files import InputFile, read, refuse_large
from service.intake.found import Found
from service.intake.mapping import Mapping
from service.intake.sandbox import Sandbox

DEEPEST = 2
"""Archives in archives, mail with attachments among them: Notion packs its export twice, nobody packs three times."""
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
        self._unpackers: dict[int, Sandbox] = {}

    def __enter__(self) -> Gatherer:
        self._stack.enter_context(self._reader)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def pieces(self, path: Path) -> Iterator[Piece]:
        """Everything in one file; what cannot be read is a piece with its problem."""
        try:
            file = read(path)
        except BadInput as problem:
            yield Piece(str(path), problem=problem)
            return
        yield from self.pieces_of(file)

    def pieces_of(self, file: InputFile) -> Iterator[Piece]:
        """The same of a file that was handed over."""
        try:
            refuse_large(file)
            yield from self._inside(file, 1)
        except BadInput as problem:
            yield Piece(file.name, problem=problem)

    def _inside(self, file: InputFile, depth: int) -> Iterator[Piece]:
        if is_archive(file.name):
            yield from self._members(file, depth)
            return
        letters: dict[str, Found] = {}
        taken: set[str] = set()
        for found in self._reader.read(file.raw, file.name, self._mapping.of_form(file.name)):
            if found.kind == "attached":
                letters[found.part] = found
                continue
            taken.add(found.part)
            problem = found.problem
            said = BadInput(f"{file.name} {problem.sentence}", code=problem.code, file=file.name) if problem else None
            yield Piece(file.name, found, said)
        if letters:
            yield Piece(file.name, ignored=len(letters.keys() - taken))
            yield from self._enclosed(file, depth, letters)

    def _enclosed(self, file: InputFile, depth: int, letters: Values[str, Found]) -> Iterator[Piece]:
        """What is attached to mail; each letter says of its own attachments who wrote to whom, when and about what."""
        for piece in self._members(file, depth):
            inner = piece.file[len(file.name) + 1 :]
            letter = letters.get(inner.partition("/")[0]) or letters.get("")
            own = piece.found
            if letter is None or own.kind != "note" or own.people or own.sent:
                yield piece
                continue
            told = replace(own, people=letter.people, sent=letter.sent, title=own.title or letter.title)
            yield replace(piece, found=told)

    def _members(self, file: InputFile, depth: int) -> Iterator[Piece]:
        if depth > DEEPEST:
            raise BadInput(
                f"{file.name} holds files deep inside files: unpack it and give the folder.",
                code="bomb",
                file=file.name,
            )
        unpacker = self._unpacker(depth)
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

    def _unpacker(self, depth: int) -> Sandbox:
        """The child that holds the archive open at this depth; one archive after another."""
        if depth not in self._unpackers:
            self._unpackers[depth] = self._stack.enter_context(Sandbox())
        return self._unpackers[depth]


def read_all(paths: Sequence[Path]) -> Iterator[Piece]:
    """Pieces of several files, without a mapping."""
    with Gatherer(Mapping()) as gatherer:
        for path in paths:
            yield from gatherer.pieces(path)
