"""Notes with gold labels: `notes/*.md`, `gold/*.gold.json`, `gold/*.pii.json` in one folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from mentoring.errors import BadInput
from mentoring.records import Direction, Note, Owner, Theme
from service.intake.note_file import parse_note

_CHOICES = {"theme": get_args(Theme), "direction": get_args(Direction), "owner": get_args(Owner)}


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A labelled identifier; offsets are code points into the body."""

    start: int
    end: int
    text: str
    type: str
    cls: str


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A passage that must be withheld."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class GoldInsight:
    """An insight a careful reader would list; `core` False: optional."""

    statement: str
    theme: str
    direction: str
    evidence: tuple[str, ...]
    core: bool


@dataclass(frozen=True, slots=True)
class GoldAction:
    """A commitment somebody made."""

    task: str
    owner: str
    due: date | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One note with everything a careful reader marked in it."""

    note: Note
    pii: tuple[GoldSpan, ...]
    withheld: tuple[GoldPassage, ...]
    insights: tuple[GoldInsight, ...]
    actions: tuple[GoldAction, ...]
    distractors: tuple[tuple[str, str], ...]
    """(text, why)"""
    canary: str | None
    styles: tuple[str, ...] = ()


def load_cases(folder: Path) -> list[Case]:
    """Every case of `folder`, by note id. A note without gold is an error: a missing label is not a zero."""
    notes = sorted((folder / "notes").glob("*.md"))
    if not notes:
        raise BadInput(f"{folder} has no notes/*.md: give a folder in the format of the corpus.", code="cases")
    styles = _json(folder / "styles.json") if (folder / "styles.json").exists() else {}
    return [_case(path, folder / "gold", styles) for path in notes]


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput(f"{path} is missing: every note needs its gold labels.", code="cases") from None
    except json.JSONDecodeError as problem:
        raise BadInput(f"{path} is no JSON (line {problem.lineno}).", code="cases") from None


def _case(path: Path, gold: Path, styles: dict[str, list[str]]) -> Case:
    note = parse_note(path.read_bytes(), str(path), note_id=path.stem)
    labels = _json(gold / f"{path.stem}.gold.json")
    marks = _json(gold / f"{path.stem}.pii.json")
    return Case(
        note=note,
        pii=tuple(GoldSpan(p["start"], p["end"], p["text"], p["type"], p["cls"]) for p in marks["pii"]),
        withheld=tuple(GoldPassage(c["start"], c["end"], c["text"], c["reason"]) for c in marks["conf"]),
        insights=tuple(
            GoldInsight(
                i["statement"],
                _choice("theme", i, path),
                _choice("direction", i, path),
                tuple(i["evidence"]),
                i["core"],
            )
            for i in labels["insights"]
        ),
        actions=tuple(
            GoldAction(
                a["task"],
                _choice("owner", a, path),
                date.fromisoformat(a["due"]) if a["due"] else None,
                tuple(a["evidence"]),
            )
            for a in labels["action_items"]
        ),
        distractors=tuple((d["text"], d["why"]) for d in labels["distractors"]),
        canary=(labels.get("injection") or {}).get("canary"),
        styles=tuple(styles.get(path.stem, [note.format or "prose"])),
    )


def _choice(field: str, item: dict[str, Any], path: Path) -> str:
    value = str(item[field])
    if value not in _CHOICES[field]:
        raise BadInput(
            f"{path.stem}.gold.json: {field} {value!r} is none of {', '.join(_CHOICES[field])}.", code="cases"
        )
    return value
