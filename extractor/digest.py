"""Composes the weekly digest: at most five insights and five actions, ranked, each kept whole.

Pure: what the reader may see was decided before (consent, level, state). Nothing is added here that
is not an item, a pattern or a count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from extractor.weeks import days_of
from mentoring.records import ActionItem, Insight, Pattern

AT_MOST = 5
"""Five insights and five actions: what an executive reads in three minutes."""


Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Sourced(Generic[Item]):
    """An item with the pair it came from."""

    item: Item
    pair: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How the actions of earlier weeks stand."""

    open: int = 0
    done: int = 0
    late: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """One week for one reader."""

    week: str
    insights: tuple[Sourced[Insight], ...]
    actions: tuple[Sourced[ActionItem], ...]
    patterns: tuple[Pattern, ...]
    follow_up: FollowUp
    held_back: int
    """How many items this reader may know to exist but not read."""
    more_insights: int
    """Insights of the week that found no place."""
    more_actions: int


def compose(
    week: str,
    insights: Sequence[Sourced[Insight]],
    actions: Sequence[Sourced[ActionItem]],
    patterns: Sequence[Pattern],
    last_week: Digest | None = None,
    held_back: int = 0,
    earlier: Sequence[ActionItem] = (),
) -> Digest:
    """The digest of `week` from the items that its reader may see.

    `earlier`: actions of sessions before this week, for the follow-up. BadInput for no ISO week.
    """
    days_of(week)
    shown = _pick_insights(insights, patterns, last_week)
    todo = sorted(actions, key=_urgency)[:AT_MOST]
    return Digest(
        week=week,
        insights=tuple(shown),
        actions=tuple(todo),
        patterns=tuple(patterns),
        follow_up=_follow_up(earlier),
        held_back=held_back,
        more_insights=len(insights) - len(shown),
        more_actions=len(actions) - len(todo),
    )


def _pick_insights(
    insights: Sequence[Sourced[Insight]], patterns: Sequence[Pattern], last_week: Digest | None
) -> list[Sourced[Insight]]:
    """Greedy choice: each pick lowers what its theme, its pair and its pattern are still worth."""
    group_of = {member: pattern.id for pattern in patterns for member in pattern.insight_ids}
    support = {member: len(pattern.insight_ids) for pattern in patterns for member in pattern.insight_ids}
    known = {one.item.id for one in last_week.insights} if last_week else set()
    known_groups = {group_of[item] for item in known if item in group_of}
    chosen: list[Sourced[Insight]] = []
    rest = list(insights)
    while rest and len(chosen) < AT_MOST:
        best = max(rest, key=lambda one: (_worth(one, chosen, group_of, support, known, known_groups), one.item.id))
        rest.remove(best)
        if _group(best, group_of) is None or _group(best, group_of) not in {_group(one, group_of) for one in chosen}:
            chosen.append(best)
    return chosen


def _group(one: Sourced[Insight], group_of: dict[str, str]) -> str | None:
    return group_of.get(one.item.id)


def _worth(
    one: Sourced[Insight],
    chosen: list[Sourced[Insight]],
    group_of: dict[str, str],
    support: dict[str, int],
    known: set[str],
    known_groups: set[str],
) -> float:
    """Confidence, voices, variety, novelty and plain wording in one number.

    0.1 more for each further voice (at most 0.4), 0.15 less for each insight of the same theme or pair
    chosen already, 0.5 less for what was shown last week, up to 0.45 less for words that are hard to read.
    """
    worth = one.item.confidence + min(0.4, 0.1 * (support.get(one.item.id, 1) - 1)) - _roughness(one.item.statement)
    worth -= 0.15 * sum(other.item.theme == one.item.theme for other in chosen)
    worth -= 0.15 * sum(other.pair == one.pair for other in chosen)
    repeated = one.item.id in known or _group(one, group_of) in known_groups
    return worth - 0.5 * repeated


def _roughness(statement: str) -> float:
    """0.15 each: it starts in mid-sentence, is longer than 26 words, or hangs two sentences on each other."""
    mid_sentence = not statement[:1].isupper()
    return 0.15 * (mid_sentence + (len(statement.split()) > 26) + (";" in statement or ": " in statement))


def _urgency(one: Sourced[ActionItem]) -> tuple[bool, bool, str, float, str]:
    """Open first, then dated by date, then the surer ones."""
    item = one.item
    return (item.status == "done", item.due is None, str(item.due), -item.confidence, item.id)


def _follow_up(earlier: Sequence[ActionItem]) -> FollowUp:
    counts = {status: sum(item.status == status for item in earlier) for status in ("open", "done", "late", "missed")}
    return FollowUp(**counts)
