"""Answers to a survey out of a table or a form's export (CSV or Excel), a row a person and wave."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mentoring.errors import BadInput
from mentoring.programme.surveys import ASKED, LEAST, MOST, QUESTIONS
from service.intake.formats.days import Order, is_ambiguous, one_date, order_of
from service.intake.formats.tables import rows_of
from service.programme_requests import SurveyRow

MOST_ROWS, LONGEST = 5000, 1000
_MEANS = {
    "program": r"program(?:me)?|cohort",
    "pair": r"(?:mentoring )?pair(?: (?:id|name|code))?",
    "role": r"(?:person[ _]|your )?role|i am the|are you (?:the )?mentor or mentee",
    "wave": r"wave|survey|which survey is this",
    "day": r"date|day|timestamp|completion time|submitted(?: at| on)?",
    "comment": r"comments?|anything else(?: you (?:want|would like) to (?:tell us|say))?|free text",
}
_PATTERNS = {name: re.compile(rf"(?:{pattern})\s*[?*:]*", re.IGNORECASE) for name, pattern in _MEANS.items()}
_SCORES = {
    "strongly disagree": 1, "not at all": 1, "disagree": 2, "a little": 2, "neither agree nor disagree": 3,
    "neutral": 3, "partly": 3, "agree": 4, "mostly": 4, "strongly agree": 5, "wholly": 5,
}  # fmt: skip
_ROLES = {"junior": "mentor", "executive": "mentee", "senior": "mentee"}
_WAVES = {"start": "initial", "pre": "initial", "baseline": "initial", "middle": "mid", "midpoint": "mid",
          "end": "post", "final": "post"}  # fmt: skip


def read_surveys(raw: bytes, name: str) -> tuple[SurveyRow, ...]:
    """The rows as they stand; BadInput where the file cannot be read or lacks a column. Each row is judged later."""
    return survey_rows(rows_of(raw, name), name)


def survey_rows(rows: Sequence[Sequence[str]], name: str) -> tuple[SurveyRow, ...]:
    """The same of a table whose first row holds the headings."""
    if len(rows) < 2:
        raise BadInput(f"{name} holds no rows below its headings.", code="empty", file=name)
    if len(rows) > MOST_ROWS:
        raise BadInput(f"{name} has more than {MOST_ROWS} rows: split it.", file=name)
    meaning = [_meaning(heading) for heading in rows[0]]
    missing = [one for one in ("program", "pair", "role", "wave", "day") if one not in meaning]
    if missing:
        raise BadInput(f"{name} lacks the column {missing[0]}: rename its heading so.", file=name)
    if not set(QUESTIONS) & set(meaning):
        raise BadInput(f"{name} has no column of a question: name them {', '.join(QUESTIONS)}.", file=name)
    order = order_of([row[meaning.index("day")] for row in rows[1:] if len(row) > meaning.index("day")])
    return tuple(_row(row, number, meaning, order) for number, row in enumerate(rows[1:], start=2) if any(row))


def _meaning(heading: str) -> str:
    """A field, one of the questions by its name or its sentence, or nothing."""
    said = " ".join(heading.split()).casefold()
    for question, sentence in ASKED.items():
        if said in (question, f"q_{question}", sentence.casefold(), sentence.casefold().rstrip(".")):
            return question
    return next((name for name, pattern in _PATTERNS.items() if pattern.fullmatch(said)), "")


def _row(row: Sequence[str], number: int, meaning: Sequence[str], order: Order | None) -> SurveyRow:
    said = {name: value.strip() for name, value in zip(meaning, row, strict=False) if name and value.strip()}
    role, wave = said.get("role", "").casefold(), said.get("wave", "").casefold()
    date = said.get("day", "")
    day = None if is_ambiguous(date, order) else one_date(date, order)
    return SurveyRow(
        said.get("program", ""), said.get("pair", ""), _ROLES.get(role, role), _WAVES.get(wave, wave),
        day.isoformat() if day else "",
        tuple((name, _score(said[name])) for name in QUESTIONS if name in said),
        said.get("comment", "")[:LONGEST], number,
    )  # fmt: skip


def _score(text: str) -> int:
    """1 to 5, also said in words or as "4 - agree"; 0 for what is neither."""
    known = _SCORES.get(" ".join(text.split()).casefold())
    match = re.fullmatch(r"([1-5])(?:\.0+)?(?:\s*[-–:/(].*)?", text)
    found = known or (int(match[1]) if match else 0)
    return found if LEAST <= found <= MOST else 0
