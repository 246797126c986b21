"""Which reader reads which file: by its ending, checked against how the file begins."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from mentoring.errors import BadInput
from service.intake.formats import calendar, captions, forms, mail, markup, notetakers, pdf, text, word
from service.intake.found import Found
from service.intake.note_file import MAX_BYTES

TEXTS = {
    ".md": text.read_text, ".markdown": text.read_text, ".txt": text.read_text,
    ".vtt": captions.read_vtt, ".srt": captions.read_srt, ".sbv": captions.read_sbv,
    ".html": markup.read_html, ".htm": markup.read_html,
    ".eml": mail.read_eml, ".json": notetakers.read_json,
}  # fmt: skip
DOCUMENTS = {".docx": word.read_docx, ".pdf": pdf.read_pdf, ".mbox": mail.read_mbox, ".ics": calendar.read_ics}
TABLES = {".csv": forms.read_csv, ".xlsx": forms.read_xlsx}
ARCHIVE = ".zip"
ENDINGS = (*TEXTS, *DOCUMENTS, *TABLES, ARCHIVE)

LARGEST = {
    **dict.fromkeys((*TEXTS, ".csv"), MAX_BYTES),
    **dict.fromkeys((".eml", ".docx", ".pdf", ".xlsx", ".ics"), 20_000_000),
    ".mbox": 50_000_000,
    ARCHIVE: 100_000_000,
}
"""Bytes of a file of each kind that are read at most."""

_ADVICE = {
    ".doc": "save it as .docx", ".docm": "it may hold macros: save it as .docx", ".dotx": "save it as .docx",
    ".rtf": "save it as .docx", ".odt": "save it as .docx", ".pages": "export it as .docx",
    ".xls": "save it as .xlsx", ".xlsm": "it may hold macros: save it as .xlsx", ".ods": "save it as .xlsx",
    ".msg": "save the message as .eml", ".pst": "save the messages as .eml", ".one": "export the page as .docx",
    ".pptx": "export the notes as .docx",
    **dict.fromkeys((".7z", ".rar", ".gz", ".tar"), "unpack it and give the folder"),
    **dict.fromkeys((".mp4", ".mp3", ".m4a", ".wav"), "give the transcript: recordings are never read"),
}  # fmt: skip
_BEGINNINGS = {
    b"PK\x03\x04": (".docx", ".xlsx", ".zip"),
    b"PK\x05\x06": (".zip",),
    b"%PDF": (".pdf",),
    b"\xd0\xcf\x11\xe0": (".docx", ".xlsx"),
}
_BINARY = (".docx", ".xlsx", ".zip", ".pdf")


def ending_of(name: str) -> str:
    """The ending that says how to read a file, in lower case."""
    return PurePath(name).suffix.lower()


def advice_on(name: str) -> str | None:
    """What to do with a kind of file that people send and that is not read; None for anything else."""
    return _ADVICE.get(ending_of(name))


def check_kind(raw: bytes, file: str) -> None:
    """BadInput where the ending is not read, or is not what the file is."""
    ending = ending_of(file)
    if ending not in ENDINGS:
        advice = advice_on(file) or f"known endings are {', '.join(ENDINGS)}"
        raise BadInput(f"{file} is of a kind that is not read: {advice}.", code="format", file=file)
    owners = next((kinds for start, kinds in _BEGINNINGS.items() if raw.startswith(start)), None)
    if owners is not None and ending not in owners:
        raise BadInput(
            f"{file} is no {ending} file but {' or '.join(owners)}: give it its own ending.", code="format", file=file
        )
    if owners is None and ending in _BINARY and raw:
        raise BadInput(f"{file} is no {ending} file, or a damaged one: save it again.", code="format", file=file)


def read(raw: bytes, file: str, mapping: Mapping[str, Any]) -> list[Found]:
    """Everything found in one file that is no archive; `file` is only for messages. BadInput refuses it whole."""
    check_kind(raw, file)
    ending = ending_of(file)
    try:
        if ending in TABLES:
            return TABLES[ending](raw, file, forms.mapping_of(mapping))
        return {**TEXTS, **DOCUMENTS}[ending](raw, file)
    except RecursionError:
        raise BadInput(f"{file} is nested too deeply to be read: save it again.", code="format", file=file) from None
    except MemoryError:
        raise BadInput(
            f"{file} takes more memory to read than any note should: save it again or give its text.",
            code="memory",
            file=file,
        ) from None
    except (zlib.error, struct.error, UnicodeError, ArithmeticError):
        raise BadInput(f"{file} is damaged: save it again.", code="format", file=file) from None
