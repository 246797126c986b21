"""Which units make one commitment: what is promised, said again, and when it is due, often in other sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from extractor.builtin import chain
from extractor.dates import deadlines, due
from extractor.units import Unit

_REPLY_WORDS = 6
"""A turn this short with a date in it answers "by when?"."""
_PROMISED = re.compile(r"\b(?:i|he|she|we)(?:'ll|’ll| will| am going to| is going to)\b", re.IGNORECASE)
_OF_THE_SAME = re.compile(
    r"(?:'ll|’ll|will|going to) (?:\w+ ){1,3}"
    r"(?:it|them|this|those|that(?= (?:by|before|on|to|this|next|at)\b| ?[.,;]|$))",
    re.IGNORECASE,
)
"""A promise about what was promised just before: "and I'll send it by Friday"."""
_DAY_OF_IT = 0.1
"""Least chance to belong to a commitment from which a sentence with a day, right beside, tells when it is due."""
_GOES_ON = 0.15
"""Least share of going on against beginning anew for a commitment to be one with the one before it."""
_APART = 4
"""Units between the pieces of one commitment."""
_TURNS = 3
"""Turns between them."""
_LEADS = re.compile(
    r"[^\w\[]*(?:(?:yes|right|ok|so|then|let us say|say|by|on|for|from|before|in|the|a|to)[ ,.]+)*$", re.IGNORECASE
)
"""What stands before a day with which an answer begins."""
_REQUESTED = re.compile(
    r"\b(?:(?:could|can|will|would) (?:you|we)|shall (?:we|i)|let['’]?s|let us|(?:you|i|we) (?:could|will|shall)"
    r"|(?:you|i|we|he|she)(?:['’]ll|['’]re (?:going )?to|['’]m (?:going )?to| (?:is|are|am) (?:going )?to))\b",
    re.IGNORECASE,
)
"""What a day alone may answer: somebody is asked for something, offers it or is to do it."""
_PENDING = re.compile(r"\b(?:isn['’]t|aren['’]t|not) due\b", re.IGNORECASE)
"""Said of a promise made before, whose day has not come."""
_DENIED = re.compile(r"\b(?:will not|won't|won’t|wont|not going to|never going to)\b", re.IGNORECASE)


_UNDATED = re.compile(
    r"\bno (?:date|day|deadline)\b(?! off)|\b(?:date|day) (?:is )?(?:open|to follow|tb[acd])\b", re.IGNORECASE
)
"""Says of a promise that it has no day, so that it takes none of another."""


def commitments(
    units: Sequence[Unit], groups: Sequence[list[int]], shares: chain.Floats, session: date
) -> list[list[int]]:
    """Groups of units as the chain found them, parted and joined to one group a commitment.

    `shares` (units, labels): how sure each label is. Only a day that answers for two commitments is in two groups.
    """
    found = _with_what_it_answers(units, _joined(units, promises(units, groups), shares, session), session)
    taken = {at for group in found for at in group}
    return [_with_its_day(units, group, taken, shares, session) for group in found]


def promises(units: Sequence[Unit], groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """One group a promise: a unit with a verb of promising of its own starts another; what is denied leaves."""
    found: list[list[int]] = []
    for group in groups:
        parts: list[list[int]] = []
        for at in group:
            if _PENDING.search(units[at].text) or (parts and _DENIED.search(units[at].text)):
                continue
            if parts and _another(units, parts[-1], at):
                parts.append([at])
            elif parts:
                parts[-1].append(at)
            else:
                parts.append([at])
        found.extend(parts)
    return found


def _another(units: Sequence[Unit], group: Sequence[int], at: int) -> bool:
    """Whether this unit promises something of its own, and the group before it too."""
    own = _PROMISED.search(units[at].text) and not _OF_THE_SAME.search(units[at].text)
    return bool(own) and any(_PROMISED.search(units[before].text) for before in group)


def _joined(units: Sequence[Unit], groups: Sequence[list[int]], shares: chain.Floats, session: date) -> list[list[int]]:
    """Of two neighbours one alone has a day, and the second goes on with the first: one commitment, not two."""
    found: list[list[int]] = []
    for group in groups:
        if found and _near(units, found[-1][-1], group[0]):
            dated = [_dated(units, one, session) for one in (found[-1], group)]
            begins, goes_on = shares[group[0]][[chain.ACTION, chain.MORE_ACTION]]
            one = goes_on >= _GOES_ON * (begins + goes_on) and not _another(units, found[-1], group[0])
            if sum(dated) == 1 and one and not _undated(units, group):
                found[-1] = [*found[-1], *group]
                continue
        found.append(list(group))
    return found


def _with_what_it_answers(units: Sequence[Unit], groups: Sequence[list[int]], session: date) -> list[list[int]]:
    """A day by itself promises nothing: it goes with the promise or the request just before it."""
    found: list[list[int]] = []
    for group in groups:
        if not _is_a_day(units, group, session):
            found.append(group)
        elif found and _near(units, found[-1][-1], group[0]) and not _dated(units, found[-1], session):
            found[-1] = [*found[-1], *group]
        else:
            taken = {at for one in found for at in one}
            found.append([*_asked_before(units, group, taken, session), *group])
    return found


def _is_a_day(units: Sequence[Unit], group: Sequence[int], session: date) -> bool:
    """Whether words begin with a day and promise nothing; a task behind a day ("Fri: the list") is no day."""
    text = " ".join(units[at].text for at in group)
    days = deadlines(text, session)
    told = (
        bool(days)
        and bool(_LEADS.match(text[: days[0].start]))
        and not re.match(r"\w* ?(?::|->|→|[–—-] )", text[days[0].end :])
    )
    return told and not _PROMISED.search(text)


def _asked_before(units: Sequence[Unit], group: Sequence[int], taken: set[int], session: date) -> list[int]:
    """The nearest request or offer that names no day itself."""
    for at in range(group[0] - 1, max(-1, group[0] - 1 - _APART), -1):
        if not _near(units, at, group[0]) or at in taken:
            break
        if _REQUESTED.search(units[at].text) and not _dated(units, [at], session):
            return [at]
    return []


def _dated(units: Sequence[Unit], group: Sequence[int], session: date) -> bool:
    return due(" ".join(units[at].text for at in group), session) is not None


def _undated(units: Sequence[Unit], group: Sequence[int]) -> bool:
    return any(_UNDATED.search(units[at].text) for at in group)


def _near(units: Sequence[Unit], last: int, first: int) -> bool:
    """Whether the second stands in the same paragraph, or a turn or two on."""
    blocks = units[first].block - units[last].block
    return first - last <= _APART and blocks <= (_TURNS if units[first].kind == "turn" else 0)


def _with_its_day(
    units: Sequence[Unit], group: list[int], taken: set[int], shares: chain.Floats, session: date
) -> list[int]:
    """A commitment without a day and the sentence beside it that says when: "Will you write it?" "By Friday."."""
    if _dated(units, group, session) or _undated(units, group):
        return group
    for at in _beside(units, group):
        if at not in taken and due(units[at].text, session) and _tells_when(units, at, group, shares):
            return sorted([*group, at])
    return group


def _beside(units: Sequence[Unit], group: Sequence[int]) -> Iterator[int]:
    """Places of what follows closely, nearest first, then of what stands just before in the same paragraph."""
    for at in range(group[-1] + 1, min(group[-1] + _APART, len(units))):
        if _near(units, group[-1], at):
            yield at
    if group[0] and units[group[0] - 1].block == units[group[0]].block:
        yield group[0] - 1


def _tells_when(units: Sequence[Unit], at: int, group: Sequence[int], shares: chain.Floats) -> bool:
    unit = units[at]
    answers = unit.kind == "turn" and at > group[-1] and len(unit.text.split()) <= _REPLY_WORDS
    return answers or bool(shares[at][[chain.ACTION, chain.MORE_ACTION]].sum() >= _DAY_OF_IT)
