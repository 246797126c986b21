"""Passages: pieces of redacted text with their vectors. Here is the truth; Chroma is derived from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, case, delete, func, insert, select

from mentoring.errors import BadInput
from mentoring.store import fulltext
from mentoring.store.database import Database
from mentoring.store.tables import notes, passages

PassageKind = Literal["sentence", "window", "note", "insight"]
_CHUNK = 900
"""Ids a statement: SQLite before 3.32 takes 999 variables."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one redacted note: text == redacted_text[start:end], but for an insight's statement."""

    id: str
    note_id: str
    kind: PassageKind
    start: int
    end: int
    text: str


class Passages:
    """Keeps passages and vectors, and finds passages by their words."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def replace(self, note_id: str, found: Sequence[Passage], vectors: NDArray[np.float32]) -> None:
        """The passages of one note, in place of those it had; one row of `vectors` each."""
        if len(found) != len(vectors) or any(passage.note_id != note_id for passage in found):
            raise BadInput(f"The passages of note {note_id} need one vector each and no other note's passages.")
        rows = [
            {**{name: getattr(passage, name) for name in Passage.__dataclass_fields__}, "vector": _blob(vector)}
            for passage, vector in zip(found, vectors, strict=True)
        ]
        with self._db.write() as connection:
            connection.execute(delete(passages).where(passages.c.note_id == note_id))
            if rows:
                connection.execute(insert(passages), rows)

    def vectors(self, ids: Sequence[str] | None = None) -> tuple[list[str], NDArray[np.float32]]:
        """Ids and their vectors (n, d), in the order asked for, else by age; unknown ids are left out."""
        columns = select(passages.c.id, passages.c.vector)
        with self._db.read() as connection:
            if ids is None:
                rows = list(connection.execute(columns.order_by(passages.c.n)))
            else:
                rows = [
                    row for part in _parts(ids) for row in connection.execute(columns.where(passages.c.id.in_(part)))
                ]
                place = {passage_id: at for at, passage_id in enumerate(ids)}
                rows.sort(key=lambda row: place[row.id])
        return [row.id for row in rows], _matrix([row.vector for row in rows])

    def of_program(self, program: str) -> tuple[list[str], NDArray[np.float32]]:
        """Ids and vectors of one programme, by age: what its index shard is built from."""
        wanted = (
            select(passages.c.id, passages.c.vector)
            .join(notes, notes.c.note_id == passages.c.note_id)
            .where(notes.c.program == program)
            .order_by(passages.c.n)
        )
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        return [row.id for row in rows], _matrix([row.vector for row in rows])

    def shelf_of(self, program: str) -> tuple[list[Passage], NDArray[np.float32]]:
        """Passages of one programme and their vectors, by age; text only of whole notes."""
        words = case((passages.c.kind == "note", passages.c.text), else_="")
        wanted = (
            select(*(passages.c[name] for name in ("id", "note_id", "kind", "start", "end", "vector")), words)
            .join(notes, notes.c.note_id == passages.c.note_id)
            .where(notes.c.program == program)
            .order_by(passages.c.n)
        )
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        return [Passage(*row[:5], row[6]) for row in rows], _matrix([row.vector for row in rows])

    def count_of(self, program: str) -> int:
        """How many passages one programme has."""
        own = select(notes.c.note_id).where(notes.c.program == program)
        with self._db.read() as connection:
            counted = connection.execute(select(func.count()).where(passages.c.note_id.in_(own)))
            return int(counted.scalar_one())

    def get(self, ids: Sequence[str]) -> list[Passage]:
        """Passages in the order asked for; ids that do not live any more are left out."""
        words = select(*(passages.c[name] for name in Passage.__dataclass_fields__))
        with self._db.read() as connection:
            rows = [row for part in _parts(ids) for row in connection.execute(words.where(passages.c.id.in_(part)))]
        found = {row.id: _as_passage(row) for row in rows}
        return [found[passage_id] for passage_id in ids if passage_id in found]

    def of_note(self, note_id: str) -> list[Passage]:
        """Passages of one note, in the order they were given."""
        wanted = select(passages).where(passages.c.note_id == note_id).order_by(passages.c.n)
        with self._db.read() as connection:
            return [_as_passage(row) for row in connection.execute(wanted)]

    def match(self, query: str, limit: int) -> list[tuple[str, float]]:
        """(id, score) by full text, best first; the query is words, never syntax."""
        with self._db.read() as connection:
            return fulltext.match(connection, query, limit)


def _parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[at : at + _CHUNK] for at in range(0, len(ids), _CHUNK)]


def _blob(vector: NDArray[np.float32]) -> bytes:
    return np.asarray(vector, dtype="<f4").tobytes()


def _matrix(blobs: list[bytes]) -> NDArray[np.float32]:
    if not blobs:
        return np.zeros((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(blobs), dtype="<f4").reshape(len(blobs), -1).astype(np.float32)


def _as_passage(row: Row[Any]) -> Passage:
    return Passage(row.id, row.note_id, row.kind, row.start, row.end, row.text)
