"""Training notes (`NNN.tagged.md`): everything a careful reader marks, as inline tags in one file.

<pii type cls>, <conf reason>, <ins n theme direction core>, <act n owner due>, <dis why>, <inj canary>. A second span
of the same insight or action repeats its n alone. Tags nest; crossing is allowed between different kinds.

Run as `python -m evals.marked FOLDER`: says file by file what is wrong with its tags, and counts what there is.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import get_args

from evals.gold import Case, GoldAction, GoldInsight, GoldPassage, GoldSpan
from mentoring.records import Direction, Note, Owner, Theme
from service.intake.note_file import parse_note

TRAINING = Path(__file__).parent / "cases" / "training"
"""The training notes, a folder a hand."""

_TAG = re.compile(r'<(/?)(pii|conf|ins|act|dis|inj)((?: [a-z]+="[^"<>]*")*)>')
_LOOKS_LIKE_TAG = re.compile(r"</?(?:pii|conf|ins|act|dis|inj)\b[^>]*>")
_SNIPPET = re.compile(r"^%% ?", re.MULTILINE)
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_NEEDED = {
    "pii": {"type", "cls"},
    "conf": {"reason"},
    "ins": {"n"},
    "act": {"n"},
    "dis": {"why"},
    "inj": {"canary"},
}
_CHOICES = {
    "theme": {*get_args(Theme)},
    "direction": {*get_args(Direction)},
    "owner": {*get_args(Owner)},
    "core": {"true", "false"},
    "cls": {"direct", "quasi"},
    "reason": {
        *("off-record", "health", "family", "religion", "sexuality", "politics", "union"),
        *("pay-of-a-person", "misconduct-claim", "third-party-gossip", "job-search"),
    },
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One tagged span; offsets are code points into the untagged body."""

    kind: str
    start: int
    end: int
    text: str
    attributes: dict[str, str]


def untag(body: str) -> tuple[str, list[Mark]]:
    """The body without tags, and its marks in reading order. ValueError: a tag without its partner."""
    text: list[str] = []
    position = length = 0
    opened: list[tuple[str, int, dict[str, str]]] = []
    found: list[tuple[str, int, int, dict[str, str]]] = []
    for tag in _TAG.finditer(body):
        text.append(body[position : tag.start()])
        length += tag.start() - position
        position = tag.end()
        if not tag[1]:
            opened.append((tag[2], length, dict(_ATTRIBUTE.findall(tag[3]))))
            continue
        partner = next((i for i in reversed(range(len(opened))) if opened[i][0] == tag[2]), None)
        if partner is None:
            message = f"</{tag[2]}> at character {tag.start()} closes nothing"
            raise ValueError(message)
        kind, start, attributes = opened.pop(partner)
        found.append((kind, start, length, attributes))
    if opened:
        message = f"<{opened[0][0]}> is never closed"
        raise ValueError(message)
    plain = "".join([*text, body[position:]])
    marks = [Mark(kind, start, end, plain[start:end], attributes) for kind, start, end, attributes in found]
    return plain, sorted(marks, key=lambda mark: (mark.start, mark.end))


def load_marked(folder: Path) -> list[Case]:
    """Every training note below `folder` (its sub-folders too), as cases, by note id."""
    return [_case(path) for path in sorted(folder.rglob("*.tagged.md"))]


def hand_of(case: Case) -> str:
    """Who wrote it: the letters that its id begins with."""
    return "".join(takewhile(str.isalpha, case.note.note_id))


def load_snippets(folder: Path) -> list[Case]:
    """Excerpts of notes, many to a file below `folder`; each begins with a line `%% Mentor | Mentee`."""
    found = []
    for path in sorted(folder.rglob("*.snippets.md")):
        for number, part in enumerate(_SNIPPET.split(path.read_text(encoding="utf-8"))[1:], 1):
            people, _, body = part.partition("\n")
            mentor, mentee = (name.strip() for name in people.split("|"))
            name = f"{path.name.removesuffix('.snippets.md')}-{number}"
            plain, marks = untag(body.strip())
            found.append(_labelled(Note(name, "", "", date(2026, 1, 1), mentor, mentee, None, plain), marks))
    return found


def _case(path: Path) -> Case:
    name = path.name.removesuffix(".tagged.md")
    front, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    plain, marks = untag(body)
    return _labelled(parse_note(f"{front}\n---\n{plain}".encode(), str(path), note_id=name), marks)


def _labelled(note: Note, marks: list[Mark]) -> Case:
    of = {kind: [mark for mark in marks if mark.kind == kind] for kind in _NEEDED}
    return Case(
        note=note,
        pii=tuple(GoldSpan(m.start, m.end, m.text, m.attributes["type"], m.attributes["cls"]) for m in of["pii"]),
        withheld=tuple(GoldPassage(m.start, m.end, m.text, m.attributes["reason"]) for m in of["conf"]),
        insights=tuple(_insight(spans) for spans in _numbered(of["ins"])),
        actions=tuple(_action(spans) for spans in _numbered(of["act"])),
        distractors=tuple((m.text, m.attributes["why"]) for m in of["dis"]),
        canary=of["inj"][0].attributes["canary"] if of["inj"] else None,
        styles=(note.format or "prose",),
    )


def _numbered(marks: list[Mark]) -> list[list[Mark]]:
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(mark.attributes["n"], []).append(mark)
    return list(groups.values())


def _described(spans: list[Mark]) -> dict[str, str]:
    """The attributes of an item are said once, at any of its spans."""
    return {key: value for span in spans for key, value in span.attributes.items()}


def _insight(spans: list[Mark]) -> GoldInsight:
    said = _described(spans)
    core = said.get("core", "true") == "true"
    return GoldInsight("", said["theme"], said["direction"], tuple(span.text for span in spans), core)


def _action(spans: list[Mark]) -> GoldAction:
    said = _described(spans)
    due = date.fromisoformat(said["due"]) if said.get("due", "null") != "null" else None
    return GoldAction("", said["owner"], due, tuple(span.text for span in spans))


def _faults(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    for odd in _LOOKS_LIKE_TAG.findall(text):
        if not _TAG.fullmatch(odd):
            yield f"{odd} is no tag this reads"
    try:
        marks = untag(text)[1]
    except ValueError as problem:
        yield str(problem)
        return
    for mark in marks:
        missing = _NEEDED[mark.kind] - {*mark.attributes}
        if missing:
            yield f"<{mark.kind}> lacks {', '.join(sorted(missing))}"
        for key, value in mark.attributes.items():
            if key in _CHOICES and value not in _CHOICES[key]:
                yield f'{key}="{value}" is none of {", ".join(sorted(_CHOICES[key]))}'
        if mark.text != mark.text.strip():
            yield f"<{mark.kind}> begins or ends with a space"
    try:
        _case(path)
    except (KeyError, ValueError) as problem:
        yield f"{type(problem).__name__}: {problem}"


def main(folder: Path) -> int:
    """Print what is wrong, file by file, and what there is; 1 when something is wrong."""
    wrong = 0
    counted: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.tagged.md")):
        faults = list(_faults(path))
        wrong += len(faults)
        for fault in faults:
            sys.stdout.write(f"{path.name}: {fault}\n")
        if not faults:
            case = _case(path)
            counted.update(notes=1, words=len(case.note.body.split()), pii=len(case.pii), conf=len(case.withheld))
            counted.update(insights=len(case.insights), actions=len(case.actions), distractors=len(case.distractors))
    sys.stdout.write(", ".join(f"{count} {what}" for what, count in counted.items()) + "\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
