"""The redacted sentence in context: what stands around an item's words, for the two and their leads.

Nothing that the reader may not see comes along: words of items held or not released, sentences about the mentee as
a person, and whole notes of which something is held back stay out.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from extractor.about_person import speaks_of_mentee
from mentoring.records import Evidence
from mentoring.redaction.render import humanise
from mentoring.store.items import ActionRow, InsightRow
from service.stages.previewing import barred_notes
from service.stages.seeing import Seen
from service.wiring import App

_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n+")
_LEFT_OUT = "(…)"


def in_context(app: App, seen: Seen, row: InsightRow | ActionRow) -> list[dict[str, str]]:
    """For each piece of evidence the sentence before, the words, the sentence after; empty where none may."""
    item: Any = row.insight if isinstance(row, InsightRow) else row.action
    shown = seen.shown[item.id]
    if not shown.quote or shown.relation == "organisation":
        return []
    hers = shown.relation == "mentor"
    if not hers and item.note_id in barred_notes(app):
        return []
    text = app.store.notes.redacted(item.note_id).text
    hidden = [] if hers else _hidden(app, seen, item.note_id)
    return [_around(text, piece, hidden, personal=not hers) for piece in item.evidence]


def beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind text[start:end] in its sentence, with placeholders as they are."""
    cuts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    first = max(cut for cut in cuts if cut <= start)
    last = min(cut for cut in cuts if cut >= end)
    return text[first:start], text[end:last]


def _hidden(app: App, seen: Seen, note_id: str) -> list[Evidence]:
    """Words of the note's items that this reader does not see."""
    insights = app.store.items.insights(note_ids=[note_id])
    actions = app.store.items.actions(note_ids=[note_id])
    unseen: list[Any] = [one.insight for one in insights if one.insight.id not in seen.shown]
    unseen += [one.action for one in actions if one.action.id not in seen.shown]
    return [piece for one in unseen for piece in one.evidence]


def _around(text: str, piece: Evidence, hidden: list[Evidence], *, personal: bool) -> dict[str, str]:
    cuts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    sentences = list(pairwise(cuts))
    before = [one for one in sentences if one[0] < piece.start][-2:]
    after = [one for one in sentences if one[1] > piece.end][:2]
    left = [(start, min(end, piece.start)) for start, end in before if start < piece.start]
    right = [(max(start, piece.end), end) for start, end in after if end > piece.end]
    return {
        "before": _shown(text, left, hidden, personal=personal),
        "words": humanise(piece.text),
        "after": _shown(text, right, hidden, personal=personal),
    }


def _shown(text: str, ranges: list[tuple[int, int]], hidden: list[Evidence], *, personal: bool) -> str:
    said = []
    for start, end in ranges:
        words = text[start:end].strip().lstrip("-*• ").strip()
        overlaps = any(one.start < end and start < one.end for one in hidden)
        said.append(_LEFT_OUT if words and (overlaps or (personal and speaks_of_mentee(words))) else words)
    return humanise(" ".join(word for word in said if word))
