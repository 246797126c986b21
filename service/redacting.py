"""`upwell redact`: what redaction makes of files. Stores nothing and needs no consent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.intake.files import InputFile, collect
from service.intake.note_file import decode, parse_note

if TYPE_CHECKING:
    from mentoring.redaction import Redactor


def redact_files(paths: Sequence[Path], *, plain: bool) -> list[dict[str, Any]]:
    """One answer a file, offsets into the body; `plain`: the whole file is body and nobody is known."""
    from mentoring.redaction import Redactor

    redactor = Redactor()
    return [_redact(redactor, file, plain=plain) for file in collect(paths)]


def _redact(redactor: Redactor, file: InputFile, *, plain: bool) -> dict[str, Any]:
    if plain:
        body = decode(file.raw, file.name)
        redacted, _ = redactor.preview(body, mentor=None, mentee=None, session_date=date.min)
    else:
        note = parse_note(file.raw, file.name)
        body = note.body
        redacted, _ = redactor.preview(
            body, mentor=note.mentor, mentee=note.mentee, session_date=note.session_date, format=note.format
        )
    return {
        "file": file.name,
        "body": body,
        "text": redacted.text,
        "spans": [
            {"start": one.start, "end": one.end, "type": one.type, "placeholder": one.placeholder}
            for one in redacted.spans
        ],
        "withheld": [{"start": one.start, "end": one.end, "reason": one.reason} for one in redacted.withheld],
    }
