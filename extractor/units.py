"""The pieces of a note that extraction works on, with their exact place in the redacted text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Range = tuple[int, int]
Kind = Literal["prose", "bullet", "turn", "question", "answer", "heading", "row", "quote", "meta"]
Speaker = Literal["mentor", "mentee", "other"]

PLACEHOLDER = re.compile(r"\[[A-Z]+(?:_[A-Z]+)*(?:_\d+)?\]")
"""[MENTOR], [PERSON_2], [DATE_OF_BIRTH_1], [WITHHELD] ..."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, bullet, turn, answer or table row: lines that belong together."""

    ranges: tuple[Range, ...]
    """One range per line, without markers, labels and time codes."""
    kind: Kind
    speaker: Speaker | None = None
    """Who says it, where the note says so by a label."""
    heading: str = ""
    """The heading or question above, lower case."""
    checked: bool = False
    """A ticked box stands before it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, or one independent part of a sentence."""

    ranges: tuple[Range, ...]
    text: str
    """The words of the ranges joined by blanks."""
    block: int
    """Position of its block in the note."""
    kind: Kind
    speaker: Speaker | None
    heading: str
    checked: bool

    @property
    def start(self) -> int:
        """First code point."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """After the last code point."""
        return self.ranges[-1][1]


def join_ranges(text: str, ranges: list[Range]) -> tuple[Range, ...]:
    """Sorted ranges, neighbours with only white space between them made one."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
