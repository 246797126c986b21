"""Answers to a form, a row a session: which column says what, and the rest as questions and answers.

Several choices in one cell are kept as the form wrote them: with commas they cannot be told from a comma inside
a choice. A date that can be read two ways is asked about, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mentoring.errors import BadInput
from service.intake.formats.days import Order, is_ambiguous, one_date, order_of
from service.intake.formats.tables import Rows, rows_of_csv, rows_of_xlsx
from service.intake.found import Found, Problem

_MEANS = {
    "note_id": r"note[ _]?id",
    "program": r"program(?:me)?|cohort",
    "pair": r"pair(?: (?:id|name|code))?|mentoring pair",
    "session_date": r"(?:session[ _]|meeting )?(?:date|day)(?: of (?:the |your )?(?:session|meeting))?"
    r"|when (?:did you meet|was (?:the|your) (?:session|meeting))"
    r"|(?:sitzungs)?datum(?: (?:der sitzung|des treffens))?|date de la (?:session|séance|rencontre)"
    r"|fecha(?: de la sesión)?|data (?:della sessione|da sessão)",
    "mentor": r"(?:name of (?:the |your )?)?(?:reverse |junior )?mentor(?:'s name| name)?"
    r"|who (?:is|was) (?:the|your) mentor",
    "mentee": r"(?:name of (?:the |your )?)?(?:senior )?mentee(?:'s name| name)?"
    r"|who (?:is|was) (?:the|your) mentee|executive",
    "body": r"body|notes?|text|session notes?|transcript",
    "sent": r"timestamp|completion time|submitted(?: at| on)?|zeitstempel|fertigstellungszeit|horodateur|heure de fin"
    r"|marca temporal|hora de finalización|informazioni cronologiche|ora di completamento|carimbo de data/hora",
    "person": r"e-?mail(?:[ -]adresse?|address)?|e-?mail address|name|your name|username|respondent|ihr name|nom"
    r"|adresse (?:e-?mail|de messagerie)|(?:dirección de )?correo electrónico|nombre|indirizzo e?-?mail|nome",
    "nothing": r"id|start time|last modified time|score|language|format|startzeit|heure de début"
    r"|hora de inicio|sprache",
}
_PATTERNS = {field: re.compile(rf"(?:{pattern})\s*[?*:]*", re.IGNORECASE) for field, pattern in _MEANS.items()}
TARGETS = tuple(_MEANS)
_TWO_WAYS = "has a date in {part} that can be read two ways: say `dates: dmy` or `dates: mdy` in a mapping file."


@dataclass(frozen=True, slots=True)
class FormMapping:
    """What a mapping file says about one form."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Heading as the form has it -> one of TARGETS."""
    dates: Order | None = None
    """dmy or mdy, for dates that can be read two ways."""


def mapping_of(values: Mapping[str, Any]) -> FormMapping:
    """The mapping as it came over the pipe."""
    dates = values.get("dates")
    return FormMapping(dict(values.get("columns") or {}), dates if dates in ("dmy", "mdy") else None)


def read_csv(raw: bytes, file: str, mapping: FormMapping) -> list[Found]:
    """A form's answers as CSV, a row a note."""
    return _answers(rows_of_csv(raw, file), mapping, file)


def read_xlsx(raw: bytes, file: str, mapping: FormMapping) -> list[Found]:
    """A form's answers as an Excel file, a row a note."""
    return _answers(rows_of_xlsx(raw, file), mapping, file)


def _answers(rows: Rows, mapping: FormMapping, file: str) -> list[Found]:
    if len(rows) < 2:
        raise BadInput(f"{file} holds no rows below its headings.", code="empty", file=file)
    headings = [" ".join(heading.split()) for heading in rows[0]]
    meaning = _meaning(headings, mapping, file)
    if not any(target in {"body", "question"} for target in meaning):
        raise BadInput(f"{file} has no column with words of a session.", code="format", file=file)
    orders = {
        at: mapping.dates or order_of([row[at] for row in rows[1:] if at < len(row)])
        for at, target in enumerate(meaning)
        if target in {"session_date", "sent"}
    }
    return [_row(row, number, headings, meaning, orders) for number, row in enumerate(rows[1:], start=2)]


def _meaning(headings: Sequence[str], mapping: FormMapping, file: str) -> list[str]:
    """Target of each column; of two columns that claim the same field the first has it."""
    told = {" ".join(heading.split()).casefold(): target for heading, target in mapping.columns.items()}
    if set(told) - {heading.casefold() for heading in headings}:
        raise BadInput(
            f"{file} lacks a column that the mapping names: correct the mapping.",
            code="mapping",
            file=file,
        )
    taken = set(told.values())
    found = []
    for heading in headings:
        target = told.get(heading.casefold()) or next(
            (target for target, pattern in _PATTERNS.items() if heading and pattern.fullmatch(heading)), "question"
        )
        single = target not in {"question", "person", "nothing"}
        if single and heading.casefold() not in told and target in taken:
            target = "question"
        taken.add(target)
        found.append(target)
    return found


def _row(
    row: Sequence[str], number: int, headings: Sequence[str], meaning: Sequence[str], orders: Mapping[int, Order | None]
) -> Found:
    fields: dict[str, str] = {}
    people, answers, body, sent = [], [], "", None
    part = f"row {number}"
    for at, value in enumerate(row[: len(meaning)]):
        target = meaning[at]
        if not value or target == "nothing":
            continue
        if target == "session_date":
            if is_ambiguous(value, orders[at]):
                return Found(part=part, problem=Problem("ambiguous-date", _TWO_WAYS.format(part=part)))
            day = one_date(value, orders[at])
            fields.update({"session_date": day.isoformat()} if day else {})
        elif target == "sent":
            day = one_date(value, orders[at])
            sent = day.isoformat() if day else None
        elif target == "person":
            people.append(value)
        elif target == "body":
            body = value
        elif target == "question":
            answers.append(f"Q: {headings[at]}\nA: {_choices(value)}")
        else:
            fields[target] = value
    told = body + ("\n\n" if body and answers else "") + "\n\n".join(answers)
    fields = {**fields, "format": "form"} if answers else fields
    if not told.strip():
        return Found(part=part, problem=Problem("empty", f"says nothing in {part}."))
    return Found(part=part, fields=fields, body=told + "\n", people=tuple(people), sent=sent)


def _choices(value: str) -> str:
    """Microsoft ends every choice with a semicolon, which cannot be mistaken; anything else stays as it is."""
    if not re.fullmatch(r"(?:[^;\n]+;){2,}", value):
        return value
    return "\n" + "\n".join(f"- {choice.strip()}" for choice in value.split(";") if choice.strip())
