"""A Markdown note with YAML front matter, as CONTRACT says: one file, one session.

The body is everything after the line that closes the front matter: UTF-8, byte order mark dropped,
newlines kept, so that offsets into it are code points into what the author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

import yaml

from mentoring.errors import BadInput
from mentoring.records import FORMATS, Note

MAX_BYTES = 1_000_000
"""A long transcript of a two-hour session is about 120 kB; ten times that is no session note."""

REQUIRED = ("program", "pair", "session_date", "mentor", "mentee")
KNOWN = ("note_id", *REQUIRED, "format")
_FIELD = re.compile(r"[a-z][a-z0-9_-]{0,29}")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the command line says about files that do not say it themselves."""

    program: str | None = None
    pair: str | None = None
    session_date: date | None = None
    mentor: str | None = None
    mentee: str | None = None

    def fields(self) -> dict[str, str]:
        """What is given, as front matter would say it."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value if isinstance(value, str) else value.isoformat() for name, value in given.items() if value}


def decode(raw: bytes, file: str) -> str:
    """Text of a file; refuses what is too large, empty, binary or not UTF-8, in that order.

    UTF-16 is read where a byte order mark says so; any other encoding could only be guessed.
    """
    if len(raw) > MAX_BYTES:
        raise BadInput(
            f"{file} is larger than {MAX_BYTES:,} bytes, the most a note may have: split it into one file a session.",
            code="size",
            file=file,
        )
    if not raw.strip():
        raise BadInput(f"{file} is empty: put the session's note into it or leave it out.", code="empty", file=file)
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in raw[:4096] and not marked:
        raise BadInput(
            f"{file} is not a text file: export the note as Markdown or plain text.",
            code="encoding",
            file=file,
        )
    try:
        return raw.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadInput(
            f"{file} is not valid UTF-8 (byte {problem.start}): save it again as UTF-8.",
            code="encoding",
            file=file,
        ) from None


def split_front_matter(text: str, file: str) -> tuple[dict[str, object], str]:
    """Front matter as a mapping, and the body; no front matter gives an empty mapping."""
    first, _, rest = text.partition("\n")
    if first.rstrip("\r") != "---":
        return {}, text
    position = 0
    for line in rest.splitlines(keepends=True):
        position += len(line)
        if line.rstrip("\r\n") == "---":
            return _mapping(rest[: position - len(line)], file), rest[position:]
    raise BadInput(
        f"{file}: the front matter is never closed; put a line with --- after it.",
        code="front-matter",
        file=file,
    )


def _mapping(block: str, file: str) -> dict[str, object]:
    try:
        found = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError) as problem:
        # PyYAML builds dates while loading: 2026-13-01 is a ValueError here, not a later surprise.
        where = getattr(problem, "problem_mark", None)
        line = f" (line {where.line + 2})" if where else ""
        raise BadInput(
            f"{file}: the front matter cannot be read{line}; it takes one `key: value` a line and dates as YYYY-MM-DD.",
            code="front-matter",
            file=file,
        ) from None
    if not isinstance(found, dict):
        raise BadInput(f"{file}: the front matter is no list of `key: value` lines.", code="front-matter", file=file)
    return {str(key): value for key, value in found.items()}


def front_fields(front: dict[str, object], file: str) -> dict[str, str]:
    """What front matter says, as text; BadInput for keys nobody knows and values that are none."""
    unknown = sorted(set(front) - set(KNOWN))
    if unknown:
        raise BadInput(
            f"{file}: unknown front matter {keys(unknown)}; known are {', '.join(KNOWN)}.",
            code="front-matter",
            file=file,
        )
    fields = {key: text for key in front if (text := _scalar(front, key, file))}
    if (day := fields.get("session_date")) is not None:
        _session_date(day, file)
    _format(fields.get("format"), file)
    return fields


def note_of(fields: Mapping[str, str], body: str, file: str) -> Note:
    """The note that these fields and this text make; BadInput where something is missing or is not what it should."""
    missing = [key for key in REQUIRED if not fields.get(key)]
    if missing:
        raise BadInput(
            f"{file}: the front matter lacks {', '.join(missing)}; add {'it' if len(missing) == 1 else 'them'} "
            "or give the matching option.",
            code="front-matter",
            file=file,
        )
    if not body.strip():
        raise BadInput(f"{file} has no text after its front matter.", code="empty", file=file)
    if "\0" in body:
        raise BadInput(f"{file} holds NUL characters: save it again as plain text.", code="encoding", file=file)
    return Note(
        note_id=fields.get("note_id", ""),
        program=fields["program"],
        pair=fields["pair"],
        session_date=_session_date(fields["session_date"], file),
        mentor=fields["mentor"],
        mentee=fields["mentee"],
        format=_format(fields.get("format"), file),
        body=body,
    )


def keys(unknown: Sequence[str]) -> str:
    """Names of fields as a message may say them: what is no plain word could be a sentence of a note."""
    plain = [key for key in unknown if _FIELD.fullmatch(key)]
    if not plain:
        return "key"
    return f"key{'s' if len(plain) > 1 else ''} {', '.join(plain)}"


def parse_note(raw: bytes, file: str, defaults: Defaults | None = None, *, note_id: str | None = None) -> Note:
    """The note in `raw`; `file` is only for messages, `note_id` serves where the front matter has none."""
    front, body = split_front_matter(decode(raw, file), file)
    fields = (defaults or Defaults()).fields() | front_fields(front, file)
    return note_of({"note_id": note_id or "", **fields}, body, file)


def _scalar(front: dict[str, object], key: str, file: str) -> str:
    value = front.get(key)
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        raise BadInput(f"{file}: {key} takes one plain value.", code="front-matter", file=file)
    if isinstance(value, datetime):
        value = value.date()
    return str(value).strip()


def _session_date(value: str, file: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadInput(
            f"{file}: session_date is no date; write it as YYYY-MM-DD.", code="front-matter", file=file
        ) from None


def _format(value: str | None, file: str) -> str | None:
    if not value:
        return None
    if value not in FORMATS:
        raise BadInput(
            f"{file}: unknown format; known are {', '.join(FORMATS)}, or leave it out.",
            code="front-matter",
            file=file,
        )
    return value
