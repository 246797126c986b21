"""A note as units of speech: turns, paragraphs, list items, answers; and sentences inside them.

A unit never holds its speaker label, time code or bullet, so a withheld unit leaves the form standing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mentoring.lines import CLOCK, ends_of_lines
from mentoring.redaction.found import Found

_CUE_TIME = re.compile(r"^\s*(?:\d+\s*$|(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->.*$|WEBVTT.*$|NOTE\b.*$)")
_ASIDE = re.compile(r"^\s*<!--.*-->\s*$")
_BULLET = re.compile(
    r"^[ \t]*(?:(?:[>*•·–—+-]|\d{1,2}[.)]|\([a-z0-9]\)|[a-z]\)|\[[ xX]"
    r"?\]|#+|->|→|<)[ \t]*)*"
)
_QUESTION = re.compile(
    r"^\s*(?:Q(?:uestion)?\s?\d{0,2}\s?[:.)]|\d{1,2}[.)]\s|#+\s|[A-Z][\w' "
    r"/()-]{2,60}[:?]\s*$|\*\*[^*\n]{3,80}\*\*:?\s*$)"
)
_ANSWER = re.compile(r"^\s*A(?:nswer)?\s?\d{0,2}\s?[:.)]\s*")
_LABEL_END = re.compile(rf"[*_]*\s{{0,3}}{CLOCK}[*_]*:?\s+|[^:>\n]*?[:>][*_]*\s*")
_LIST_ITEM = re.compile(
    r"^[ \t]*(?:[>*•·–—+-]|\d{1,2}[.)]|\([a-z0-9]\)|[a-z]\)|\[[ xX]?\]|"
    r"#+|->|→|<|\|)[ \t]*\S"
)
_END = re.compile(r"(?<=[.!?…])[\"”’)*_]*(?=\s+|$)|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|approx|no|nr|n\.b|"
    r"ca|resp|incl|dept|ext|tel|ul|[A-Z])|\d)\.$"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One turn, paragraph, item or answer."""

    start: int
    end: int
    kind: str
    """turn | heading | answer | item | text"""
    speaker: str = ""
    breaks: tuple[int, ...] = ()
    """Places inside where a line ends and what it says ends with it."""

    def __len__(self) -> int:
        return self.end - self.start


def units(body: str, speakers: Sequence[Found]) -> list[Unit]:
    """Units of `body` in order; `speakers` (labels.find_labels) mark where a turn begins."""
    labels = {f.start: f for f in speakers}
    ends = ends_of_lines(body)
    found: list[Unit] = []
    joined = False
    at = 0
    for line in body.splitlines(keepends=True):
        start, end = at, at + len(line.rstrip())
        at += len(line)
        if start == end or _CUE_TIME.match(line) or _ASIDE.match(line):
            joined = False
            continue
        unit = _unit(body, start, end, labels)
        if joined and unit.kind == "text" and found and found[-1].kind in ("text", "turn", "answer", "item"):
            last = found.pop()
            broken = (last.end,) if last.end in ends else ()
            unit = Unit(last.start, end, last.kind, last.speaker, (*last.breaks, *broken))
        found.append(unit)
        joined = unit.kind != "heading"
    return found


def _unit(body: str, start: int, end: int, labels: dict[int, Found]) -> Unit:
    line = body[start:end]
    label = next((f for at, f in labels.items() if start <= at < end and at - start < 40), None)
    if label is not None:
        content = _LABEL_END.match(body[label.end : end])
        if content and label.end + content.end() < end:
            return Unit(label.end + content.end(), end, "turn", body[label.start : label.end])
    answer = _ANSWER.match(line)
    if answer:
        return Unit(start + answer.end(), end, "answer")
    if _QUESTION.match(line) and len(line) < 110:
        return Unit(start, end, "heading")
    bullet = _BULLET.match(line)
    kind = "item" if _LIST_ITEM.match(line) and not line.startswith(">") else "text"
    return Unit(start + (bullet.end() if bullet else 0), end, kind)


def sentences(body: str, unit: Unit) -> list[tuple[int, int]]:
    """Ranges of the sentences of a unit; a full stop after an abbreviation ends none."""
    found: list[tuple[int, int]] = []
    at = unit.start
    for match in _END.finditer(body, unit.start, unit.end):
        if (
            match[0].startswith("\n")
            and at + len(said := body[at : match.start()].rstrip()) not in unit.breaks
            and not said.endswith((".", "!", "?", ":", ";"))
        ):
            continue
        if _ABBREVIATION.search(body[max(at, match.start() - 8) : match.start()]):
            continue
        _add(found, body, at, match.end() if not match[0].startswith("\n") else match.start())
        at = match.end()
    _add(found, body, at, unit.end)
    return found


def _add(found: list[tuple[int, int]], body: str, start: int, end: int) -> None:
    text = body[start:end]
    lead = len(text) - len(text.lstrip())
    if text.strip():
        found.append((start + lead, start + len(text.rstrip())))
