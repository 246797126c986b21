"""How many people stand behind a statement, and how coarsely that may be said.

Support is min(distinct mentors, distinct mentees): nobody stands alone on either side, and one person in
many pairs counts once. Figures are published in steps of k and shown as bands; what a filter leaves out,
and what changed since the last time, must itself be nobody or at least k.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

Member = tuple[str, str]
"""(mentor reference, mentee reference)."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a reader was told about one pattern, to be handed in again the next time."""

    members: frozenset[Member]
    """The pairs behind the figure she was told."""
    step: int
    """That figure: support rounded down to a multiple of k."""


def support(members: Collection[Member]) -> int:
    """min(distinct mentors, distinct mentees)."""
    return min(len({mentor for mentor, _ in members}), len({mentee for _, mentee in members}))


def hides(members: Collection[Member], k: int) -> bool:
    """Whether a group is nobody or large enough that being told of it singles nobody out."""
    return not members or support(members) >= k


def band(step: int) -> str:
    """The words for a published figure: 3-5, 6-10, more."""
    return "3-5" if step <= 5 else "6-10" if step <= 10 else "more"


def publish(current: frozenset[Member], previous: Published | None, k: int) -> Published | None:
    """What may be told now; None: nothing.

    A figure told before is told again until those who came *and* those who left are each nobody or at least k,
    so that two consecutive weeks never differ by a few people. Below k it is withdrawn in any case.
    """
    found = support(current)
    if found < k:
        return None
    if previous is not None and not (hides(current - previous.members, k) and hides(previous.members - current, k)):
        return previous
    return Published(current, found // k * k)


def splits_safely(part: frozenset[Member], rest: frozenset[Member], k: int) -> bool:
    """Whether a filter may show `part` of a group of which it leaves out `rest`; the two may overlap."""
    whole = part | rest
    return support(part) >= k and hides(rest, k) and hides(whole - part, k)


def counts_by(labelled: Sequence[tuple[str, Member]], k: int) -> dict[str, int]:
    """Facet counts that single nobody out: label -> support in steps of k, most frequent first.

    Labels with fewer than k are left out, and as many of the smallest others as it takes for those left out
    to be nobody or at least k together: else the total less the sum would tell of them.
    """
    groups: dict[str, set[Member]] = {}
    for label, member in labelled:
        groups.setdefault(label, set()).add(member)
    shown = sorted((label for label in groups if support(groups[label]) >= k), key=lambda one: support(groups[one]))
    while shown and not _complements_hide(groups, shown, k):
        shown.pop(0)
    return {label: support(groups[label]) // k * k for label in reversed(shown)}


def _complements_hide(groups: dict[str, set[Member]], shown: Sequence[str], k: int) -> bool:
    left_out: set[Member] = set().union(*(members for label, members in groups.items() if label not in shown))
    if not hides(left_out, k):
        return False
    everybody: set[Member] = set().union(*groups.values())
    return all(hides(everybody - groups[label], k) for label in shown)
