"""`upwell redact`: what redaction makes of files. Stores nothing and needs no consent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentoring.records import Person
from service.intake.files import collect, read
from service.intake.gathering import Piece, read_all
from service.intake.note_file import decode, note_of
from service.intake.speakers import render

if TYPE_CHECKING:
    from mentoring.records import RedactedText
    from mentoring.redaction import Redactor


def redact_files(paths: Sequence[Path], *, plain: bool) -> list[dict[str, Any]]:
    """One answer a file, offsets into the body; `plain`: the whole file is body and nobody is known."""
    from mentoring.redaction import Redactor

    redactor = Redactor()
    collected = collect(paths)
    if collected.refused:
        raise collected.refused[0]
    if plain:
        files = [read(path) for path in collected.files]
        return [_plain(redactor, decode(file.raw, file.name), file.name) for file in files]
    return [_piece(redactor, piece) for piece in read_all(collected.files) if _is_note(piece)]


def _is_note(piece: Piece) -> bool:
    if piece.problem is not None:
        raise piece.problem
    return piece.found.kind == "note" and bool(piece.found.body or piece.found.turns)


def _plain(redactor: Redactor, body: str, file: str) -> dict[str, Any]:
    redacted, _ = redactor.preview(body, mentor=None, mentee=None, session_date=date.min)
    return _answer(file, body, redacted)


def _piece(redactor: Redactor, piece: Piece) -> dict[str, Any]:
    found, fields = piece.found, dict(piece.found.fields)
    if found.turns:
        people = [Person(role, fields[role]) for role in ("mentor", "mentee") if role in fields]
        body, fields = render(found.turns, people), {"format": "transcript", **fields}
    else:
        body = found.body
    note = note_of(fields, body, piece.file)
    redacted, _ = redactor.preview(
        note.body, mentor=note.mentor, mentee=note.mentee, session_date=note.session_date, format=note.format
    )
    return _answer(piece.file, note.body, redacted)


def _answer(file: str, body: str, redacted: RedactedText) -> dict[str, Any]:
    return {
        "file": file,
        "body": body,
        "text": redacted.text,
        "spans": [
            {"start": one.start, "end": one.end, "type": one.type, "placeholder": one.placeholder}
            for one in redacted.spans
        ],
        "withheld": [{"start": one.start, "end": one.end, "reason": one.reason} for one in redacted.withheld],
    }
