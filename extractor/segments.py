"""Cuts a redacted note into units: sentences and independent clauses with exact offsets.

Rules only: the same cuts for every engine, no model, linear in the length of the note. Text without
punctuation (dictation) is cut where a speaker would breathe: at new subjects and discourse words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import partial

from extractor.day_words import MONTH, WEEKDAY
from extractor.layout import blocks_of
from extractor.units import Block, Range, Unit, join_ranges
from mentoring.lines import ends_of_lines
from mentoring.records import RedactedText

_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "st", "nr", "vs", "etc", "e.g", "i.e", "eg", "ie", "ca",
    "approx", "incl", "excl", "resp", "dept", "ext", "tel", "mob", "fig", "min", "max", "hrs", "hr", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues",
    "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "p.s",
})  # fmt: skip
_FIRMS = frozenset({"inc", "ltd", "corp", "co", "bros", "llc", "plc", "jr", "sr", "dept", "assn", "univ"})
"""Abbreviations that end a sentence as often as they do not: what follows decides."""
_STOP = re.compile(
    r"(?:[.!?…]+|[。！？])[\"'”’)\]*_]*(?=\s|$)|;(?=\s)|\s+(?:\|\||//)\s+|\s+->\s+(?=[a-z]+ \w+ \w+ \w+)"
)
_LONG = 42
"""Words in one stretch without a full stop after which it counts as dictation."""
_BREATH = re.compile(
    r"\s+(?=(?:(?:and|so|but|then|also|ok|okay|anyway|oh)\s+){1,2}(?:i|he|she|we|they|it|there|my|his|her|the|if|"
    r"\[MENTOR\]|\[MENTEE\]|\[PERSON_\d+\])\b|(?:second|third|next|last|main|other|another|one more)\s+thing\b|"
    r"to\s?do\b|for me\b|(?:i|he|she|we|they)(?:\s+will|'ll|ll)\b)",
    re.IGNORECASE,
)

_JOINT = re.compile(
    r"(?:,|;)?(\s+)(?:and|while|so|whereas)\s+(?=(?:(?:on\s+)?(?:mon|tues|wednes|thurs|fri)day\s+|tomorrow\s+)?(?:i|he|she|we|\[MENTOR\]|\[MENTEE\]|\[PERSON_\d+\])(?:\b|(?<=\])))",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(
    rf"(?:by|until|till|before|on|for|latest|due)?:?\s*(?:the\s+)?(?:(?:next|this|coming|end of)\s+)?"
    rf"(?:{WEEKDAY}|tomorrow|{MONTH}|(?:the\s+)?(?:week|month)|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:of\s+)?{MONTH})?"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}[./]\d{{1,2}}\.?)"
    r"(?:\s+(?:week|latest|at the latest|eod|noon))?[.!;]?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?<=\S)([.;,]\s+|\s+[/|]\s+)(?=(?:me|he|she|him|her|both|\[MENTOR\]|\[MENTEE\])\s*(?::|->|→|=)\s*\S)",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:will|going to|(?:agreed|promised|undertaken) to|i'll|he'll|she'll|we'll)\b|"
    r"\b(?:by|until|on|before)\s+(?:the\s+)?(?:next\s+|end\s+|this\s+)?"
    r"(?:mon|tue|wed|thu|fri|sat|sun|\d{1,2}(?:st|nd|rd|th)?\b|tomorrow|week|month|of\b)"
    r"|\b(?:tomorrow|next week|this week|(?:mon|tues|wednes|thurs|fri)day)\b",
    re.IGNORECASE,
)


def segment(text: RedactedText) -> list[Unit]:
    """All units of the note in reading order; headings and mail headers give none."""
    units: list[Unit] = []
    ends = ends_of_lines(text.text)
    for number, block in enumerate(blocks_of(text.text, text.format)):
        if block.kind == "row":
            units.append(_unit(text.text, block, number, list(block.ranges)))
        elif block.kind not in {"heading", "question"}:
            for lines in _told_on(text.text, block.ranges, ends):
                units.extend(_units(text.text, block, number, lines))
    return units


def _told_on(text: str, lines: Sequence[Range], ends: Set[int]) -> list[list[Range]]:
    """Lines together of which each goes on in the next; a day alone belongs to what it dates."""
    told: list[list[Range]] = []
    for line in lines:
        if told and (told[-1][-1][1] not in ends or _DAY_ALONE.fullmatch(text, *line)):
            told[-1].append(line)
        else:
            told.append([line])
    return told


def _units(text: str, block: Block, number: int, lines: Sequence[Range]) -> list[Unit]:
    flat, places = _flatten(text, lines)
    made = []
    for start, end in cuts(flat):
        covered = [places[at] for at in range(start, end) if places[at] >= 0]
        if any(text[at].isalnum() for at in covered):
            made.append(_unit(text, block, number, _runs(covered)))
    return made


def _unit(text: str, block: Block, number: int, ranges: list[Range]) -> Unit:
    joined = join_ranges(text, ranges)
    words = " ".join(" ".join(text[start:end].split()) for start, end in joined)
    return Unit(joined, words, number, block.kind, block.speaker, block.heading, block.checked)


def _flatten(text: str, ranges: Sequence[Range]) -> tuple[str, list[int]]:
    """The block as one line, and for each of its characters the place in the text (-1: a joint)."""
    flat: list[str] = []
    places: list[int] = []
    for start, end in ranges:
        if flat:
            flat.append(" ")
            places.append(-1)
        flat.append(text[start:end])
        places.extend(range(start, end))
    return "".join(flat), places


def _runs(places: list[int]) -> list[Range]:
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][1] == at:
            runs[-1][1] = at + 1
        else:
            runs.append([at, at + 1])
    return [(start, end) for start, end in runs]


def cuts(flat: str) -> list[Range]:
    """Ranges of the units in one line of text, white space left outside."""
    ends = [stop.end() for stop in _STOP.finditer(flat) if _is_stop(flat, stop)]
    pieces = _between(flat, 0, len(flat), ends)
    parts = [part for piece in pieces for breath in _breathe(flat, piece) for part in _promises(flat, breath)]
    return _dated(flat, [part for piece in parts for part in _owners(flat, piece)])


def _dated(flat: str, pieces: list[Range]) -> list[Range]:
    """A day that stands alone behind a stop ("One clip, no agency. By Friday.") belongs to what it dates."""
    joined: list[Range] = []
    for piece in pieces:
        if joined and _DAY_ALONE.fullmatch(flat, *piece):
            joined[-1] = (joined[-1][0], piece[1])
        else:
            joined.append(piece)
    return joined


def _owners(flat: str, piece: Range) -> list[Range]:
    """Two labelled tasks in one line ("me: the pilot, Monday. she: the canteen") are two units."""
    marks = [found.end(1) for found in _LABELLED.finditer(flat, *piece)]
    return _between(flat, *piece, marks) if marks else [piece]


def _between(flat: str, start: int, end: int, marks: list[int]) -> list[Range]:
    pieces, at = [], start
    for mark in [*marks, end]:
        inner = flat[at:mark]
        trimmed = (at + len(inner) - len(inner.lstrip()), at + len(inner.rstrip()))
        if trimmed[0] < trimmed[1]:
            pieces.append(trimmed)
        at = mark
    return pieces


def _is_stop(flat: str, stop: re.Match[str]) -> bool:
    before = flat[: stop.start()].rsplit(None, 1)[-1:] or [""]
    word = before[0].lower().strip("(\"'“[")
    following = flat[stop.end() :].lstrip()[:1]
    if stop.group().startswith("."):
        numbered = word in {"no", "nr"} and following.isdigit()
        abbreviated = word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")
        abbreviated |= word in _FIRMS and following.islower()
        dotted = "." in word and (word[-1:].isalpha() or not following.isupper())
        return not (abbreviated or dotted or numbered) or not following
    # A question or exclamation inside a quotation that goes on in lower case is one sentence.
    return not (stop.group()[-1:] in "\"'”’)" and following.islower())


def _breathe(flat: str, piece: Range) -> list[Range]:
    start, end = piece
    stretch = flat[start:end]
    if len(stretch.split()) <= _LONG:
        return [piece]
    marks = [start + found.start() for found in _BREATH.finditer(stretch)]
    return _glue(flat, _between(flat, start, end, marks))


def _promises(flat: str, piece: Range) -> list[Range]:
    """Two promises of two people in one sentence ("she asks IT by Monday and I send the list") are two units."""
    start, end = piece
    for joint in _JOINT.finditer(flat, start, end):
        if _PROMISE.search(flat, start, joint.start()) and _PROMISE.search(flat, joint.end(), end):
            return [(start, joint.start()), *_promises(flat, (joint.end(), end))]
    return [piece]


def _glue(flat: str, pieces: list[Range]) -> list[Range]:
    """Cuts of fewer than five words are no unit: they stay with what stands before."""
    glued: list[Range] = []
    few = partial(_fewer, flat)
    for piece in pieces:
        if glued and (few(piece, 5) or few(glued[-1], 5)):
            glued[-1] = (glued[-1][0], piece[1])
        else:
            glued.append(piece)
    return glued


def _fewer(flat: str, piece: Range, words: int) -> bool:
    return len(flat[slice(*piece)].split()) < words
