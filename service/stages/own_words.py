"""Words that people write about their pair: charter and goals. No name of anybody, no address, no link is kept."""

from __future__ import annotations

from mentoring.errors import BadInput
from mentoring.grounding.guard import Guard
from mentoring.records import Vault
from mentoring.redaction.confide import tells_a_matter
from mentoring.redaction.render import PLACEHOLDER
from service.wiring import App

_SOMEBODY = {"PERSON", "EMAIL", "PHONE", "HANDLE", "URL", "EMPLOYEE_ID", "ID_NUMBER", "DATE_OF_BIRTH"}
"""Types of identifiers that single somebody out. Numbers that read like an age or a house stay: goals have many."""
_NO_MATTER = {"off-record", "language"}
"""A charter may say that what is said stays between the two, in any language: that is nobody's own matter."""


def plain(app: App, text: str, what: str, longest: int) -> str:
    """The words as they may be kept, on one line; BadInput, which repeats none of them, where they may not.

    They may neither name somebody nor tell somebody's own matter (health, family, pay, a new job).
    """
    text = " ".join(text.split())
    if len(text) > longest:
        raise BadInput(f"The {what} is longer than {longest} characters: shorten it.")
    if not text:
        return ""
    read, found = app.redactor().preview(text, mentor=None, mentee=None, session_date=app.today)
    kinds = {match[1] for _, mark in found.surfaces if (match := PLACEHOLDER.fullmatch(mark))}
    verdict = Guard(Vault((), ()), app.store.people.all()).check(text)
    if kinds & _SOMEBODY or verdict.rule is not None or "name" in verdict.repaired:
        raise BadInput(f"The {what} names somebody or an address: say the role instead.", code="guard")
    if any(one.reason not in _NO_MATTER and tells_a_matter(text[one.start : one.end]) for one in read.withheld):
        raise BadInput(f"The {what} tells a matter that is somebody's own: leave it out.", code="guard")
    return verdict.text
