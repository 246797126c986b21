"""Notes: redacted text in the clear, what redaction took out sealed under a key both participants share.

The note's own key is wrapped by the mentor's key around the mentee's: when either is destroyed, body and vault
are unreadable, in every copy. A note's stage, attempts and lease are columns; work on it is idempotent.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Row, delete, func, insert, select, update

from mentoring.errors import Damaged, NotFound
from mentoring.records import (
    ConsentedNote,
    Purpose,
    RedactedSpan,
    RedactedText,
    Refusal,
    Vault,
    WithheldPassage,
)
from mentoring.store import carried
from mentoring.store.database import Database
from mentoring.store.keys import KEY_BYTES, seal, unseal
from mentoring.store.subjects import Subjects
from mentoring.store.tables import notes, refusals

Stage = Literal["taken", "redacted", "indexed", "extracted"]
STAGES: tuple[Stage, ...] = ("taken", "redacted", "indexed", "extracted")


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A stored note without its text."""

    note_id: str
    program: str
    pair: str
    session_date: date
    mentor_ref: str
    mentee_ref: str
    format: str | None
    stage: Stage
    content_ref: str
    purposes: frozenset[Purpose]
    """Purposes that held when the note was taken; the gate says which hold today."""
    taken_on: date
    attempts: int = 0
    failed: str | None = None
    """Code of the last failure, never its text."""


class Notes:
    """Stores consented, redacted notes and gives them back."""

    def __init__(self, database: Database, subjects: Subjects) -> None:
        self._db = database
        self._subjects = subjects

    def add(
        self,
        consented: ConsentedNote,
        text: RedactedText,
        vault: Vault,
        *,
        mentor_ref: str,
        mentee_ref: str,
        content_ref: str,
        at: datetime,
    ) -> None:
        """Keep one note. One of the same id is replaced; of what hung on it stays what its new words still bear out."""
        note, key = consented.note, os.urandom(KEY_BYTES)
        with self._db.write() as connection:
            before = carried.take(connection, note.note_id)
            connection.execute(delete(notes).where(notes.c.note_id == note.note_id))
            connection.execute(delete(refusals).where(refusals.c.receipt == content_ref))
            connection.execute(
                insert(notes).values(
                    note_id=note.note_id,
                    program=note.program,
                    pair=note.pair,
                    session_date=note.session_date,
                    mentor_ref=mentor_ref,
                    mentee_ref=mentee_ref,
                    format=note.format,
                    content_ref=content_ref,
                    purposes=sorted(consented.purposes),
                    key=self._wrap(key, note.note_id, note.program, mentor_ref, mentee_ref),
                    body_sealed=seal(key, note.body.encode("utf-8", "surrogatepass"), f"body:{note.note_id}"),
                    vault_sealed=seal(key, _vault_json(vault), f"vault:{note.note_id}"),
                    stage="redacted",
                    attempts=0,
                    taken_at=at.isoformat(),
                    **_text_columns(text),
                )
            )
            carried.put_back(connection, before, note.note_id)

    def by_content(self, content_ref: str) -> str | None:
        """Id of the note with that content, if it is stored."""
        with self._db.read() as connection:
            return connection.scalar(select(notes.c.note_id).where(notes.c.content_ref == content_ref))

    def get(self, note_id: str) -> NoteRow:
        """One row; NotFound if there is none."""
        with self._db.read() as connection:
            row = connection.execute(select(notes).where(notes.c.note_id == note_id)).one_or_none()
        if row is None:
            raise NotFound(f"There is no note {note_id} in this home.")
        return _as_row(row)

    def rows(
        self,
        *,
        program: str | None = None,
        pair: str | None = None,
        since: date | None = None,
        until: date | None = None,
        stage: Stage | None = None,
        run: str | None = None,
        ids: Sequence[str] | None = None,
    ) -> list[NoteRow]:
        """Rows that meet every condition given, by session date; `until` inclusive."""
        wanted = select(notes).order_by(notes.c.session_date, notes.c.note_id)
        equal = ((notes.c.program, program), (notes.c.pair, pair), (notes.c.stage, stage), (notes.c.run, run))
        for column, value in equal:
            if value is not None:
                wanted = wanted.where(column == value)
        if since is not None:
            wanted = wanted.where(notes.c.session_date >= since)
        if until is not None:
            wanted = wanted.where(notes.c.session_date <= until)
        if ids is not None:
            wanted = wanted.where(notes.c.note_id.in_(ids))
        with self._db.read() as connection:
            return [_as_row(row) for row in connection.execute(wanted)]

    def redacted(self, note_id: str) -> RedactedText:
        """The redacted text as it was made."""
        return _as_text(self._row(note_id))

    def all_redacted(self, note_ids: Iterable[str]) -> dict[str, RedactedText]:
        """Redacted texts of several notes at once; unknown ids are left out."""
        with self._db.read() as connection:
            rows = connection.execute(select(notes).where(notes.c.note_id.in_(list(note_ids)))).all()
        return {row.note_id: _as_text(row) for row in rows}

    def is_still(self, text: RedactedText) -> bool:
        """Whether the note has these very words; ask inside the transaction that keeps what was made of them."""
        with self._db.read() as connection:
            now = connection.scalar(select(notes.c.text).where(notes.c.note_id == text.note_id))
        return now is not None and now == text.text

    def body(self, note_id: str) -> str | None:
        """The text as handed in, for a corrected redaction; None once the retention is over."""
        with self._db.reading():  # the row and the keys that open it, of one state
            row = self._row(note_id)
            if row.body_sealed is None:
                return None
            return unseal(self._unwrap(row), row.body_sealed, f"body:{note_id}").decode("utf-8", "surrogatepass")

    def vault(self, note_id: str) -> Vault:
        """What redaction took out; Damaged if a participant's key is destroyed."""
        with self._db.reading():
            row = self._row(note_id)
            opened = json.loads(unseal(self._unwrap(row), row.vault_sealed, f"vault:{note_id}"))
        return Vault(tuple((s, p) for s, p in opened["surfaces"]), tuple(opened["withheld"]))

    def rewrite(self, text: RedactedText, vault: Vault, *, keep_body: bool = False) -> None:
        """Replace redacted text and vault and drop the sealed body, in which what was cut must not be found.

        `keep_body`: nothing was cut.
        """
        row = self._row(text.note_id)
        sealed = seal(self._unwrap(row), _vault_json(vault), f"vault:{text.note_id}")
        with self._db.write() as connection:
            connection.execute(
                update(notes)
                .where(notes.c.note_id == text.note_id)
                .values(vault_sealed=sealed, stage="redacted", **_text_columns(text))
            )
            if not keep_body:
                connection.execute(update(notes).where(notes.c.note_id == text.note_id).values(body_sealed=None))

    def drop_bodies(self, taken_before: datetime) -> int:
        """End of retention: sealed bodies of older notes go. Returns how many."""
        over = notes.c.body_sealed.is_not(None), notes.c.taken_at < taken_before.isoformat()
        with self._db.write() as connection:
            return connection.execute(update(notes).where(*over).values(body_sealed=None)).rowcount

    def set_stage(self, note_id: str, stage: Stage) -> None:
        """The stage is done; lease and failure are cleared."""
        self._set(note_id, stage=stage, attempts=0, lease_until=None, failed=None)

    def set_purposes(self, note_id: str, purposes: frozenset[Purpose]) -> None:
        """Purposes narrowed since the note was taken."""
        self._set(note_id, purposes=sorted(purposes))

    def fail(self, note_id: str, code: str) -> None:
        """Work on the note failed for the reason of that code; the lease ends, attempts stay."""
        self._set(note_id, failed=code[:40], lease_until=None)

    def count(self) -> int:
        """How many notes are stored."""
        with self._db.read() as connection:
            return connection.scalar(select(func.count()).select_from(notes)) or 0

    def refuse(self, receipt: str, refusal: Refusal, *, at: datetime) -> None:
        """Keep the receipt of a refused note: a keyed hash and whose consent is missing, nothing else."""
        values = {"code": refusal.code, "reason": refusal.reason[:300], "at": at.isoformat()}
        with self._db.write() as connection:
            connection.execute(delete(refusals).where(refusals.c.receipt == receipt))
            connection.execute(insert(refusals).values(receipt=receipt, **values))

    def refusals(self) -> list[tuple[Refusal, str]]:
        """Receipts of refused notes with their instants, newest first."""
        with self._db.read() as connection:
            rows = connection.execute(select(refusals).order_by(refusals.c.at.desc())).all()
        return [(Refusal(row.code, row.reason, receipt=row.receipt), row.at) for row in rows]

    def _set(self, note_id: str, **values: object) -> None:
        with self._db.write() as connection:
            connection.execute(update(notes).where(notes.c.note_id == note_id).values(**values))

    def _row(self, note_id: str) -> Row[Any]:
        with self._db.read() as connection:
            row = connection.execute(select(notes).where(notes.c.note_id == note_id)).one_or_none()
        if row is None:
            raise NotFound(f"There is no note {note_id} in this home.")
        return row

    def _wrap(self, key: bytes, note_id: str, program: str, mentor_ref: str, mentee_ref: str) -> bytes:
        inner = seal(self._subjects.key(mentee_ref, program), key, f"note-key:{note_id}")
        return seal(self._subjects.key(mentor_ref, program), inner, f"note-key:{note_id}")

    def _unwrap(self, row: Row[Any]) -> bytes:
        return note_key(self._subjects, row)


def note_key(subjects: Subjects, row: Row[Any]) -> bytes:
    """The key of one note, which takes those of both participants to open; Damaged if one is destroyed."""
    mentor = subjects.find(row.mentor_ref, row.program)
    mentee = subjects.find(row.mentee_ref, row.program)
    if mentor is None or mentee is None:
        raise Damaged(f"The sealed part of note {row.note_id} is gone: a participant's key was destroyed.")
    place = f"note-key:{row.note_id}"
    return unseal(mentee, unseal(mentor, row.key, place), place)


def _vault_json(vault: Vault) -> bytes:
    return json.dumps({"surfaces": vault.surfaces, "withheld": vault.withheld}).encode()


def _text_columns(text: RedactedText) -> dict[str, object]:
    return {
        "text": text.text,
        "spans": [asdict(span) for span in text.spans],
        "withheld": [asdict(passage) for passage in text.withheld],
    }


def _as_text(row: Row[Any]) -> RedactedText:
    return RedactedText(
        note_id=row.note_id,
        session_date=row.session_date,
        format=row.format,
        text=row.text,
        spans=tuple(RedactedSpan(**span) for span in row.spans),
        withheld=tuple(WithheldPassage(**passage) for passage in row.withheld),
    )


def _as_row(row: Row[Any]) -> NoteRow:
    shared = {name: getattr(row, name) for name in NoteRow.__dataclass_fields__ if name != "taken_on"}
    return NoteRow(**{**shared, "purposes": frozenset(row.purposes), "taken_on": date.fromisoformat(row.taken_at[:10])})
