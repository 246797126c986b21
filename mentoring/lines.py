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
_CAPTION = re.compile(r"^[ \t]*[\d:.,]+[ \t]*-->", re.MULTILINE)
_OPEN = re.compile(
    r"(?:[,–—&/(]|\b(?:and|but|or|the|an?|of|to|that|which|because|if|with|for|from|my|your|his|our|their|is|are|was|were))$",
    re.IGNORECASE,
)
"""How a line ends that says no whole thing."""
_GOES_ON = re.compile(
    r"\s*(?![^\W\d_][^\n:.!?]{0,40}:(?:\s|$)|\d{1,2}[.)]\s|\d{1,2}[:.h]\d\d|[a-zA-Z]\)\s|x+\s)[\w(\"'“‘’]"
)
"""How a line begins that goes on with the one before: with a word that is neither label, number nor time."""
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
"""What a mail program puts before each line of what is answered."""
_STANDS_ALONE = re.compile(r"\s*(?:#|\||[-=_*]{3})")
"""Headings, cells and rules end with their line, however long they are."""


def ends_of_lines(text: str) -> frozenset[int]:
    """Places where a line ends and what it says ends with it; empty lines aside.

    A line goes on in the next one where captions are cut to size, where the text is wrapped and the next word had no
    room, and after a comma.
    """
    if _CAPTION.search(text):
        return frozenset()
    joints, full, wrapped = _joints(text)
    return frozenset(
        end for end, line, _ in joints if not (wrapped and end in full) and not _OPEN.search(line.rstrip())
    )


def unwrapped(text: str) -> str:
    """The same text, sign for sign, with a blank where a program broke a line for want of room.

    What begins the next line must be words that go on: no item, no label, no cell, no time.
    """
    if _CAPTION.search(text):
        return text
    joints, full, wrapped = _joints(text)
    signs = list(text)
    for end, line, after in joints if wrapped else ():
        if end in full and _GOES_ON.match(after) and not _STANDS_ALONE.match(line):
            joint = range(end, text.index(after, end) + len(after) - len(after.lstrip()))
            signs[joint.start : joint.stop] = " " * len(joint)
    return "".join(signs)


def _joints(text: str) -> tuple[list[tuple[int, str, str]], set[int], bool]:
    """(where a line ends, it, the next) of all lines but empty ones; which ends are full; whether it is wrapped.

    Of two lines quoted alike, what is quoted.
    """
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        lines.append((at + len(line.rstrip()), line))
        at += len(line)
    pairs = [(end, len(raw.rstrip()), *_unquoted(raw, after)) for (end, raw), (_, after) in pairwise(lines)]
    pairs = [one for one in pairs if one[2].strip() and one[3].strip()]
    joints = [(end, line, after) for end, _, line, after in pairs]
    width = max((len(line.rstrip()) for _, line in lines), default=0)
    full = {end for end, length, _, after in pairs if length + 1 + len(after.split()[0]) > width}
    words = [end for end, _, after in joints if after.lstrip()[0].isalpha()]
    wrapped = width <= _WIDE and sum(end in full for end in words) >= max(_FEW, _WRAPPED * len(words))
    return joints, full, wrapped


def _unquoted(line: str, after: str) -> tuple[str, str]:
    """Both lines without their marks of quotation, where they have the same."""
    marks, others = _QUOTED.match(line), _QUOTED.match(after)
    if marks is None or others is None or marks[0].count(">") != others[0].count(">"):
        return line, after
    return line[marks.end() :], after[others.end() :]
