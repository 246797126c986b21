"""The same insight or action said twice in one note becomes one item with both pieces of evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mentoring.grounding.anchor import item_id
from mentoring.records import ActionItem, Evidence, Insight, SetAside

SAME_WORDS = 0.7
"""Share of common content words (Jaccard) from which two statements of one note say the same."""
_PLAIN = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "of",
    "on", "or", "so", "that", "the", "their", "they", "this", "to", "was", "were", "will", "with",
})  # fmt: skip


def merge_insights(items: Sequence[Insight]) -> tuple[list[Insight], list[SetAside]]:
    """Insights without repeats, and one SetAside (`duplicate`) for each that was merged away."""
    kept: list[Insight] = []
    merged: list[SetAside] = []
    for item in items:
        twin = next((at for at, other in enumerate(kept) if _same(item.statement, other.statement, item, other)), None)
        if twin is None:
            kept.append(item)
            continue
        evidence = _union(kept[twin].evidence, item.evidence)
        best = max(kept[twin], item, key=lambda one: one.confidence)
        kept[twin] = replace(best, evidence=evidence, id=item_id("insight", item.note_id, evidence))
        merged.append(SetAside(item.note_id, "insight", "duplicate"))
    return kept, merged


def merge_actions(items: Sequence[ActionItem]) -> tuple[list[ActionItem], list[SetAside]]:
    """Actions without repeats; a date or owner known to one of two is kept."""
    kept: list[ActionItem] = []
    merged: list[SetAside] = []
    for item in items:
        twin = next((at for at, other in enumerate(kept) if _same_action(item, other)), None)
        if twin is None:
            kept.append(item)
            continue
        other = kept[twin]
        evidence = _union(other.evidence, item.evidence)
        owner = other.owner if other.owner != "unassigned" else item.owner
        best = max(other, item, key=lambda one: one.confidence)
        kept[twin] = replace(
            best,
            owner=owner,
            due=other.due or item.due,
            evidence=evidence,
            id=item_id("action", item.note_id, evidence),
        )
        merged.append(SetAside(item.note_id, "action", "duplicate"))
    return kept, merged


def _same_action(one: ActionItem, other: ActionItem) -> bool:
    owners = {one.owner, other.owner} - {"unassigned"}
    dates = {one.due, other.due} - {None}
    return len(owners) <= 1 and len(dates) <= 1 and _same(one.task, other.task, one, other)


def _same(words: str, others: str, one: Insight | ActionItem, other: Insight | ActionItem) -> bool:
    if _overlap(one.evidence, other.evidence):
        return True
    left, right = _content(words), _content(others)
    return bool(left | right) and len(left & right) / len(left | right) >= SAME_WORDS


def _content(words: str) -> set[str]:
    return set(re.findall(r"\w+", words.lower())) - _PLAIN


def _overlap(left: tuple[Evidence, ...], right: tuple[Evidence, ...]) -> bool:
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    shorter = min(sum(a.end - a.start for a in left), sum(b.end - b.start for b in right))
    return common > 0.5 * shorter


def _union(left: tuple[Evidence, ...], right: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    joined = list(left)
    joined.extend(piece for piece in right if not any(_overlap((piece,), (other,)) for other in left))
    return tuple(sorted(joined, key=lambda piece: piece.start))
