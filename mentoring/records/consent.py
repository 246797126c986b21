"""What a person agreed to, for which pair, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Purpose = Literal["store", "extract", "quote", "attribute", "model"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

Release = Literal["ask", "auto"]
"""Whether the mentor releases her words herself (`ask`) or lets them go up after review (`auto`)."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One person's consent in one pair. `given` None means: never given."""

    person_ref: str
    """Keyed reference of the person; the register never holds a name."""
    role: Literal["mentor", "mentee"]
    pair: str
    program: str
    purposes: frozenset[Purpose]
    given: date | None
    expires: date | None = None
    """Last day on which the consent holds; None: until withdrawn."""
    withdrawn: date | None = None
    release: Release | None = None
    notice: str | None = None
    """Version of the notice the person was shown."""


Entity = Literal["subject", "lead", "system"]
"""Who caused an event of a consent: the person herself, a lead who records what she said, or the calendar."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What was so when somebody was asked: fields of ISO/IEC TS 27560 that are the same for everybody of a home."""

    controller: str | None = None
    """Name of the organisation that answers for the programme."""
    address: str | None = None
    contact: str | None = None
    jurisdiction: str | None = None
    notice_uri: str | None = None
    notice_sha256: str | None = None
    """Of the notice's exact words, where its file is known."""
    language: str = "en"
    retention_days: int | None = None
    """How long originals are kept; what is made of them stays until the consent ends."""
