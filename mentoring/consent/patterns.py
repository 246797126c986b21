"""Patterns for people outside the pairs: only with enough support, never with a trail to one pair."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mentoring.consent.support import Member, Published, band, publish, splits_safely, support
from mentoring.consent.visibility import Reader, Relations, Rules, Standing, reach, relations, visible
from mentoring.records import Pattern

EVERYBODY = Reader(None, frozenset())
"""The organisation's own view."""


@dataclass(frozen=True, slots=True)
class ShownPattern:
    """A pattern as one reader may see it."""

    pattern: Pattern
    """With the ids of those insights only that the reader sees singly."""
    support_band: str
    """3-5, 6-10 or more; in an evaluation home also 1-2."""


@dataclass(frozen=True, slots=True)
class VisiblePatterns:
    """What a reader sees, and what to remember of it until the next time."""

    shown: tuple[ShownPattern, ...]
    published: dict[str, Published]


def visible_patterns(
    patterns: Sequence[Pattern],
    items: Sequence[Standing],
    reader: Reader,
    today: date,
    rules: Rules | None = None,
    *,
    previous: Mapping[str, Published] | None = None,
    where: Callable[[Standing], bool] | None = None,
    seen: Collection[str] | None = None,
) -> VisiblePatterns:
    """Patterns with support for this reader on `today`; `previous`: `published` when she was last told.

    A filter `where` never changes a band: it decides only whether the pattern is listed, and lists none
    whose part or complement is small. Support counts the last `rules.weeks` weeks without the reader's own pairs.
    """
    settled = rules or Rules()
    standing = {item.id: item for item in items}
    may_see = {one.id for one in visible(items, reader, today, settled).items} if seen is None else seen
    shown, published, met = [], {}, relations(reader)
    for pattern in patterns:
        behind = [standing[one] for one in pattern.insight_ids if one in standing]
        counted = [item for item in behind if _counts(item, met, today, settled)]
        told = _told(_members(counted), settled, (previous or {}).get(pattern.id))
        if told is None:
            continue
        published[pattern.id] = told
        if where is None or settled.everything or _listed(counted, where, settled.k):
            shown.append(_shown(pattern, told, may_see))
    return VisiblePatterns(tuple(shown), published)


def patterns_beside(
    everybody: Mapping[str, Published],
    patterns: Sequence[Pattern],
    items: Sequence[Standing],
    reader: Reader,
    today: date,
    rules: Rules,
    *,
    previous: Mapping[str, Published],
    seen: Collection[str],
) -> VisiblePatterns:
    """The same for somebody who reads the organisation's own view too; `everybody`: what is `published` in that.

    Her figures are made of the people behind those, without her own pairs: so the two views, at whatever moment she
    looks at either, differ by nobody but people she counts herself.
    """
    standing, shown, published = {item.id: item for item in items}, [], {}
    hers, all_of_them = relations(reader), relations(EVERYBODY)
    for pattern in patterns:
        behind = [standing[one] for one in pattern.insight_ids if one in standing]
        mine, now = (
            _members([one for one in behind if _counts(one, met, today, rules)]) for met in (hers, all_of_them)
        )
        if pattern.id not in everybody or support(mine) < rules.k:
            continue
        others = everybody[pattern.id].members - (now - mine)
        left = frozenset(one for one in others if reader.people.isdisjoint(one))
        told = publish(left, previous.get(pattern.id), rules.k)
        if told is not None:
            published[pattern.id] = told
            shown.append(_shown(pattern, told, seen))
    return VisiblePatterns(tuple(shown), published)


def _shown(pattern: Pattern, told: Published, may_see: Collection[str]) -> ShownPattern:
    hers = tuple(one for one in pattern.insight_ids if one in may_see)
    kept = Pattern(pattern.id, pattern.title, pattern.theme, hers)
    return ShownPattern(kept, band(told.step) if told.step else "1-2")


def _counts(item: Standing, met: Relations, today: date, rules: Rules) -> bool:
    since = today - timedelta(weeks=rules.weeks)
    if not since < item.session_date <= today:
        return False
    if rules.everything:
        return True
    return met(item) in ("lead", "organisation") and reach(item, today, rules) in ("programme", "organisation")


def _told(members: frozenset[Member], rules: Rules, previous: Published | None) -> Published | None:
    if rules.everything:
        return Published(members, support(members) // rules.k * rules.k) if members else None
    return publish(members, previous, rules.k)


def _listed(counted: Sequence[Standing], where: Callable[[Standing], bool], k: int) -> bool:
    part = [item for item in counted if where(item)]
    rest = [item for item in counted if not where(item)]
    return splits_safely(_members(part), _members(rest), k)


def _members(items: Sequence[Standing]) -> frozenset[Member]:
    return frozenset(item.member for item in items)
