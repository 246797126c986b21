"""Redacted text of a gold case made from its own labels, and gold evidence mapped onto it.

For measuring extraction apart from redaction: the same note through the true Redactor must not lie far off.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from evals.gold import Case
from mentoring.records import WITHHELD, RedactedSpan, RedactedText, WithheldPassage
from mentoring.redaction.found import Found
from mentoring.redaction.roster import find_roster, roster_names
from mentoring.redaction.tokens import words


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """From code points of the body to code points of the redacted text."""

    anchors: tuple[tuple[int, int], ...]
    """(place in the body, place in the text) where each copied stretch begins, ascending."""

    def place(self, at: int) -> int:
        """Where the code point `at` of the body stands in the text; inside a placeholder: at its end."""
        index = bisect_right(self.anchors, (at, 1 << 60)) - 1
        body, text = self.anchors[index]
        limit = self.anchors[index + 1][1] if index + 1 < len(self.anchors) else 1 << 60
        return min(text + at - body, limit)


def redact_by_gold(case: Case) -> tuple[RedactedText, OffsetMap]:
    """The note as a perfect redactor would hand it on."""
    pieces = [(p.start, p.end, WITHHELD) for p in case.withheld]
    names, known = dict(_participants(case)), _roster(case)
    numbers: dict[tuple[str, str], str] = {}
    spans = []
    for span in case.pii:
        who = {f"[{find.who}]" for find in known if find.start < span.end and span.start < find.end}
        placeholder = who.pop() if len(who) == 1 else _placeholder(span.type, span.text, names, numbers)
        spans.append(RedactedSpan(span.start, span.end, span.type, placeholder, "direct", "gold"))
        if not any(p.start <= span.start < p.end for p in case.withheld):
            pieces.append((span.start, span.end, placeholder))
    text, anchors, at = "", [(0, 0)], 0
    for start, end, shown in sorted(pieces):
        text += case.note.body[at:start] + shown
        at = end
        anchors.append((at, len(text)))
    note = case.note
    withheld = tuple(WithheldPassage(p.start, p.end, p.reason) for p in case.withheld)
    redacted = RedactedText(note.note_id, note.session_date, note.format, text + note.body[at:], tuple(spans), withheld)
    return redacted, OffsetMap(tuple(anchors))


def _roster(case: Case) -> list[Found]:
    """The session's two wherever the roster knows them, also by initials and slips of the pen."""
    body, names = case.note.body, roster_names(case.note.mentor, case.note.mentee, ())
    return [find for find in find_roster(body, words(body), names) if find.who]


def _participants(case: Case) -> list[tuple[str, str]]:
    both = ((case.note.mentor, "[MENTOR]"), (case.note.mentee, "[MENTEE]"))
    return [(part, label) for name, label in both for part in [name.lower(), *re.split(r"[\s-]+", name.lower())]]


def _placeholder(kind: str, surface: str, names: dict[str, str], numbers: dict[tuple[str, str], str]) -> str:
    low = surface.lower().strip(".")
    if kind == "PERSON":
        parts = [word for word in re.split(r"[\s.-]+", low) if word]
        for label in ("[MENTOR]", "[MENTEE]"):
            if (low in names and names[low] == label) or any(names.get(word) == label for word in parts):
                return label
    key = (kind, low)
    if key not in numbers:
        numbers[key] = f"[{kind}_{1 + sum(1 for known, _ in numbers if known == kind)}]"
    return numbers[key]
