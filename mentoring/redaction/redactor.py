"""The one maker of RedactedText: a consented note in, placeholders and passages out.

What it takes out is kept in the vault alone. Nothing here logs, and no error carries text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mentoring.records import ConsentedNote, Person, RedactedText, Vault
from mentoring.redaction import assemble
from mentoring.redaction.foreign import find_foreign
from mentoring.redaction.found import Found, settle
from mentoring.redaction.labels import find_labels
from mentoring.redaction.names import score_words
from mentoring.redaction.patterns import find_forms
from mentoring.redaction.people import find_people, spread
from mentoring.redaction.phones import find_phones
from mentoring.redaction.places import find_addresses
from mentoring.redaction.roster import find_roster, roster_names
from mentoring.redaction.roles import find_roles
from mentoring.redaction.tokens import words
from mentoring.redaction.traits import find_traits
from mentoring.redaction.whereabouts import find_whereabouts
from mentoring.redaction.withhold import find_confidential, merged


class Redactor:
    """Redacts notes of sessions between people this home may or may not know."""

    def __init__(self, people: Sequence[Person] = ()) -> None:
        self._people = tuple(people)

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
        labels = list(find_labels(body))
        finds = settle(self._find(body, mentor, mentee, labels))
        withheld = tuple(merged([*find_confidential(body, finds, labels), *find_foreign(body, finds, labels)]))
        spans = assemble.placeholders(body, finds)
        text = assemble.rebuild(body, spans, withheld)
        return (
            RedactedText(note_id, session_date, format, text, spans, withheld),
            assemble.vault_of(body, spans, withheld),
        )

    def _find(self, body: str, mentor: str | None, mentee: str | None, labels: list[Found]) -> list[Found]:
        tokens = words(body)
        names = roster_names(mentor, mentee, self._people)
        finds = [*find_roster(body, tokens, names), *labels]
        finds += find_people(body, tokens, score_words(body, tokens))
        finds += spread(body, tokens, finds)
        people = settle(finds)
        roles = list(find_roles(body, people))
        return [
            *people,
            *find_forms(body),
            *find_phones(body),
            *find_addresses(body),
            *find_traits(body),
            *roles,
            *find_whereabouts(body, tokens, people, roles),
        ]
