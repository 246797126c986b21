"""Taking notes in: parse, ask the consent gate, redact, keep. What is refused leaves a receipt, never text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mentoring.consent.gate import ConsentGate
from mentoring.errors import BadInput
from mentoring.records import Note, Refusal
from service.intake.files import InputFile
from service.intake.note_file import Defaults, parse_note
from service.progress import Progress
from service.requests import Ingest
from service.wiring import App


@dataclass
class Taken:
    """What became of each file."""

    accepted: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """For the audit: how many, never which."""
        return {"accepted": len(self.accepted), "refused": len(self.refused), "unchanged": len(self.unchanged)}

    def as_json(self) -> dict[str, Any]:
        """The contract's answer to `ingest`."""
        return {
            "accepted": self.accepted,
            "refused": [
                {"file": one.file, "note_id": one.note_id, "code": one.code, "reason": one.reason}
                for one in self.refused
            ],
            "unchanged": self.unchanged,
        }


def take(
    app: App,
    files: Sequence[InputFile],
    defaults: Defaults,
    progress: Progress,
    *,
    programs: frozenset[str] | None = None,
) -> Taken:
    """Take each file or say why not; one bad file never stops the others. `programs`: those the caller leads."""
    gate = gate_of(app)
    taken = Taken()
    for number, file in enumerate(files):
        progress("redacting", number, len(files))
        try:
            note = parse_note(file.raw, file.name, defaults)
            if programs is not None and note.program not in programs:
                raise BadInput("its programme is not one that you lead", code="programme")
            take_note(app, gate, note, file.name, taken)
        except BadInput as problem:
            taken.refused.append(Refusal(code=problem.code, reason=problem.message, file=file.name))
    progress("redacting", len(files), len(files))
    return taken


def gate_of(app: App) -> ConsentGate:
    """The gate as consents stand today."""
    store = app.store
    return ConsentGate(store.consents.current(), app.today, refused_sessions=store.sessions.refused())


def defaults_of(request: Ingest) -> Defaults:
    """What the command line says about files that do not say it themselves."""
    try:
        day = date.fromisoformat(request.session_date) if request.session_date else None
    except ValueError:
        raise BadInput("--date is no date; write it as YYYY-MM-DD.") from None
    return Defaults(request.program, request.pair, day, request.mentor, request.mentee)


def take_note(app: App, gate: ConsentGate, note: Note, file: str, taken: Taken) -> None:
    """One note through the gate; `file` is what its giver knows it by."""
    store = app.store
    content = store.refs.content(note.pair, note.session_date, note.body)
    note = _with_id(app, note)
    mentor_ref, mentee_ref = _ref(app, note.mentor), _ref(app, note.mentee)
    admitted = gate.admit(note, mentor_ref, mentee_ref)
    if isinstance(admitted, Refusal):
        refused = Refusal(admitted.code, admitted.reason, note_id=note.note_id, file=file, receipt=content)
        store.notes.refuse(content, refused, at=app.now())
        taken.refused.append(refused)
        return
    known = store.notes.by_content(content)
    if known is not None:
        taken.unchanged.append(known)
        return
    if (clash := _other_session(app, note)) is not None:
        taken.refused.append(Refusal("note-id", clash, note_id=note.note_id, file=file))
        return
    store.people.ensure(note.mentor)
    store.people.ensure(note.mentee)
    redacted, vault = app.redactor().redact(admitted)
    store.notes.add(
        admitted, redacted, vault,
        mentor_ref=mentor_ref, mentee_ref=mentee_ref, content_ref=content, at=app.now(),
    )  # fmt: skip
    taken.accepted.append(note.note_id)


def _with_id(app: App, note: Note) -> Note:
    if note.note_id:
        return note
    made = app.store.refs.note_id(note.pair, note.session_date, note.body)
    fields = {name: getattr(note, name) for name in Note.__dataclass_fields__}
    return Note(**{**fields, "note_id": made})


def _ref(app: App, name: str) -> str:
    """Reference of a participant, also of one nobody has heard of: looking does not make a person."""
    found = app.store.people.find(name)
    return app.store.people.ref_of(found.person_id) if found else app.store.refs.person(name)


def _other_session(app: App, note: Note) -> str | None:
    """Whether the id already names another session, which must not be overwritten by this one."""
    for row in app.store.notes.rows():
        if row.note_id == note.note_id and (row.pair, row.session_date) != (note.pair, note.session_date):
            return f"the note_id {note.note_id} already names another session: give this note its own"
    return None
