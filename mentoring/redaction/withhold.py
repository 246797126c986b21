"""Passages said in confidence, or about what is nobody's business but one's own.

A sentence is confidential by its own words or by those of its neighbours in the same turn or paragraph;
a passage runs from the first such sentence to the last, and the answer that receives a confidence
belongs to it. Each turn is its own passage, so that the form of a transcript stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from mentoring.records import WithheldPassage
from mentoring.redaction.confide import Reading, announces, read
from mentoring.redaction.found import Found
from mentoring.redaction.tokens import Token
from mentoring.redaction.triggers import stem
from mentoring.redaction.units import Unit, sentences

_NO_ANSWER = re.compile(
    r"^\W*(?:no|none|nothing|n/?a|nope|nil|-|–|—|not this time|nothing "
    r"this time)\b[^.]{0,40}\.?\W*$",
    re.IGNORECASE,
)
TURNS_AWAY = re.compile(
    r"\b(?:by the way|anyway|moving on|(?:^|[.!?] )(?:and |but )?now,? (?:the|to|about|for)|"
    r"other thing|next (?:topic|item|one|thing)|back to|so,? (?:the|what|about|shall|where)|shall we|"
    r"right,? (?:the|so)|okay,? (?:so|next|the)|first(?:ly)?,|second(?:ly)"
    r"?,|let'?s (?:talk|move|go|get|look))\b",
    re.IGNORECASE,
)
"""Words that lead away from what was said before."""
_SHORT_TURN = 420
"""Characters up to which a turn or paragraph with a word of confidence goes as a whole."""
_SHORT_TEXT = 260
"""Characters up to which a paragraph with a person's own matter goes as a whole, without a word of confidence."""
_SUBSTANCE = 60
"""Characters from which a confidence is one that somebody may answer; "Strike that." is none."""
_REPLY = 230
"""Characters up to which the answer to a confidence is taken for its echo."""


def find_confidential(
    body: str, tokens: Sequence[Token], people: Sequence[Found], parts: Sequence[Unit]
) -> tuple[list[WithheldPassage], list[WithheldPassage]]:
    """Passages that say plainly that they are confidential, and those that only sound so; each in order."""
    reader = Reader(body, tokens, people)
    said: list[WithheldPassage] = []
    felt: list[WithheldPassage] = []
    told: list[WithheldPassage] | None = None
    for i, unit in enumerate(parts):
        before = parts[i - 1] if i else None
        passage = _announced(reader, unit, before)
        into = said if passage or _says_so(reader, unit) else felt
        passage = passage or _in_unit(reader, unit)
        if passage is None and told is not None and unit.kind == "turn" and _echoes(body, unit, before):
            told.append(WithheldPassage(unit.start, unit.end, told[-1].reason))
            told = None
            continue
        if passage is not None:
            into.append(passage)
        long = passage is not None and unit.kind == "turn" and passage.end - passage.start >= _SUBSTANCE
        told = into if long else None
    return merged(said), merged(felt)


def _says_so(reader: Reader, unit: Unit) -> bool:
    return any(reader.read(start, end).firm for start, end in sentences(reader.body, unit))


class Reader:
    """Reads sentences of one note with the words and people found in it."""

    def __init__(self, body: str, tokens: Sequence[Token], people: Sequence[Found]) -> None:
        self.body = body
        self._tokens = tokens
        self._people = [p for p in people if p.type == "PERSON"]
        self._known: dict[tuple[int, int], Reading] = {}

    def read(self, start: int, end: int) -> Reading:
        """What the sentence at this place holds."""
        if (start, end) not in self._known:
            self._known[start, end] = self._read(start, end)
        return self._known[start, end]

    def _read(self, start: int, end: int) -> Reading:
        first = bisect_left(self._tokens, start, key=_start)
        last = bisect_left(self._tokens, end, key=_start)
        at = bisect_left(self._people, start, key=_start)
        named = at < len(self._people) and self._people[at].start < end
        stems = {stem(t.key) for t in self._tokens[first:last]}
        return read(self.body[start:end], stems, names=named)


def _start(thing: Token | Found) -> int:
    return thing.start


def _announced(reader: Reader, unit: Unit, before: Unit | None) -> WithheldPassage | None:
    if before is None or before.kind != "heading" or unit.kind == "heading":
        return None
    if not announces(reader.body[before.start : before.end]) or _NO_ANSWER.match(reader.body[unit.start : unit.end]):
        return None
    return WithheldPassage(unit.start, unit.end, _reason([reader.read(unit.start, unit.end)]))


def _in_unit(reader: Reader, unit: Unit) -> WithheldPassage | None:
    if unit.kind == "heading":
        return None
    ranges = sentences(reader.body, unit)
    readings = [reader.read(a, b) for a, b in ranges]
    hits = [i for i, r in enumerate(readings) if r.cue or r.own is not None]
    if not hits:
        return None
    aside = _aside(reader, ranges, readings, hits)
    if aside is not None:
        return aside
    first, last = hits[0], hits[-1]
    if unit.kind == "turn" or any(readings[i].cue for i in hits) or len(unit) <= _SHORT_TEXT:
        first, last = _grown(unit, readings, hits, ranges)
    return WithheldPassage(ranges[first][0], ranges[last][1], _reason(readings[first : last + 1]))


def _aside(
    reader: Reader, ranges: list[tuple[int, int]], readings: list[Reading], hits: list[int]
) -> WithheldPassage | None:
    """Brackets that hold the whole confidence: only what they hold."""
    if len(hits) > 1:
        return None
    a, b = ranges[hits[0]]
    for match in re.finditer(r"\(([^()]{8,})\)", reader.body[a:b]):
        inner = reader.read(a + match.start(1), a + match.end(1))
        before, after = reader.read(a, a + match.start()), reader.read(a + match.end(), b)
        if inner.cue and not (before.cue or after.cue or before.own or after.own):
            return WithheldPassage(a + match.start(1), a + match.end(1), _reason([inner, readings[hits[0]]]))
    return None


def _grown(unit: Unit, readings: list[Reading], hits: list[int], ranges: list[tuple[int, int]]) -> tuple[int, int]:
    """First and last sentence of a passage around a word of confidence."""
    first, last = hits[0], hits[-1]
    if len(unit) <= _SHORT_TURN and unit.kind != "item":
        first = 0 if unit.kind == "turn" else next((i for i in range(first) if _belongs(readings[i])), first)
        while last < len(ranges) - 1 and (
            len(unit) <= _SHORT_TEXT or unit.kind == "turn" or _goes_on(readings[last + 1])
        ):
            last += 1
        return _lead(readings, first, hits[0]), last
    while first > 0 and hits[0] - first < 3 and _belongs(readings[first - 1]):
        first -= 1
    while last < len(ranges) - 1 and last - hits[-1] < 3 and (_belongs(readings[last + 1]) or last == hits[0]):
        last += 1
    return first, last


def _lead(readings: list[Reading], first: int, hit: int) -> int:
    """Skip opening sentences of a turn that have nothing to do with the confidence ("Tuesday.")."""
    while first < hit and not _goes_on(readings[first]):
        first += 1
    return first


def _goes_on(reading: Reading) -> bool:
    return reading.personal or reading.hint or bool(reading.topics)


def _belongs(reading: Reading) -> bool:
    return reading.hint or reading.own is not None or (reading.personal and bool(reading.topics))


def _echoes(body: str, unit: Unit, before: Unit | None) -> bool:
    text = body[unit.start : unit.end]
    if before is None or len(text) > _REPLY or TURNS_AWAY.search(text):
        return False
    return unit.speaker != before.speaker and not re.search(
        r"\b(?:did you|have you done|what about|shall|when (?:do|shall|will))\b", text, re.IGNORECASE
    )


def _reason(readings: Sequence[Reading]) -> str:
    for reading in readings:
        if reading.own is not None:
            return reading.own
    for reading in readings:
        for topic in reading.topics:
            if topic != "off-record":
                return topic
    return "off-record"


def merged(passages: Sequence[WithheldPassage]) -> list[WithheldPassage]:
    """Passages in order; those that touch become one, with the reason of the first."""
    kept: list[WithheldPassage] = []
    for passage in sorted(passages, key=lambda p: p.start):
        if kept and passage.start <= kept[-1].end:
            last = kept.pop()
            kept.append(WithheldPassage(last.start, max(last.end, passage.end), last.reason))
        else:
            kept.append(passage)
    return kept


def whole(passages: Sequence[WithheldPassage], finds: Sequence[Found]) -> list[WithheldPassage]:
    """Passages in order; one that begins or ends amid an identifier takes all of it, so that no half of it stays."""
    grown = []
    for passage in passages:
        cut = [find for find in finds if find.start < passage.end and passage.start < find.end]
        start = min((find.start for find in cut), default=passage.start)
        end = max((find.end for find in cut), default=passage.end)
        grown.append(WithheldPassage(min(start, passage.start), max(end, passage.end), passage.reason))
    return merged(grown)
