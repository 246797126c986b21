"""Drafts insights and action items of one note with rules and small heads."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from extractor.segments import segment
from extractor.units import Unit
from mentoring.records import WITHHELD, ActionDraft, Drafts, InsightDraft, Owner, RedactedText
from mentoring.redaction.render import humanise

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_LESSON = re.compile(r"\b(should|because|instead|nobody|everybody|never|always|before you|ask|people|staff)\b", re.I)
_PROMISE = re.compile(r"\b(I'll|I will|we'll|will send|sends me|by (?:mon|tue|wed|thu|fri)\w*|by \d)", re.I)


class BuiltinEngine:
    """`embed`: texts to unit vectors of the bundled sentence model."""

    name = "builtin"

    def __init__(self, embed: Embed) -> None:
        self._embed = embed

    def draft(self, text: RedactedText) -> Drafts:
        """Proposals for one note; the same note always gives the same drafts."""
        units = [unit for unit in segment(text) if WITHHELD not in unit.text]
        actions = [unit for unit in units if _PROMISE.search(unit.text)]
        insights = [unit for unit in units if unit not in actions and len(_LESSON.findall(unit.text)) > 1]
        return Drafts(
            tuple(
                InsightDraft(humanise(unit.text), "ways-of-working", "junior_to_senior", 0.5, unit.ranges)
                for unit in insights
            ),
            tuple(ActionDraft(humanise(unit.text), _owner(unit), None, 0.5, unit.ranges) for unit in actions),
        )


def _owner(unit: Unit) -> Owner:
    return "mentor" if "[MENTOR]" in unit.text else "mentee" if "[MENTEE]" in unit.text else "unassigned"
