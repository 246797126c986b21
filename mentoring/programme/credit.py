"""Thanks and credit: who said thank you for what, and when a mentor may be named with her words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from mentoring.consent.visibility import Standing

Thanker = Literal["mentee", "lead", "executive"]
THANKERS: tuple[Thanker, ...] = get_args(Thanker)
"""As what somebody met the words she said thanks for: the mentor is told no more of her."""


@dataclass(frozen=True, slots=True)
class ThankYou:
    """Somebody's thanks for one insight or action; one a person and item."""

    item_id: str
    note_id: str
    program: str
    mentor_ref: str
    """To whom it goes: under her key of this programme it lies sealed."""
    by_ref: str | None
    """None: the operator."""
    by: Thanker
    day: date
    words: str = field(default="", repr=False)


def may_name(one: Standing, *, edited: bool) -> bool:
    """Whether a reader of these words may learn whose they are.

    Both gave `attribute` for that session, the mentor released these very words herself, and no reviewer put others
    in their place (`edited`).
    """
    return "attribute" in one.purposes and one.mentor_released and one.state == "released" and not edited
