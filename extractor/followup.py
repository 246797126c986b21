"""Follow-through: what a later note of the pair says about an action agreed earlier.

A status changes only with a sentence of the later note as evidence; silence changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.builtin.planted import planted
from extractor.outcome import Status, status
from extractor.reports import BACK, FUTURE, MISSED, Floats, Head, looks_ahead, looks_back, shipped
from extractor.segments import segment
from extractor.units import Unit
from mentoring.records import WITHHELD, ActionItem, Evidence, RedactedText
from mentoring.redaction.render import humanise

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_WORDS = 3
"""Words from which a sentence says enough to be a report."""
_FEW_WORDS = 5
_ANSWERS = re.compile(
    r"\W*(?:\[?\w+\]?[:>,] *)?(?:yes|yep|yeah|no|nope|nah|done|did|sent|went|not|never|still|i|we|you|he|she|it|mine"
    r"|hers|his|yours|ours|happened)\b",
    re.IGNORECASE,
)
_CARRIED = 0.8
"""Share of a sentence's likeness that the next one takes over when it points back."""
SAME = 0.35
"""Least likeness (cosine plus shared content words) at which a report speaks of the task.

Read in training notes: of 35 nearest pairs of a promise and a report between .35 and .4 some 27 are true, of 29 between
.3 and .35 some 12.
"""
MISSES, LOOKS_BACK, REPORTS = 0.1, 0.2, 0.5
"""Chances from which a sentence reports on a promise: whose words tell it was missed, that look back, any other."""


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One earlier action with its new status and the words of the later note that say so."""

    action_id: str
    status: Status
    note_id: str
    evidence: tuple[Evidence, ...]


def follow_up(
    earlier: Sequence[ActionItem], later: RedactedText, embed: Embed, head: Head | None = None
) -> list[StatusChange]:
    """Changes for actions of the same pair's earlier notes, oldest note first; `head` None: the shipped one.

    Each sentence answers for one action at most; of two like actions the later one is meant.
    """
    open_items = [item for item in earlier if item.status in {"open", "missed"} and item.note_id != later.note_id]
    units = segment(later) if open_items else []
    if not units:
        return []
    likeness, vectors = compared(open_items, units, embed)
    chances = (head or shipped()).chances(units, likeness.max(axis=0), vectors)
    reports = chances >= [_least_chance(unit) for unit in units]
    likeness = np.where(reports & _may_report(units), likeness, np.float32(-1.0))
    changes = []
    while likeness.max() >= SAME:
        row, column = (int(at) for at in np.unravel_index(likeness.argmax(), likeness.shape))
        changes.append(_change(open_items[row], units, column, later))
        likeness[row, :] = -1.0
        likeness[:, column] = -1.0
    return changes


def _least_chance(unit: Unit) -> float:
    if MISSED.search(unit.text):
        return MISSES
    return LOOKS_BACK if unit.checked or looks_back(unit.text) else REPORTS


def _may_report(units: Sequence[Unit]) -> list[bool]:
    """Which units may report on something past: never a question, a new promise, planted or withheld text."""
    barred = planted(units)
    return [
        at not in barred
        and WITHHELD not in unit.text
        and len(unit.text.split()) >= _WORDS
        and "?" not in unit.text
        and (unit.checked or not looks_ahead(unit.text))
        for at, unit in enumerate(units)
    ]


def compared(items: Sequence[ActionItem], units: Sequence[Unit], embed: Embed) -> tuple[Floats, Floats]:
    """(items, units): how like each unit is to each promise; and the units' vectors."""
    tasks = [f"{item.task} {' '.join(piece.text for piece in item.evidence)}" for item in items]
    texts = [unit.text for unit in units]
    vectors = embed([humanise(text) for text in texts])
    cosine = embed([humanise(task) for task in tasks]) @ vectors.T
    shared = np.array([[_shared(task, text) for text in texts] for task in tasks], dtype=np.float32)
    for at in range(1, len(units)):
        if _goes_on(units[at - 1], units[at]):
            cosine[:, at] = np.maximum(cosine[:, at], _CARRIED * cosine[:, at - 1])
            shared[:, at] = np.maximum(shared[:, at], _CARRIED * shared[:, at - 1])
    place = np.linspace(0.04, 0.0, num=len(units), dtype=np.float32)[None, :]
    latest = items[-1].note_id
    recent = np.array([[0.05 * (item.note_id == latest)] for item in items], dtype=np.float32)
    return np.asarray(0.7 * cosine + 0.5 * shared + place + recent, dtype=np.float32), vectors


def _goes_on(before: Unit, unit: Unit) -> bool:
    """Whether a sentence is about what the one before named: it points back, or answers a question or a word of it."""
    if looks_ahead(before.text):
        return False
    if BACK.search(unit.text) and not FUTURE.search(before.text):
        return True
    asked = before.text.rstrip().endswith("?") or len(unit.text.split()) <= _FEW_WORDS
    return asked and bool(_ANSWERS.match(unit.text))


def _shared(task: str, text: str) -> float:
    """Share of the report's content words that the task has too."""
    left, right = _stems(task), _stems(text)
    return len(left & right) / max(3, len(right)) if right else 0.0


def _stems(text: str) -> set[str]:
    words = re.findall(r"[a-z]{4,}|\d+", re.sub(r"\[[A-Z_0-9]+\]", " ", text).lower())
    return {word[:5] for word in words} - _PLAIN


_PLAIN = frozenset({"with", "that", "this", "have", "from", "they", "then", "them", "will", "which", "about", "until"})


def _change(item: ActionItem, units: Sequence[Unit], column: int, later: RedactedText) -> StatusChange:
    unit = units[column]
    evidence = tuple(Evidence(later.text[start:end], start, end) for start, end in unit.ranges)
    return StatusChange(item.id, status(unit.text, item.due, later.session_date), later.note_id, evidence)
