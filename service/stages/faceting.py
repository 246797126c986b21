"""How much there is behind each filter, said so that no figure, and no difference of two, tells of a few people.

A count is people, not sessions: min(distinct mentors, distinct mentees), rounded down to a step of k; below k there
is none (mentoring.consent.support). Pairs are named without a count: each is two people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from extractor.kinds import learning_of
from mentoring.consent.support import Member, counts_by, splits_safely
from mentoring.store.items import ActionRow, InsightRow
from mentoring.store.notes import NoteRow
from service.stages.narrowing import Filters, Narrowed, narrow
from service.stages.readable import Item, Readable

Labels = Callable[[NoteRow, Iterable[Item]], Iterable[str]]


def facets(found: Readable, filters: Filters, k: int) -> dict[str, Any]:
    """For each filter its values with counts, under the other filters; the closed choices of pairs.

    `k` 1: an evaluation home, which shows everything.
    """
    everybody = _members(narrow(found, Filters()))
    counted: dict[str, Any] = {}
    for name, labels in _LABELS.items():
        rest = narrow(found, replace(filters, **{name: None}))
        counted[name] = _counts(rest, labels, everybody, k)
    pairs = narrow(found, replace(filters, pair=None))
    return {**counted, "pair": sorted({row.pair for row in pairs.rows.values()})}


def _counts(rest: Narrowed, labels: Labels, everybody: frozenset[Member], k: int) -> dict[str, int]:
    members = _members(rest)
    # Told of a part, a reader could take it from the whole: what the other filters leave out must be safe as well.
    if k > 1 and not splits_safely(members, everybody - members, k):
        return {}
    labelled = [
        (label, (row.mentor_ref, row.mentee_ref))
        for note_id, row in rest.rows.items()
        for label in labels(row, rest.items[note_id])
    ]
    return counts_by(labelled, k)


def _members(narrowed: Narrowed) -> frozenset[Member]:
    return frozenset((row.mentor_ref, row.mentee_ref) for row in narrowed.rows.values())


def _kinds(_: NoteRow, items: Iterable[Item]) -> Iterable[str]:
    found = {"insight" if isinstance(one, InsightRow) else "action" for one in items}
    told = {learning_of(one.insight.statement) for one in items if isinstance(one, InsightRow)}
    return ["note", *sorted(found), *sorted(one for one in told if one)]


def _of_insights(name: str) -> Labels:
    return lambda _, items: {getattr(one.insight, name) for one in items if isinstance(one, InsightRow)}


def _statuses(_: NoteRow, items: Iterable[Item]) -> Iterable[str]:
    return {one.action.status for one in items if isinstance(one, ActionRow)}


_LABELS: dict[str, Labels] = {
    "program": lambda row, _: [row.program],
    "kind": _kinds,
    "theme": _of_insights("theme"),
    "direction": _of_insights("direction"),
    "status": _statuses,
}
