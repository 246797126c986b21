"""Where sentences begin and end in notes as people write them: prose, bullets, transcripts, dictation.

Pure and quick; offsets only, so that every passage can be pointed at in the redacted text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentoring.records import WITHHELD
from mentoring.redaction.render import PLACEHOLDER

Range = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|[。！？]|\[WITHHELD\]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|vs|no|nr|approx|ca|etc|incl|dept|e\.g|i\.e|z\.b|\w)|^\s*\d+)\.$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_WRAP_AT = 50
"""A line shorter than this was ended by its writer, not by a mail program."""
_LONGEST = 400
"""Dictation without a full stop is cut at a space near here (about 90 word pieces)."""


def sentences(text: str) -> list[Range]:
    """Ranges of the sentences of `text` in order, without surrounding blanks.

    Left out: what is withheld (a sentence ends before it) and pieces of placeholders without a word beside them.
    """
    found = (trimmed for line in _lines(text) for part in _parts(text, line) if (trimmed := _trim(text, part)))
    return [(start, end) for start, end in found if _WORD.search(PLACEHOLDER.sub("", text[start:end]))]


def _lines(text: str) -> Iterator[Range]:
    """Paragraph lines; a line that a mail program wrapped is joined to the one before it."""
    start = end = -1
    for match in _LINE.finditer(text):
        if end >= 0 and not _continues(text, start, end, match.start()):
            yield start, end
            start = -1
        start = match.start() if start < 0 else start
        end = match.end()
    if end >= 0:
        yield start, end


def _continues(text: str, start: int, end: int, following: int) -> bool:
    last_line = text.rfind("\n", start, end) + 1 or start
    return (
        following == end + 1
        and end - last_line >= _WRAP_AT
        and text[end - 1] not in ".!?:;…"
        and text[following].islower()
    )


def _parts(text: str, line: Range) -> Iterator[Range]:
    start, end = line
    for stop in _STOP.finditer(text, start, end):
        if stop.group().startswith(".") and _ABBREVIATION.search(text[start : stop.start() + 1]):
            continue
        yield from _cut(text, start, stop.start() if stop.group() == WITHHELD else stop.end())
        start = stop.end()
    yield from _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> Iterator[Range]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        middle = space if space > 0 else start + _LONGEST
        yield start, middle
        start = middle
    yield start, end


def _trim(text: str, part: Range) -> Range | None:
    start, end = part
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None
