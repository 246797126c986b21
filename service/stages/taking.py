"""Taking one note in: ask the consent gate, redact, keep. What is refused leaves a receipt, never text."""

from __future__ import annotations

from dataclasses import replace

from mentoring.consent.gate import ConsentGate
from mentoring.records import ConsentedNote, Note, Refusal
from mentoring.store.notes import NoteRow
from service.stages.days import SESSION_AHEAD, within
from service.stages.taken import Taken
from service.wiring import App


def gate_of(app: App) -> ConsentGate:
    """The gate as consents stand today."""
    store = app.store
    return ConsentGate(store.consents.current(), app.today, refused_sessions=store.sessions.refused())


def gate_of_two(app: App, mentor_ref: str, mentee_ref: str) -> ConsentGate:
    """The same for sessions of these two alone, cheap enough to ask at every write of something made of them."""
    store = app.store
    return ConsentGate(store.consents.of(mentor_ref, mentee_ref), app.today, refused_sessions=store.sessions.refused())


def take_note(
    app: App, gate: ConsentGate, note: Note, file: str, taken: Taken, *, place: str | None = None
) -> str | None:
    """One note through the gate; returns the id of a note that is in, now or before.

    BadInput where no session can have been on its day. `file` is what its giver knows it by, `place` what stays the
    same when the giver changes it.
    """
    within(note.session_date, app.today, years=SESSION_AHEAD, file=file)
    store = app.store
    content = store.refs.content(note.pair, note.session_date, note.body)
    earlier = _earlier(app, note, place)
    note_id = note.note_id or earlier or store.refs.note_id(note.pair, note.session_date, note.body)
    note = replace(note, note_id=note_id)
    admitted = gate.admit(note, _ref(app, note.mentor), _ref(app, note.mentee))
    if isinstance(admitted, Refusal):
        _refuse(app, admitted, note, file, content, taken)
        return None
    known = _unchanged(app, note, content)
    if known is None and (clash := _other_session(app, note, content)) is not None:
        taken.refused.append(Refusal("note-id", clash, note_id=note_id, file=file))
        return None
    if known is None:
        if not taken.dry and (ended := _keep(app, admitted, content)) is not None:
            _refuse(app, ended, note, file, content, taken)
            return None
        taken.accepted.append(note_id)
        taken.replaced += [note_id] if earlier is not None else []
    else:
        taken.unchanged.append(known)
    if place is not None and not taken.dry:
        store.sources.remember(place, known or note_id)
    return known or note_id


def _refuse(app: App, admitted: Refusal, note: Note, file: str, content: str, taken: Taken) -> None:
    """Who is unknown to the register may be known tomorrow: her session waits, without its text."""
    unknown = any(app.store.people.find(name) is None for name in (note.mentor, note.mentee))
    refused = replace(admitted, note_id=note.note_id, file=file, receipt=content)
    kept = replace(refused, code="quarantine") if unknown else refused
    app.store.notes.refuse(content, kept, at=app.now())
    taken.refuse(refused, quarantined=unknown)


def _keep(app: App, admitted: ConsentedNote, content: str) -> Refusal | None:
    """Redact and keep; a refusal where a consent ended meanwhile: a run lasts hours, redaction of a note seconds."""
    store, note = app.store, admitted.note
    mentor_ref, mentee_ref = _ref(app, note.mentor), _ref(app, note.mentee)
    with app.tell.span("redact", note=app.alias(note.note_id)):
        redacted, vault = app.redactor().redact(admitted)
    with store.transaction():
        now = gate_of_two(app, mentor_ref, mentee_ref).admit(note, mentor_ref, mentee_ref)
        if isinstance(now, Refusal):
            return now
        store.people.ensure(note.mentor)
        store.people.ensure(note.mentee)
        store.notes.add(
            now, redacted, vault,
            mentor_ref=mentor_ref, mentee_ref=mentee_ref, content_ref=content, at=app.now(),
        )  # fmt: skip
    return None


def _earlier(app: App, note: Note, place: str | None) -> str | None:
    """The note of the same session that this one takes the place of: by its id, or handed in from the same place."""
    store = app.store
    known = note.note_id or (store.sources.note_of(place) if place else None)
    rows = store.notes.rows(ids=[known]) if known else []
    return next((row.note_id for row in rows if _is_same(app, row, note)), None)


def _unchanged(app: App, note: Note, content: str) -> str | None:
    """The note of the same session that has these very words."""
    held = app.store.notes.by_content(content)
    rows = app.store.notes.rows(ids=[held]) if held else []
    return next((row.note_id for row in rows if _is_same(app, row, note)), None)


def _is_same(app: App, row: NoteRow, note: Note) -> bool:
    """Whether both are of one session: programmes may call pairs alike, and who writes a file may give it any id."""
    told = note.program, note.pair, note.session_date, _ref(app, note.mentor), _ref(app, note.mentee)
    return (row.program, row.pair, row.session_date, row.mentor_ref, row.mentee_ref) == told


def _ref(app: App, name: str) -> str:
    """Reference of a participant, also of one nobody has heard of: looking does not make a person."""
    found = app.store.people.find(name)
    return app.store.people.ref_of(found.person_id) if found else app.store.refs.person(name)


def _other_session(app: App, note: Note, content: str) -> str | None:
    """Why a note of another session, which is not to be overwritten or taken for this one, keeps it out."""
    store = app.store
    if not all(_is_same(app, row, note) for row in store.notes.rows(ids=[note.note_id])):
        return f"the note_id {note.note_id} already names another session: give this note its own"
    if store.notes.by_content(content) is not None:
        return "another session of that day has these very words: say in the note what is its own"
    return None
