"""What is asked about recognition: thanks, and what became of somebody's words."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ThanksQueue:
    """What came to something and was not thanked for yet, and what the caller said thanks for."""


@dataclass(frozen=True, slots=True)
class SayThanks:
    """The caller thanks for an insight or action; whoever brought it is told, and is not named."""

    item_id: str
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class TakeThanksBack:
    """The caller takes her thanks back."""

    item_id: str


@dataclass(frozen=True, slots=True)
class Became:
    """What became of what was drawn from the caller's own sessions, for her as their mentor."""


CreditRequest = ThanksQueue | SayThanks | TakeThanksBack | Became
