"""A note after redaction: the only text that engines, indexes and people above the pair ever meet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

WITHHELD = "[WITHHELD]"
WITHHELD_REASONS = (
    "off-record", "health", "family", "religion", "sexuality", "politics", "union",
    "pay-of-a-person", "misconduct-claim", "third-party-gossip", "job-search",
)  # fmt: skip
"""The eleven labels of the annotation guide, and `language` for text no measured redactor covers."""


@dataclass(frozen=True, slots=True)
class RedactedSpan:
    """One identifier found in the body."""

    start: int
    end: int
    """Code points into the body, end exclusive."""
    type: str
    """PERSON, EMAIL, PHONE, ADDRESS, LOCATION, ORG, DATE_OF_BIRTH, EMPLOYEE_ID, HANDLE, URL, ROLE, AGE,
    NATIONALITY, FAMILY, HEALTH, ID_NUMBER or MONEY."""
    placeholder: str
    """[MENTOR], [MENTEE], [PERSON_1], [EMAIL_1], [ROLE_1] ...; numbering starts afresh in each note."""
    cls: Literal["direct", "quasi"] = "direct"
    found_by: str = ""
    """Which detector knew it: roster, pattern, ner, spread, label ..."""


@dataclass(frozen=True, slots=True)
class WithheldPassage:
    """A confidential passage; in the text it reads [WITHHELD]."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class RedactedText:
    """Redacted note. Made by mentoring.redaction.Redactor, read back by mentoring.store, nobody else."""

    note_id: str
    session_date: date
    format: str | None
    text: str
    spans: tuple[RedactedSpan, ...] = ()
    withheld: tuple[WithheldPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class Vault:
    """What redaction took out of one note. Sealed at rest; only the output guard opens it."""

    surfaces: tuple[tuple[str, str], ...] = field(repr=False)
    """Pairs of (surface form as written, placeholder)."""
    withheld: tuple[str, ...] = field(repr=False)
    """Texts of the withheld passages."""
