"""The one maker of RedactedText: a consented note in, placeholders and passages out.

What it takes out is kept in the vault alone. Nothing here logs, and no error carries text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mentoring.records import ConsentedNote, Person, RedactedText, Vault
from mentoring.redaction import assemble, patterns, places, roles, traits
from mentoring.redaction.foreign import find_foreign
from mentoring.redaction.found import Found, settle
from mentoring.redaction.labels import find_labels
from mentoring.redaction.names import score_words
from mentoring.redaction.patterns import find_forms
from mentoring.redaction.people import find_people, spread
from mentoring.redaction.phones import find_phones
from mentoring.redaction.places import find_addresses
from mentoring.redaction.roster import Name, find_roster, roster_names
from mentoring.redaction.roles import find_roles
from mentoring.redaction.tokens import Token, words
from mentoring.redaction.traits import find_traits
from mentoring.redaction.triggers import Spots
from mentoring.redaction.units import units
from mentoring.redaction.whereabouts import find_whereabouts
from mentoring.redaction.withhold import find_confidential, merged

_TRIGGERS = {**traits.TRIGGERS, **roles.TRIGGERS, **patterns.TRIGGERS, **places.TRIGGERS}


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
        labels, tokens = list(find_labels(body)), words(body)
        finds = settle(self._find(body, tokens, roster_names(mentor, mentee, self._people), labels))
        parts = units(body, labels)
        withheld = tuple(
            merged([*find_confidential(body, tokens, finds, parts), *find_foreign(body, tokens, finds, parts)])
        )
        spans = assemble.placeholders(body, finds)
        text = assemble.rebuild(body, spans, withheld)
        return (
            RedactedText(note_id, session_date, format, text, spans, withheld),
            assemble.vault_of(body, spans, withheld),
        )

    def _find(self, body: str, tokens: list[Token], names: list[Name], labels: list[Found]) -> list[Found]:
        finds = [*find_roster(body, tokens, names), *labels]
        known = _inside(tokens, finds)
        finds += find_people(body, tokens, score_words(body, tokens, known))
        finds += spread(body, tokens, finds)
        people = settle(finds)
        spots = Spots(body, tokens, _TRIGGERS)
        titles = list(find_roles(body, people, spots))
        return [
            *people,
            *find_forms(body, spots),
            *find_phones(body),
            *find_addresses(body, spots),
            *find_traits(body, spots),
            *titles,
            *find_whereabouts(body, tokens, people, titles),
        ]


def _inside(tokens: list[Token], finds: list[Found]) -> set[int]:
    """Indices of the words that lie in a find."""
    covered = {i for f in finds for i in range(f.start, f.end)}
    return {i for i, token in enumerate(tokens) if token.start in covered}
