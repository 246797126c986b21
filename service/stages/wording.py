"""Words that people write at the desk pass the same guard as an engine's, against the note they speak of."""

from __future__ import annotations

from mentoring.errors import BadInput
from mentoring.grounding.guard import Guard, GuardVerdict
from service.wiring import App

LONGEST = 400
"""Characters of somebody's own words; an engine's statements are shorter."""


def guarded(app: App, note_id: str, text: str) -> GuardVerdict:
    """The words as they may be shown (`text`), repaired where a role can stand for a name; else BadInput."""
    if not 0 < len(text.strip()) <= LONGEST:
        raise BadInput(f"Write the words to show instead, {LONGEST} characters at most.")
    verdict = Guard(app.store.notes.vault(note_id), app.store.people.all()).check(" ".join(text.split()))
    if verdict.rule is not None:
        raise BadInput(
            f"These words cannot be shown ({verdict.rule}): leave out what identifies somebody or was confidential.",
            code="guard",
        )
    return verdict
