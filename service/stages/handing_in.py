"""What a command hands in: files, each with sessions in it. Whose they are is found out, or asked; never guessed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from mentoring.errors import BadInput
from mentoring.records import Caller, Note, Person, Refusal
from service.import_requests import HandIn
from service.intake.files import Collected, InputFile, collect, read
from service.intake.gathering import Gatherer, Piece
from service.intake.mapping import Mapping, read_mapping
from service.intake.note_file import Defaults, note_of
from service.intake.reading import ending_of
from service.intake.sessions import KnownPair, Resolved, Sessions
from service.intake.speakers import render
from service.progress import Progress
from service.requests import Ingest
from service.stages import registering
from service.stages.taken import Taken
from service.stages.taking import gate_of, take_note
from service.wiring import App

CALENDARS = ".ics"


class _Undone(Exception):
    """Ends a rehearsal: nothing of it stays."""


def take(app: App, caller: Caller, request: Ingest, progress: Progress) -> Taken:
    """Record the consents that came along, then take the files; a dry run leaves everything as it was."""
    collected = collect(Path(path) for path in request.paths)
    if not request.dry_run:
        with app.intake:
            return _take(app, caller, request, collected, progress)
    with app.intake, suppress(_Undone), app.store.transaction():
        taken = _take(app, caller, request, collected, progress)
        raise _Undone
    return taken


def _take(app: App, caller: Caller, request: Ingest, collected: Collected, progress: Progress) -> Taken:
    if request.consents:
        registering.consents(app, caller, Path(request.consents))
    taking = Taking(app, caller, mapping_of(request), defaults_of(request))
    taking.taken.dry = request.dry_run
    return taking.run(collected, progress)


def take_handed(app: App, caller: Caller, request: HandIn) -> Taken:
    """Take files that were handed over rather than named; a few sessions at a time."""
    with app.intake:
        return Taking(app, caller, Mapping().plus(request.answers), Defaults()).run_handed(request)


class Taking:
    """One run of `ingest`: consents as they stand, what the command and its mapping say."""

    def __init__(self, app: App, caller: Caller, mapping: Mapping, defaults: Defaults) -> None:
        self._app = app
        self._programs = caller.programs
        self._gate = gate_of(app)
        self._mapping = mapping
        self._sessions = Sessions(known_pairs(app, caller), mapping, defaults)
        self.taken = Taken()

    def run(self, collected: Collected, progress: Progress) -> Taken:
        """Take each piece or say why not; one bad file never stops the others."""
        self.taken.ignored = collected.ignored
        for problem in collected.refused:
            self.taken.refused.append(Refusal(problem.code, problem.message, file=problem.file))
        files = sorted(collected.files, key=lambda path: ending_of(path.name) != CALENDARS)
        with Gatherer(self._mapping) as gatherer:
            for number, path in enumerate(files):
                progress("redacting", number, len(files))
                for piece in gatherer.pieces(path):
                    self._piece(piece)
        progress("redacting", len(files), len(files))
        self.taken.waiting = sum(one.code == "quarantine" for one, _ in self._app.store.notes.refusals())
        return self.taken

    def run_handed(self, request: HandIn) -> Taken:
        """The same for files that were handed over; after `most` new sessions the rest is counted, not taken."""
        files = sorted(request.files, key=lambda one: ending_of(one.name) != CALENDARS)
        with Gatherer(self._mapping) as gatherer:
            for file in files:
                for piece in gatherer.pieces_of(InputFile(file.name, file.raw)):
                    if len(self.taken.accepted) >= request.most and piece.found.kind == "note" and not piece.ignored:
                        self.taken.left += 1
                    else:
                        self._piece(piece)
        return self.taken

    def _piece(self, piece: Piece) -> None:
        self.taken.ignored += piece.ignored
        try:
            if piece.problem is not None:
                raise piece.problem
            if piece.found.kind == "event":
                self._sessions.add_event(piece.found)
            elif not piece.ignored and (piece.found.body or piece.found.turns):
                self._session(piece)
        except BadInput as problem:
            if problem.code == "ambiguous-date":
                self.taken.need(piece, ("dates",), {"dates": ["dmy", "mdy"]})
            self.taken.refused.append(Refusal(problem.code, problem.message, file=piece.file))

    def _session(self, piece: Piece) -> None:
        resolved = self._sessions.resolve(piece)
        found = piece.found
        body = render(found.turns, resolved.participants) if found.turns else found.body
        fields = {"format": "transcript", **resolved.fields} if found.turns else resolved.fields
        if resolved.missing:
            self.taken.need(piece, resolved.missing, resolved.choices)
        self._note(piece, note_of(fields, body, piece.file), resolved)

    def _note(self, piece: Piece, note: Note, resolved: Resolved) -> None:
        if self._programs is not None and note.program not in self._programs:
            raise BadInput(f"{piece.file} is of a programme that you do not lead.", code="programme", file=piece.file)
        note_id = take_note(self._app, self._gate, note, piece.file, self.taken, place=piece.key)
        if note_id is not None:
            self.taken.tell(piece, note_id, resolved)


def known_pairs(app: App, caller: Caller) -> list[KnownPair]:
    """Pairs of the caller's programmes of which the register knows both people; what a piece may be matched with."""
    places: dict[tuple[str, str], dict[str, Person]] = {}
    for one in app.store.consents.current():
        hers = caller.programs is None or one.program in caller.programs
        person = app.store.people.by_ref(one.person_ref) if hers else None
        if person is not None:
            places.setdefault((one.program, one.pair), {})[one.role] = person
    return [
        KnownPair(program, pair, both["mentor"], both["mentee"])
        for (program, pair), both in sorted(places.items())
        if len(both) == 2
    ]


def defaults_of(request: Ingest) -> Defaults:
    """What the command line says about files that do not say it themselves."""
    try:
        day = date.fromisoformat(request.session_date) if request.session_date else None
    except ValueError:
        raise BadInput("--date is no date; write it as YYYY-MM-DD.") from None
    return Defaults(request.program, request.pair, day, request.mentor, request.mentee)


def mapping_of(request: Ingest) -> Mapping:
    """What a mapping file says, and what was answered since."""
    mapping = Mapping() if request.mapping is None else read_mapping(read(Path(request.mapping)).raw, request.mapping)
    return mapping.plus(request.answers)
