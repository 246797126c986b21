"""Whether a pair may need a talk at mid-programme. One word for the pair, never whose answer or which one it was."""

from __future__ import annotations

from collections.abc import Collection

from mentoring.programme.surveys import Answers, Side

LOW = 2
"""An answer of 2 or less at mid-programme."""
APART = 2
"""Points between the two of a pair in one question."""
FELL = 2
"""Points somebody lost in one question since the beginning."""


def mismatched(answers: Collection[Answers]) -> bool | None:
    """Of one pair's answers: whether somebody should ask both how it goes; None unless both answered at mid-programme.

    It needs both, so that the word cannot be traced to the only one who answered; three rules lead to it, so that it
    does not say which answer it was.
    """
    mid: dict[Side, Answers] = {one.role: one for one in answers if one.wave == "mid"}
    if len(mid) < 2:
        return None
    first: dict[Side, Answers] = {one.role: one for one in answers if one.wave == "initial"}
    shared = mid["mentor"].scores.keys() & mid["mentee"].scores.keys()
    low = any(score <= LOW for one in mid.values() for score in one.scores.values())
    apart = any(abs(mid["mentor"].scores[name] - mid["mentee"].scores[name]) >= APART for name in shared)
    fell = any(
        first[side].scores[name] - score >= FELL
        for side, one in mid.items()
        if side in first
        for name, score in one.scores.items()
        if name in first[side].scores
    )
    return low or apart or fell
