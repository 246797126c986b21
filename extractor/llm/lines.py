"""Numbers the readable sentences of a note and cuts them into windows at turns and paragraphs.

A model cites numbers, never offsets or words: evidence outside the note is impossible.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.units import Range, Unit, join_ranges
from mentoring.records import RedactedText
from mentoring.redaction.render import humanise

MOST_LINES = 40
MOST_CHARACTERS = 5000
"""About 1,250 tokens: with prompt and answer well inside a context of 4,096."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as the model sees it: roles in place of names, its speaker ahead of it."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        speaker = f"{self.unit.speaker}: " if self.unit.speaker else ""
        return f"{self.number} {speaker}{humanise(self.unit.text)}"


def numbered(units: Iterable[Unit]) -> list[Line]:
    """Lines from 1, in reading order."""
    return [Line(number, unit) for number, unit in enumerate(units, 1)]


def windows(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines a model can take at once; a paragraph or turn is cut only when it is too long by itself."""
    made: list[list[Line]] = []
    for block in _blocks(lines):
        if made and _fits([*made[-1], *block]):
            made[-1].extend(block)
            continue
        for line in block:
            if made and line is not block[0] and _fits([*made[-1], line]):
                made[-1].append(line)
            else:
                made.append([line])
    return made


def halves(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Two shorter windows, cut at the turn or paragraph nearest to the middle."""
    starts = [at for at in range(1, len(lines)) if lines[at].unit.block != lines[at - 1].unit.block]
    middle = len(lines) // 2
    at = min(starts or [middle], key=lambda start: abs(start - middle))
    return list(lines[:at]), list(lines[at:])


def evidence(text: RedactedText, lines: Sequence[Line], cited: Iterable[int]) -> tuple[Range, ...]:
    """Ranges of the cited lines in the note, in order, each once."""
    wanted = set(cited)
    return join_ranges(text.text, [one for line in lines if line.number in wanted for one in line.unit.ranges])


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and blocks[-1][-1].unit.block == line.unit.block:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _fits(lines: Sequence[Line]) -> bool:
    return len(lines) <= MOST_LINES and sum(len(line.unit.text) for line in lines) <= MOST_CHARACTERS
