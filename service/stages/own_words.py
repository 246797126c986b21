"""Words that people write about their pair: charter and goals. No name of anybody, no address, no link is kept."""

from __future__ import annotations

from mentoring.errors import BadInput
from mentoring.grounding.guard import Guard
from mentoring.records import Vault
from mentoring.redaction.render import PLACEHOLDER
from service.wiring import App

_SOMEBODY = {"PERSON", "EMAIL", "PHONE", "HANDLE", "URL", "EMPLOYEE_ID", "ID_NUMBER", "DATE_OF_BIRTH"}
"""Types of identifiers that single somebody out. Numbers that read like an age or a house stay: goals have many."""


def plain(app: App, text: str, what: str, longest: int) -> str:
    """The words as they may be kept, on one line; BadInput, which repeats none of them, where they name somebody."""
    text = " ".join(text.split())
    if len(text) > longest:
        raise BadInput(f"The {what} is longer than {longest} characters: shorten it.")
    if not text:
        return ""
    _, found = app.redactor().preview(text, mentor=None, mentee=None, session_date=app.today)
    kinds = {match[1] for _, mark in found.surfaces if (match := PLACEHOLDER.fullmatch(mark))}
    verdict = Guard(Vault((), ()), app.store.people.all()).check(text)
    if kinds & _SOMEBODY or verdict.rule is not None or "name" in verdict.repaired:
        raise BadInput(f"The {what} names somebody or an address: say the role instead.", code="guard")
    return verdict.text
