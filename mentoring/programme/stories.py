"""A success story: what one pair's idea came to, in words that both of them approved."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Literal, get_args

Side = Literal["mentor", "mentee"]
SIDES: tuple[Side, ...] = get_args(Side)


@dataclass(frozen=True, slots=True)
class Words:
    """The four things a story says. Each has passed the guard."""

    learned: str = field(default="", repr=False)
    """The insight; "": the story has none."""
    did: str = field(default="", repr=False)
    """The action."""
    shown: str = field(default="", repr=False)
    """How it is known that it was done."""
    effect: str = field(default="", repr=False)
    """What came of it; "": nobody has said."""


@dataclass(frozen=True, slots=True)
class Story:
    """Nobody but the two reads it until both approved of these very words; either takes that back at any time."""

    id: str
    """Opaque: "t" + 12 hex."""
    program: str
    pair: str
    mentor_ref: str
    mentee_ref: str
    note_id: str
    """The session in which the action was agreed on, and the insight told."""
    item_id: str
    """The action."""
    made_on: date
    words: Words
    insight_id: str | None = None
    told_note_id: str | None = None
    """A later session in which it was reported as done."""
    named: bool = False
    """Whether the two were shown it with their names; told so only while both still give `attribute`."""
    approved: frozenset[Side] = frozenset()

    @property
    def version(self) -> str:
        """What an approval is of: 16 hex of the words and of whether names stand with them."""
        said = json.dumps([asdict(self.words), self.named], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def is_told(self) -> bool:
        """Whether both approved."""
        return self.approved >= {*SIDES}
