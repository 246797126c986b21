"""What is asked about words that redaction hid: which there are, whether one is anybody's, and its mentor's answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RedactionQueue:
    """Notes in which something is hidden that may be nobody's."""


@dataclass(frozen=True, slots=True)
class HiddenIn:
    """What is hidden in one note, each with the words around it."""

    note_id: str


@dataclass(frozen=True, slots=True)
class AskHidden:
    """Ask the mentor of a note whether these hidden words are anybody's; places as `HiddenIn` gives them."""

    note_id: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SettleHidden:
    """The mentor says of hidden words of hers: `show` them again, as they are nobody's, or they stay hidden."""

    note_id: str
    places: tuple[int, ...]
    show: bool


RedactionRequest = RedactionQueue | HiddenIn | AskHidden | SettleHidden
