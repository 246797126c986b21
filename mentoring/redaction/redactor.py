"""The one maker of RedactedText: a consented note in, placeholders and passages out.

What it takes out is kept in the vault alone. Nothing here logs, and no error carries text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from mentoring.records import ConsentedNote, Person, RedactedText, Vault
from mentoring.redaction import assemble

if TYPE_CHECKING:
    from mentoring.redaction.tagger import Tagger


class Redactor:
    """Redacts notes of sessions between people this home may or may not know; `tagger` None: the shipped one."""

    def __init__(self, people: Sequence[Person] = (), tagger: Tagger | None = None) -> None:
        self._people = tuple(people)
        self._tagger = tagger

    def redact(self, note: ConsentedNote) -> tuple[RedactedText, Vault]:
        """The note as engines may see it, and what was taken out of it."""
        n = note.note
        return self.preview(
            n.body, mentor=n.mentor, mentee=n.mentee, note_id=n.note_id, session_date=n.session_date, format=n.format
        )

    def preview(
        self,
        body: str,
        *,
        mentor: str | None,
        mentee: str | None,
        note_id: str = "",
        session_date: date,
        format: str | None = None,  # noqa: A002 - the field's name in every record
    ) -> tuple[RedactedText, Vault]:
        """The same for text that nobody may store yet, or whose participants are not known."""
        from mentoring.redaction.detect import detect

        found = detect(body, mentor, mentee, self._people, self._tagger)
        spans = assemble.placeholders(body, found.finds)
        return (
            RedactedText(
                note_id, session_date, format, assemble.rebuild(body, spans, found.withheld), spans, found.withheld
            ),
            assemble.vault_of(body, spans, found.withheld),
        )
