"""Makes Insight and ActionItem: only with evidence that stands at its offsets in the redacted note.

Nobody else makes them. A draft whose ranges lie outside the note, are blank, or touch a withheld
passage is set aside with the rule that stopped it, never repaired by guessing.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from mentoring.records import (
    WITHHELD,
    ActionDraft,
    ActionItem,
    Evidence,
    Insight,
    InsightDraft,
    RedactedText,
    SetAside,
)

Kind = Literal["insight", "action"]


def anchor_insight(draft: InsightDraft, text: RedactedText, engine: str) -> Insight | SetAside:
    """The insight with its exact words, or why it was set aside (empty | ungrounded | withheld-overlap)."""
    found = _evidence(draft.statement, draft.evidence, text, "insight")
    if isinstance(found, SetAside):
        return found
    return Insight(
        id=item_id("insight", text.note_id, found),
        note_id=text.note_id,
        statement=draft.statement.strip(),
        theme=draft.theme,
        direction=draft.direction,
        confidence=draft.confidence,
        evidence=found,
        engine=engine,
    )


def anchor_action(draft: ActionDraft, text: RedactedText, engine: str) -> ActionItem | SetAside:
    """The action item with its exact words, or why it was set aside."""
    found = _evidence(draft.task, draft.evidence, text, "action")
    if isinstance(found, SetAside):
        return found
    return ActionItem(
        id=item_id("action", text.note_id, found),
        note_id=text.note_id,
        task=draft.task.strip(),
        owner=draft.owner,
        due=draft.due,
        confidence=draft.confidence,
        evidence=found,
        engine=engine,
    )


def item_id(kind: Kind, note_id: str, evidence: tuple[Evidence, ...]) -> str:
    """`i` or `a` and 12 hex: the same evidence of the same note always has the same id."""
    ranges = ",".join(f"{piece.start}-{piece.end}" for piece in evidence)
    digest = hashlib.sha256(f"{note_id}|{kind}|{ranges}".encode()).hexdigest()
    return kind[0] + digest[:12]


def _evidence(
    words: str, ranges: tuple[tuple[int, int], ...], text: RedactedText, kind: Kind
) -> tuple[Evidence, ...] | SetAside:
    if not words.strip():
        return SetAside(text.note_id, kind, "empty")
    pieces = []
    for start, end in sorted(ranges):
        if not 0 <= start < end <= len(text.text) or not text.text[start:end].strip():
            return SetAside(text.note_id, kind, "ungrounded")
        pieces.append(Evidence(text.text[start:end], start, end))
    if not pieces:
        return SetAside(text.note_id, kind, "ungrounded")
    if any(WITHHELD in piece.text for piece in pieces) or _cuts_a_placeholder(text.text, pieces):
        return SetAside(text.note_id, kind, "withheld-overlap")
    return tuple(pieces)


def _cuts_a_placeholder(text: str, pieces: list[Evidence]) -> bool:
    """Whether a range begins or ends inside [WITHHELD], so that its words stand next to nothing."""
    at = text.find(WITHHELD)
    while at >= 0:
        stop = at + len(WITHHELD)
        if any(piece.start < stop and piece.end > at for piece in pieces):
            return True
        at = text.find(WITHHELD, stop)
    return False
