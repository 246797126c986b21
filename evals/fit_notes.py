"""Labelled notes for fitting and measuring extraction: gold cases and the marked-up notes of the fit folder."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from evals.gold import Case
from evals.gold_redaction import OffsetMap, redact_by_gold
from evals.metrics.extraction import Labelled
from mentoring.records import RedactedText

_THEMES = {
    "df": "digital-fluency", "ci": "culture-and-inclusion", "ww": "ways-of-working",
    "lc": "leadership-and-communication", "mt": "market-and-trends", "wb": "wellbeing-and-belonging",
    "cd": "career-and-development", "ps": "purpose-and-sustainability",
}  # fmt: skip
_DIRECTIONS = {"j": "junior_to_senior", "s": "senior_to_junior", "m": "mutual"}
FIT = Path("extractor/builtin/fit")
_ALIKE = Path(__file__).parent / "cases" / "alike"
_MARK = re.compile(r"\{\{(\w)(\d*)(\??) ?([^|]*)\|")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One labelled item with its place in the redacted text."""

    item: Labelled
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A redacted note with everything a careful reader marked in it."""

    text: RedactedText
    insights: tuple[Lesson, ...]
    actions: tuple[Lesson, ...]
    distractors: tuple[str, ...]
    canary: str | None = None
    names: tuple[str, ...] = ()
    """Surface forms that count as names when evidence is compared."""


def note_of(case: Case) -> Note:
    """A gold case as a perfect redactor would hand it on."""
    text, places = redact_by_gold(case)
    insights = tuple(
        _lesson(case, places, text, i.evidence, Labelled("", i.core, i.theme, i.direction)) for i in case.insights
    )
    actions = tuple(
        _lesson(case, places, text, a.evidence, Labelled("", owner=a.owner, due=a.due)) for a in case.actions
    )
    distractors = tuple(_lesson(case, places, text, (words,), Labelled("")).item.words for words, _ in case.distractors)
    return Note(text, insights, actions, distractors, case.canary)


def _lesson(case: Case, places: OffsetMap, text: RedactedText, evidence: tuple[str, ...], item: Labelled) -> Lesson:
    ranges = []
    for words in evidence:
        at = case.note.body.find(words)
        ranges.append((places.place(at), places.place(at + len(words))))
    return Lesson(replace(item, words=" ".join(text.text[a:b] for a, b in ranges)), tuple(ranges))


def read_notes(path: Path) -> list[Note]:
    """Marked-up notes; the first lines of the file say how they are marked."""
    parts = re.split(r"^== (\S+) (\S+) (\S+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [
        _marked(note_id, form, date.fromisoformat(day), body)
        for note_id, form, day, body in zip(*[iter(parts[1:])] * 4, strict=True)
    ]


def _marked(note_id: str, form: str, day: date, body: str) -> Note:
    plain, at = "", 0
    found: dict[tuple[str, str], tuple[str, str, list[tuple[int, int]]]] = {}
    for mark in _MARK.finditer(body):
        close = body.index("}}", mark.end())
        plain += body[at : mark.start()]
        words = body[mark.end() : close]
        key = (mark.group(1), mark.group(2) or f"@{mark.start()}")
        entry = found.setdefault(key, (mark.group(3), mark.group(4), []))
        entry[2].append((len(plain), len(plain) + len(words)))
        plain += words
        at = close + 2
    plain += body[at:]
    text = RedactedText(note_id, day, form, plain)
    kinds: dict[str, list[Lesson]] = {"i": [], "a": [], "d": []}
    for (kind, _), (optional, labels, ranges) in found.items():
        words = " ".join(plain[a:b] for a, b in ranges)
        kinds[kind].append(Lesson(_item(kind, words, labels, core=not optional), tuple(ranges)))
    return Note(text, tuple(kinds["i"]), tuple(kinds["a"]), tuple(one.item.words for one in kinds["d"]))


def _item(kind: str, words: str, labels: str, *, core: bool) -> Labelled:
    if kind == "i":
        theme, direction = labels.split()
        return Labelled(words, core, _THEMES[theme], _DIRECTIONS[direction])
    if kind == "a":
        owner, due = labels.split()
        return Labelled(words, owner=owner, due=None if due == "none" else date.fromisoformat(due))
    return Labelled(words)


def told() -> list[Labelled]:
    """Insights by themselves, each with its theme and direction: themes.txt and everything of evals/cases/alike."""
    lines = (FIT / "themes.txt").read_text(encoding="utf-8").splitlines()
    coded = [line.partition("|") for line in lines if "|" in line and not line.startswith("#")]
    found = [
        Labelled(words, theme=_THEMES[codes.split()[0]], direction=_DIRECTIONS[codes.split()[1]])
        for codes, _, words in coded
    ]
    for file in sorted(_ALIKE.glob("*.jsonl")):
        for one in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            found += [
                Labelled(each["text"], theme=each["theme"], direction=each["direction"])
                for each in one.get("told", [one])
            ]
    return found
