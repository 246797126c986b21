"""Consents and people as they are handed in: JSON or CSV, one entry a person and pair.

An entry names a person; the register keeps only a keyed reference, made by the caller of this module.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, cast, get_args

from mentoring.errors import BadInput
from mentoring.records import PURPOSES, ROLES, Person, Purpose, Release, Role
from service.intake.note_file import decode, keys

_CONSENT_KEYS = {"person", "role", "pair", "program", *PURPOSES, "given", "expires", "withdrawn", "release", "notice"}
_PEOPLE_KEYS = {"person_id", "name", "aliases", "email", "role", "manager_id", "site", "programs"}
_TRUE, _FALSE = {"true", "yes", "1", "y"}, {"false", "no", "0", "n", "", "none", "null"}


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """One line of a consents file; `person` is a name or a person_id."""

    person: str = field(repr=False)
    role: Literal["mentor", "mentee"]
    pair: str
    program: str
    purposes: frozenset[Purpose]
    given: date | None
    expires: date | None
    withdrawn: date | None
    release: Release | None
    notice: str | None


def read_consents(raw: bytes, file: str) -> list[ConsentEntry]:
    """Entries of a consents file; BadInput names the file, the entry by number and what is wrong."""
    return [_consent(row, number, file) for number, row in enumerate(_rows(raw, file), start=1)]


def read_people(raw: bytes, file: str) -> list[Person]:
    """The roster of a people file: person_id, name, aliases (separated by ;), email, role, manager_id, site.

    A further column `programs` (separated by ;) says what a lead leads: nothing where it is empty. A file without
    that column leaves it open, and its leads lead every programme of the home.
    """
    return [_person(row, number, file) for number, row in enumerate(_rows(raw, file), start=1)]


def _rows(raw: bytes, file: str) -> list[dict[str, Any]]:
    text = decode(raw, file)
    if not text.lstrip().startswith(("[", "{")):
        return [dict(row) for row in csv.DictReader(io.StringIO(text))]
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as problem:
        raise BadInput(f"{file} is no JSON (line {problem.lineno}): mend it or export it again.", file=file) from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadInput(f"{file} is no list of entries.", file=file)
    return rows


def _consent(row: dict[str, Any], number: int, file: str) -> ConsentEntry:
    _known(row, _CONSENT_KEYS, number, file)
    for key in ("person", "role", "pair", "program"):
        if not str(row.get(key) or "").strip():
            raise BadInput(f"{file}, entry {number}: {key} is missing.", file=file)
    return ConsentEntry(
        person=str(row["person"]).strip(),
        role=cast("Literal['mentor', 'mentee']", _one_of(row, "role", ("mentor", "mentee"), number, file)),
        pair=str(row["pair"]).strip(),
        program=str(row["program"]).strip(),
        purposes=frozenset(purpose for purpose in PURPOSES if _flag(row.get(purpose), purpose, number, file)),
        given=_date(row.get("given"), "given", number, file),
        expires=_date(row.get("expires"), "expires", number, file),
        withdrawn=_date(row.get("withdrawn"), "withdrawn", number, file),
        release=cast(
            "Release | None", _one_of(row, "release", get_args(Release), number, file) if row.get("release") else None
        ),
        notice=str(row["notice"]) if row.get("notice") else None,
    )


def _person(row: dict[str, Any], number: int, file: str) -> Person:
    _known(row, _PEOPLE_KEYS, number, file)
    for key in ("person_id", "name"):
        if not str(row.get(key) or "").strip():
            raise BadInput(f"{file}, entry {number}: {key} is missing.", file=file)
    return Person(
        person_id=str(row["person_id"]).strip(),
        name=str(row["name"]).strip(),
        aliases=_several(row.get("aliases")),
        email=str(row["email"]).strip() if row.get("email") else None,
        role=cast("Role | None", _one_of(row, "role", ROLES, number, file) if row.get("role") else None),
        manager_id=str(row["manager_id"]).strip() if row.get("manager_id") else None,
        site=str(row["site"]).strip() if row.get("site") else None,
        programs=_several(row["programs"]) if "programs" in row else None,
    )


def _several(value: object) -> tuple[str, ...]:
    return tuple(one.strip() for one in str(value or "").split(";") if one.strip())


def _known(row: dict[str, Any], known: set[str], number: int, file: str) -> None:
    unknown = sorted(str(key) for key in row if key not in known)
    if unknown:
        raise BadInput(
            f"{file}, entry {number}: unknown {keys(unknown)}; known are {', '.join(sorted(known))}.", file=file
        )


def _one_of(row: dict[str, Any], key: str, choices: tuple[str, ...], number: int, file: str) -> str:
    value = str(row[key]).strip().lower()
    if value not in choices:
        raise BadInput(f"{file}, entry {number}: {key} is one of {', '.join(choices)}.", file=file)
    return value


def _flag(value: object, key: str, number: int, file: str) -> bool:
    text = str(value).strip().lower() if value is not None else ""
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise BadInput(f"{file}, entry {number}: {key} is true or false.", file=file)


def _date(value: object, key: str, number: int, file: str) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise BadInput(f"{file}, entry {number}: {key} is no date; write it as YYYY-MM-DD.", file=file) from None
