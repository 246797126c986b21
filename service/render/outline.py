"""A digest as headings, lines and quotations: what paper, slides, mail and messages are made from.

Words for people only: placeholders are rendered, closed values are spelt out, nothing is added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mentoring.records import words
from mentoring.redaction.render import humanise

FOOT = (
    "From notes of reverse-mentoring sessions that both people agreed to share. "
    "Names were removed before anything was read."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One insight, action, pattern or outcome."""

    text: str
    meta: str = ""
    """What stands under it in small print: owner, date, band."""
    quotes: tuple[str, ...] = ()
    source: str = ""
    """Programme and session of the quotations."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines."""

    title: str
    lines: tuple[Line, ...]
    numbered: bool = False
    note: str = ""
    """A sentence after the lines, or in their place."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole digest, in reading order."""

    title: str
    over: str
    lead: str
    sections: tuple[Section, ...]
    foot: str = FOOT


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold: a document with it could not be written."""


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNPRINTABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _printable(inner) for key, inner in value.items()}
    return [_printable(inner) for inner in value] if isinstance(value, list) else value


def outline(document: dict[str, Any]) -> Outline:
    """The digest document as an outline; a quiet week has a lead and no section."""
    document = _printable(document)
    over = f"Upwell, {'personal digest' if document['for'] else 'digest for the organisation'}"
    title = words.days(document["first_day"], document["last_day"])
    if is_quiet(document):
        return Outline(title, f"{over}, {words.week(document['week'])}", words.quiet(document), ())
    made = (_insights(document), _actions(document), _patterns(document), _became(document), _missing(document))
    return Outline(
        title,
        f"{over}, {words.week(document['week'])}",
        words.lead(document),
        tuple(section for section in made if section.lines or section.note),
    )


def is_quiet(document: dict[str, Any]) -> bool:
    """Whether the week brought nothing new."""
    return not (document["insights"] or document["actions"] or document["patterns"])


def _insights(document: dict[str, Any]) -> Section:
    lines = tuple(
        Line(humanise(one["statement"]), _dotted(words.theme(one["theme"]), words.direction(one["direction"]),
             words.confidence(one["confidence"]), words.decision(one["decision"])), *_evidence(one))
        for one in document["insights"]
    )  # fmt: skip
    return Section("Insights", lines, numbered=True, note=_more(document["more"]["insights"], "more insight"))


def _actions(document: dict[str, Any]) -> Section:
    lines = tuple(
        Line(humanise(one["task"]), _dotted(words.owner(one["owner"]), words.due(one["due"]),
             words.status(one["status"]), words.decision(one["decision"])), *_evidence(one))
        for one in document["actions"]
    )  # fmt: skip
    return Section("Actions", lines, note=_more(document["more"]["actions"], "more action"))


def _patterns(document: dict[str, Any]) -> Section:
    lines = tuple(
        Line(
            humanise(words.pattern_title(one["title"], one["theme"])),
            _dotted(words.band(one["support_band"]), words.trend(one.get("trend", []))),
        )
        for one in document["patterns"]
    )
    return Section("Heard from several pairs", lines)


def _became(document: dict[str, Any]) -> Section:
    follow = document["follow_up"]
    lines = []
    for one in follow["items"]:
        report = one.get("report") or {}
        quotes = tuple(_readable(piece) for piece in report.get("evidence", []))
        source = f"Session of {words.day(report['session_date'])}" if quotes else ""
        lines.append(
            Line(
                f"{words.status(one['status'])}: {humanise(one['task'])}",
                _dotted(words.owner(one["owner"]), words.due(one["due"])),
                quotes,
                source,
            )
        )
    said = words.standing(follow)
    return Section("You said, we did", tuple(lines), note=f"Actions from earlier weeks: {said}." if said else "")


def _missing(document: dict[str, Any]) -> Section:
    held = words.held_back(document["held_back"])
    lines = [Line(sentence) for sentence in (held, *document["unknown"]) if sentence]
    return Section("What is not here", tuple(lines))


def _evidence(item: dict[str, Any]) -> tuple[tuple[str, ...], str]:
    quotes = tuple(_readable(piece) for piece in item["evidence"])
    if not quotes:
        return (), "The words behind this may not be quoted here."
    return quotes, f"{item['program']}, session of {words.day(item['session_date'])}"


def _readable(piece: dict[str, Any]) -> str:
    return str(piece.get("readable") or humanise(piece["text"]))


def _more(count: int, noun: str) -> str:
    return f"{words.count(count, noun)} this week." if count else ""


def _dotted(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def plain(made: Outline) -> str:
    """The outline as text without any markup."""
    out: list[str] = [made.over, made.title, "", made.lead]
    for section in made.sections:
        out += ["", section.title, "-" * len(section.title)]
        out += _said(section.lines, numbered=section.numbered)
        out += ["", section.note] if section.note else []
    return "\n".join([*out, "", made.foot, ""])


def _said(lines: Sequence[Line], *, numbered: bool) -> list[str]:
    out: list[str] = []
    for number, line in enumerate(lines, start=1):
        out += ["", f"{number}. {line.text}" if numbered else f"* {line.text}"]
        out += [f"   {line.meta}"] if line.meta else []
        out += [f"   > {quote}" for quote in line.quotes]
        out += [f"   {line.source}"] if line.source else []
    return out
