"""Which note was read from which place: a keyed reference in, a note's id out. It goes with the note."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from mentoring.store.database import Database
from mentoring.store.refs import Refs
from mentoring.store.tables import notes
from mentoring.store.tables_sources import note_sources


class Sources:
    """Recognises a file that was read before, also after it was changed."""

    def __init__(self, database: Database, refs: Refs) -> None:
        self._db = database
        self._refs = refs

    def note_of(self, place: str) -> str | None:
        """Id of the note last read from there."""
        with self._db.read() as connection:
            return connection.scalar(
                select(note_sources.c.note_id).where(note_sources.c.source_ref == self._ref(place))
            )

    def remember(self, place: str, note_id: str) -> None:
        """The note was read from there, as of now; nothing is remembered of one that was erased since."""
        ref = self._ref(place)
        with self._db.write() as connection:
            connection.execute(delete(note_sources).where(note_sources.c.source_ref == ref))
            if connection.scalar(select(notes.c.note_id).where(notes.c.note_id == note_id)) is not None:
                connection.execute(insert(note_sources).values(source_ref=ref, note_id=note_id))

    def _ref(self, place: str) -> str:
        return self._refs.artefact("source", place)
