"""What left the store: files Upwell wrote, what it handed out, backups that exist. Paths are sealed.

An erasure wipes the files, lists what was handed out and which backups hold the notes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import delete, insert, select

from mentoring.store.database import Database
from mentoring.store.keys import Keys
from mentoring.store.tables import artifact_notes, artifacts, notes

Handling = Literal["file", "handed-out", "backup"]


@dataclass(frozen=True, slots=True)
class Artifact:
    """One thing outside the store that holds something of some notes."""

    id: str
    kind: str
    """digest, export, mail, backup ..."""
    handling: Handling
    place: str
    """Path, recipient or place."""
    at: str


class Artifacts:
    """Remembers what was written and handed out, and for which notes."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._db = database
        self._keys = keys

    def wrote(self, path: str, kind: str, note_ids: Iterable[str], at: datetime) -> str:
        """A file Upwell wrote and may wipe."""
        return self._add(kind, "file", path, note_ids, at)

    def handed_out(self, kind: str, place: str, note_ids: Iterable[str], at: datetime) -> str:
        """A mail, an export to standard output: out of reach, so it is listed."""
        return self._add(kind, "handed-out", place, note_ids, at)

    def backup(self, place: str, at: datetime, note_ids: Iterable[str] | None = None) -> str:
        """A copy of the whole home: it holds these notes; None: every note of this moment."""
        with self._db.write() as connection:
            held = connection.scalars(select(notes.c.note_id)).all() if note_ids is None else note_ids
            return self._add("backup", "backup", place, held, at)

    def holding(self, note_ids: Iterable[str]) -> list[Artifact]:
        """Everything that holds something of these notes, oldest first."""
        wanted = (
            select(artifacts)
            .where(
                artifacts.c.id.in_(
                    select(artifact_notes.c.artifact_id).where(artifact_notes.c.note_id.in_(list(note_ids)))
                )
            )
            .order_by(artifacts.c.at, artifacts.c.id)
        )
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        return [Artifact(row.id, row.kind, row.handling, self._open(row.id, row.sealed), row.at) for row in rows]

    def forget(self, artifact_id: str) -> None:
        """The file is gone or the copy destroyed."""
        with self._db.write() as connection:
            connection.execute(delete(artifacts).where(artifacts.c.id == artifact_id))

    def _add(self, kind: str, handling: Handling, place: str, note_ids: Iterable[str], at: datetime) -> str:
        artifact_id = os.urandom(16).hex()
        row = {
            "id": artifact_id,
            "kind": kind,
            "handling": handling,
            "sealed": self._keys.seal(place.encode("utf-8", "surrogateescape"), f"artifact:{artifact_id}"),
            "at": at.isoformat(),
        }
        with self._db.write() as connection:
            connection.execute(insert(artifacts).values(**row))
            links = [{"artifact_id": artifact_id, "note_id": note_id} for note_id in dict.fromkeys(note_ids)]
            if links:
                connection.execute(insert(artifact_notes), links)
        return artifact_id

    def _open(self, artifact_id: str, sealed: bytes) -> str:
        return self._keys.unseal(sealed, f"artifact:{artifact_id}").decode("utf-8", "surrogateescape")


def wipe(file: Path) -> None:
    """Overwrite a file with zeros and remove it; what is not there is gone already."""
    if file.is_symlink() or not file.is_file():
        return
    with file.open("r+b", buffering=0) as opened:
        left = file.stat().st_size
        while left > 0:
            left -= opened.write(bytes(min(left, 1 << 20)))
        os.fsync(opened.fileno())
    file.unlink()
