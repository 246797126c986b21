"""Lines as people write them: which go on in the next one, and the clock beside a speaker's name."""

from __future__ import annotations

import re
from itertools import pairwise

CLOCK = (
    r"(?:[\[(]?(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?,?\s+|\d{1,2}\s[A-Za-z]{3,9},?\s+)?"
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?[\])]?)"
)
"""A regular expression for when something was said: 09:04, [14:13], [27 Aug 16:04], (4:35 PM)."""
_WRAPPED = 0.3
"""Share of full lines from which a text is wrapped by a program; of 1,145 notes by hand four reach it, of a hundred
notes wrapped at 72 characters ninety do."""
_FEW, _WIDE = 2, 120
_CAPTION = re.compile(r"^\s*[\d:.,]+\s*-->", re.MULTILINE)
_OPEN = re.compile(
    r"(?:[,–—&/(]|\b(?:and|but|or|the|an?|of|to|that|which|because|if|with|for|from|my|your|his|our|their|is|are|was|were))$",
    re.IGNORECASE,
)
"""How a line ends that says no whole thing."""


def ends_of_lines(text: str) -> frozenset[int]:
    """Places where a line ends and what it says ends with it; empty lines aside.

    A line goes on in the next one where captions are cut to size, where the text is wrapped and the next word had no
    room, and after a comma.
    """
    if _CAPTION.search(text):
        return frozenset()
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        lines.append((at + len(line.rstrip()), line))
        at += len(line)
    joints = [(end, line, after) for (end, line), (_, after) in pairwise(lines) if line.strip() and after.strip()]
    width = max((len(line.rstrip()) for _, line in lines), default=0)
    full = {end for end, line, after in joints if len(line.rstrip()) + 1 + len(after.split()[0]) > width}
    words = [end for end, _, after in joints if after.lstrip()[0].isalpha()]
    wrapped = width <= _WIDE and sum(end in full for end in words) >= max(_FEW, _WRAPPED * len(words))
    return frozenset(
        end for end, line, _ in joints if not (wrapped and end in full) and not _OPEN.search(line.rstrip())
    )
