"""A mapping file: what people know about files that the files do not say. CSV, YAML or JSON, a row a file or pattern.

    file,part,program,pair,session_date,mentor,mentee,dates
    fireflies/*.json,,reverse-2026,aster-2,,,,
    forms/answers.csv,,,,,,,dmy

In YAML or JSON the same keys, and `columns: {heading: field}` for the questions of a form.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping as Values
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import Any

import yaml

from mentoring.errors import BadInput
from service.intake.formats.forms import TARGETS
from service.intake.note_file import KNOWN, decode, keys

_KEYS = ("file", "part", *KNOWN, "dates", "columns")
_FORM = ("dates", "columns")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Rows in order; a later row fills what an earlier one leaves open."""

    rows: Sequence[Values[str, Any]] = field(default=(), repr=False)

    def of_form(self, file: str) -> dict[str, Any]:
        """How to read a form: `columns` and `dates`."""
        return {key: row[key] for row in reversed(self.rows) if _meant(row, file) for key in _FORM if row.get(key)}

    def of_session(self, file: str, part: str) -> dict[str, str]:
        """What it says of one session."""
        rows = [row for row in self.rows if _meant(row, file) and row.get("part") in (None, "", part)]
        return {key: str(row[key]) for row in reversed(rows) for key in KNOWN if row.get(key)}

    def plus(self, rows: Sequence[Values[str, Any]]) -> Mapping:
        """With answers given just now, which come first."""
        return Mapping([*rows, *self.rows])


def read_mapping(raw: bytes, file: str) -> Mapping:
    """The mapping in a file; BadInput names the row and what is wrong with it."""
    text = decode(raw, file)
    rows = list(csv.DictReader(io.StringIO(text))) if file.lower().endswith(".csv") else _structured(text, file)
    return Mapping([_checked(row, number, file) for number, row in enumerate(rows, start=1)])


def _structured(text: str, file: str) -> list[Any]:
    try:
        data = json.loads(text) if file.lower().endswith(".json") else yaml.safe_load(text)
    except (json.JSONDecodeError, yaml.YAMLError, ValueError, RecursionError):
        raise BadInput(
            f"{file} is no CSV, YAML or JSON that can be read: mend it.", code="mapping", file=file
        ) from None
    if isinstance(data, dict) and isinstance(data.get("files"), list):
        data = data["files"]
    if isinstance(data, dict) and all(isinstance(value, dict) for value in data.values()):
        data = [{"file": name, **row} for name, row in data.items()]
    if not isinstance(data, list):
        raise BadInput(f"{file} is no list of rows with a `file` each.", code="mapping", file=file)
    return data


def _checked(row: Any, number: int, file: str) -> dict[str, Any]:
    def wrong(what: str) -> BadInput:
        return BadInput(f"{file}, row {number}: {what}.", code="mapping", file=file)

    if not isinstance(row, dict) or not row.get("file"):
        raise wrong("`file` is missing")
    if unknown := sorted(str(key) for key in row if key not in _KEYS):
        raise wrong(f"unknown {keys(unknown)}; known are {', '.join(_KEYS)}")
    if row.get("dates") not in (None, "", "dmy", "mdy"):
        raise wrong("dates is dmy or mdy")
    columns = row.get("columns") or {}
    if not isinstance(columns, dict) or not set(columns.values()) <= {*TARGETS, "question"}:
        raise wrong(f"columns maps headings to {', '.join(TARGETS)} or question")
    return {key: value if key == "columns" else str(value).strip() for key, value in row.items() if value}


def _meant(row: Values[str, Any], file: str) -> bool:
    """Whether a row's `file` is this file: by its name, the end of its path, or as a pattern."""
    pattern, path = str(row["file"]), PurePath(file).as_posix()
    return (
        path == pattern
        or path.endswith("/" + pattern)
        or fnmatchcase(path, pattern)
        or fnmatchcase(path, "*/" + pattern)
    )
