"""A mentor writes a note at the desk: she sees it redacted before it is taken, and can take it away again."""

from __future__ import annotations

from typing import Any

from mentoring.errors import BadInput, NotFound
from mentoring.records import Caller, Note, RedactedText
from mentoring.redaction.render import humanise
from mentoring.store.notes import NoteRow
from service.requests import NoteText
from service.stages import taking
from service.stages.days import SESSION_AHEAD, day_of
from service.stages.taken import Taken
from service.wiring import App

LONGEST = 20_000
"""Characters of a note written at the desk; whole transcripts come as files."""


def places(app: App, caller: Caller) -> list[dict[str, Any]]:
    """The pairs in which the caller is the mentor, and the sessions of hers that are stored."""
    ref = app.ref(caller)
    rows = [row for row in app.store.notes.rows() if row.mentor_ref == ref]
    stands = app.store.hidden_words.all()
    pairs = {(one.program, one.pair) for one in app.store.consents.current() if _is_mentor(one, ref)}
    return [
        {
            "program": program,
            "pair": pair,
            "notes": [
                {
                    "note_id": row.note_id,
                    "session_date": row.session_date.isoformat(),
                    "stage": row.stage,
                    "asked": sum(one == "asked" for one in stands.get(row.note_id, {}).values()),
                }
                for row in reversed(rows)
                if (row.program, row.pair) == (program, pair)
            ],
        }
        for program, pair in sorted(pairs)
    ]


def look(app: App, caller: Caller, request: NoteText) -> dict[str, Any]:
    """What redaction makes of her words; nothing is kept."""
    note = _note(app, caller, request)
    text, _ = app.redactor().preview(
        note.body, mentor=note.mentor, mentee=note.mentee, session_date=note.session_date, format=note.format
    )
    return _as_json(text)


def write(app: App, caller: Caller, request: NoteText) -> dict[str, Any]:
    """Take her note in through the gate like any other."""
    taken = Taken()
    taking.take_note(app, taking.gate_of(app), _note(app, caller, request), "the desk", taken)
    app.store.audit.append("note-written", actor_ref=app.ref(caller), at=app.now(), details=taken.counts())
    return taken.as_json()


def note_of_hers(app: App, caller: Caller, note_id: str) -> NoteRow:
    """A note of the mentor's own; nobody else's can be taken away."""
    rows = [row for row in app.store.notes.rows(ids=[note_id]) if row.mentor_ref == app.ref(caller)]
    if not rows:
        raise NotFound("There is no such note of yours.")
    return rows[0]


def _note(app: App, caller: Caller, request: NoteText) -> Note:
    if not 0 < len(request.body.strip()) <= LONGEST:
        raise BadInput(f"Write the note first, {LONGEST:,} characters at most.")
    day = day_of(request.session_date, app.today, years=SESSION_AHEAD)
    program, mentor, mentee = _pair(app, caller, request.pair, request.program)
    return Note("", program, request.pair, day, mentor, mentee, None, request.body)


def _pair(app: App, caller: Caller, pair: str, program: str | None) -> tuple[str, str, str]:
    """Programme and the two people's ids, for a pair in which the caller is the mentor."""
    ref, consents = app.ref(caller), app.store.consents.current()
    mine = {one.program for one in consents if one.pair == pair and _is_mentor(one, ref)}
    fits = [one for one in mine if program in (None, one)]
    if not fits or caller.person_id is None:
        raise NotFound("You are not the mentor of that pair.")
    if len(fits) > 1:
        raise BadInput("You mentor a pair of that name in more than one programme: say which programme is meant.")
    other = next((one for one in consents if (one.pair, one.program, one.role) == (pair, fits[0], "mentee")), None)
    mentee = app.store.people.by_ref(other.person_ref) if other else None
    if mentee is None:
        raise BadInput("Your mentee has not been asked for consent yet: tell your programme lead.")
    mentor = app.store.people.by_ref(ref or "")
    return fits[0], mentor.name if mentor else caller.person_id, mentee.name


def _is_mentor(consent: Any, ref: str | None) -> bool:
    return bool(consent.role == "mentor" and consent.person_ref == ref)


def _as_json(text: RedactedText) -> dict[str, Any]:
    return {
        "readable": humanise(text.text),
        "identifiers": len(text.spans),
        "withheld": sorted({passage.reason for passage in text.withheld}),
    }
