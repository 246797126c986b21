"""Survey answers of one person at the beginning, in the middle and at the end of her time in a pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

Wave = Literal["initial", "mid", "post"]
WAVES: tuple[Wave, ...] = get_args(Wave)
Question = Literal["learning", "trust", "usefulness", "confidence"]
QUESTIONS: tuple[Question, ...] = get_args(Question)
ASKED: Mapping[Question, str] = {
    "learning": "I learn something that I would not have learned elsewhere.",
    "trust": "I can say what I think in our sessions.",
    "usefulness": "What we speak about is useful for my work.",
    "confidence": "I feel sure in what I bring to this pair.",
}
"""The four sentences, answered from 1 (not at all) to 5 (wholly)."""
LEAST, MOST = 1, 5
Side = Literal["mentor", "mentee"]
SIDES: tuple[Side, ...] = get_args(Side)


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person answered in one wave."""

    program: str
    pair: str
    role: Side
    person_ref: str
    wave: Wave
    day: date
    scores: Mapping[Question, int]
    """A question that was left out is not in it."""
    comment: str = field(default="", repr=False)
    """Redacted; sentences about anybody else are withheld."""
    seq: int = 0
    """In which order answers came in."""

    @property
    def place(self) -> tuple[str, str, Side]:
        """Whose they are, whatever the wave."""
        return self.program, self.pair, self.role
