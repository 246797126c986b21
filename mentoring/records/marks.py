"""Marks: what an evaluator says of one side of an insight or action item."""

from __future__ import annotations

from typing import Literal, get_args

Verdict = Literal["right", "wrong"]
Aspect = Literal["whole", "supported", "theme", "direction", "owner", "due", "private"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
"""whole: it deserves its place; supported: its words say so; private: nobody can be recognised in it; the others: that
field is right."""

ASPECTS_OF: dict[str, tuple[Aspect, ...]] = {
    "insight": ("whole", "supported", "theme", "direction", "private"),
    "action": ("whole", "supported", "owner", "due", "private"),
}
