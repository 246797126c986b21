"""What a detector found, and which of several overlapping finds stands.

Offsets are code points into the body of the note; end is exclusive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

DIRECT = frozenset({"PERSON", "EMAIL", "PHONE", "ADDRESS", "HANDLE", "URL", "EMPLOYEE_ID", "ID_NUMBER"})
"""Types that single a person out by themselves; all others do so together with something else."""

_CONTAINERS = ("EMAIL", "URL", "HANDLE", "ADDRESS", "ID_NUMBER", "EMPLOYEE_ID", "PHONE")
"""A name inside one of these belongs to it: the whole address goes, not only the name in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One find of one detector."""

    start: int
    end: int
    type: str
    by: str
    """Which detector: label, roster, pattern, count, context, model, spread."""
    who: str = ""
    """MENTOR or MENTEE where the roster knows it, else empty."""

    @property
    def cls(self) -> Literal["direct", "quasi"]:
        """Whether this type identifies by itself."""
        return "direct" if self.type in DIRECT else "quasi"

    def overlaps(self, other: Found) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def settle(finds: Iterable[Found]) -> list[Found]:
    """Finds without overlaps, in reading order: containers first, then direct ones, then the longest.

    A longer find that reaches past the one kept is not lost: what sticks out is kept as its own find,
    so that no character any detector marked stays readable.
    """
    kept: list[Found] = []
    near: defaultdict[int, list[int]] = defaultdict(list)
    for find in sorted(_joined(finds), key=_precedence):
        others = sorted({at for stretch in _stretches(find) for at in near.get(stretch, ())})
        for part in _outside(find, [kept[at] for at in others]):
            if part.start < part.end:
                for stretch in _stretches(part):
                    near[stretch].append(len(kept))
                kept.append(part)
    return sorted(kept, key=lambda f: f.start)


def _stretches(find: Found) -> range:
    """Which stretches of 64 characters it touches: only finds that share one can overlap."""
    return range(find.start // 64, find.end // 64 + 1)


def _joined(finds: Iterable[Found]) -> list[Found]:
    """Overlapping finds of one indirect type become one find from the first character to the last."""
    kept: list[Found] = []
    for find in sorted(finds, key=lambda f: (f.type, f.start)):
        last = kept[-1] if kept else None
        if last and find.cls == "quasi" and last.type == find.type and find.start < last.end:
            kept[-1] = replace(last, end=max(last.end, find.end))
        else:
            kept.append(find)
    return kept


def _precedence(find: Found) -> tuple[int, int, int, int]:
    kind = 0 if find.type in _CONTAINERS else 1 if find.cls == "direct" else 2
    return kind, -(find.end - find.start), not find.who, find.start


def _outside(find: Found, kept: list[Found]) -> list[Found]:
    parts = [find]
    for other in kept:
        parts = [piece for part in parts for piece in _minus(part, other)]
    return parts


def _minus(find: Found, other: Found) -> list[Found]:
    if not find.overlaps(other):
        return [find]
    if other.type in _CONTAINERS or find.by == "spread":
        left, right = (find.start, other.start), (other.end, find.end)
        pieces = [(a, b) for a, b in (left, right) if b - a > 2]
    else:
        pieces = [(find.start, other.start), (other.end, find.end)]
    return [Found(a, b, find.type, find.by, find.who) for a, b in pieces if a < b]
