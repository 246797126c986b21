"""Words that people write at the desk pass the same guard as an engine's, against the note they speak of."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.about_person import speaks_of_mentee
from mentoring.errors import BadInput
from mentoring.grounding.guard import Guard, GuardVerdict
from mentoring.redaction.assemble import plain
from mentoring.redaction.confide import tells_a_matter
from mentoring.redaction.render import role_of
from mentoring.store.items import ActionRow, InsightRow
from mentoring.store.reviews import Reviewed
from service.wiring import App

LONGEST = 400
"""Characters of somebody's own words; an engine's statements are shorter."""


def guarded(app: App, note_id: str, text: str) -> GuardVerdict:
    """The words as they may be shown (`text`), repaired where a role can stand for a name; else BadInput."""
    if not 0 < len(text.strip()) <= LONGEST:
        raise BadInput(f"Write the words to show instead, {LONGEST} characters at most.")
    verdict = Guard(app.store.notes.vault(note_id), app.store.people.all()).check(" ".join(text.split()))
    if verdict.rule is None:
        verdict = _read_as_a_note(app, note_id, verdict)
    if verdict.rule is not None:
        raise BadInput(
            f"These words cannot be shown ({verdict.rule}): leave out what identifies somebody or was confidential.",
            code="guard",
        )
    return verdict


def _read_as_a_note(app: App, note_id: str, verdict: GuardVerdict) -> GuardVerdict:
    """What a person writes may say what no note held: it is read as a note is, for people, numbers and confidences.

    Words that stand readable in the note were judged there, with all that stood around them.
    """
    text, readable = verdict.text, _keys(app.store.notes.redacted(note_id).text)
    read, _ = app.redactor().preview(text, mentor=None, mentee=None, session_date=app.today)
    new = [one for one in read.spans if one.cls == "direct" and not _keys(text[one.start : one.end]) <= readable]
    told = [
        one
        for one in read.withheld
        if one.reason == "off-record" or (one.reason != "language" and tells_a_matter(text[one.start : one.end]))
    ]
    if any(not _keys(text[one.start : one.end]) <= readable for one in told):
        return replace(verdict, text="", rule="confidential")
    if any(one.type != "PERSON" for one in new):
        return replace(verdict, text="", rule="identifier")
    for one in reversed(new):
        text = text[: one.start] + role_of(one.placeholder) + text[one.end :]
    return replace(verdict, text=text, repaired=(*verdict.repaired, "name")) if new else verdict


def _keys(text: str) -> set[str]:
    return {plain(word) for word in re.findall(r"\w+", text)}


def read_again(app: App, item_id: str) -> None:
    """Its words changed: what says something of the mentee as a person waits for the mentor's word, whoever wrote it.

    Also where she had released it: she released other words. Called in the transaction that changed them.
    """
    items = app.store.items
    rows: list[InsightRow | ActionRow] = [*items.insights(ids=[item_id]), *items.actions(ids=[item_id])]
    row = rows[0]
    edited = app.store.reviews.all().get(item_id, Reviewed()).text
    if isinstance(row, InsightRow):
        said = [row.insight.statement, *(piece.text for piece in row.insight.evidence)]
    else:
        said = [row.action.task]
    about_person = any(speaks_of_mentee(text) for text in (*said, edited or ""))
    items.set_about_person(item_id, about_person)
    if about_person and edited is not None and row.mentor_released:
        items.set_state(item_id, "previewed", mentor_released=False)
