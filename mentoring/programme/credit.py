"""Thanks and credit: who thanked for what, when a mentor may be named with her words, how many used them."""

from __future__ import annotations

from collections.abc import Set
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


def used_by_others(used: Set[str | None], one: Standing, reader_ref: str | None, k: int) -> str | None:
    """How many people besides the reader and the pair say that they used it, in steps of k; None: fewer than k.

    Her own mark is left out, as she could otherwise read the others' off the step she makes.
    """
    others = len(used - {reader_ref, one.mentor_ref, one.mentee_ref})
    return f"{others // k * k} or more" if others >= k else None
