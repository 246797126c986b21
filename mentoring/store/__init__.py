"""The store: SQLAlchemy and Alembic live here, and the keys that seal what must not be read."""

from mentoring.store.items import ActionRow, InsightRow, Provenance
from mentoring.store.keys import Keys
from mentoring.store.notes import NoteRow
from mentoring.store.passages import Passage
from mentoring.store.store import Store

__all__ = ["ActionRow", "InsightRow", "Keys", "NoteRow", "Passage", "Provenance", "Store"]
