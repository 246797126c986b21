"""What is put into a scratch home, and asked of it afterwards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from evals.gold import Case
from mentoring.records import PURPOSES, Note
from service import requests


@dataclass(frozen=True, slots=True)
class Call:
    """A request to the API: by the operator, or by the person with this person_id."""

    method: str
    path: str
    body: Any = field(default=None, repr=False)
    person: str | None = None
    own: tuple[str, ...] = field(default=(), repr=False)
    """Words of the caller's that the answer tells her again, as the names of files she handed in."""


@dataclass
class Entered:
    """Files by path, then everything said to the home by command line and API."""

    notes: list[Path] = field(default_factory=list)
    consents: list[Path] = field(default_factory=list)
    people: list[Path] = field(default_factory=list)
    searches: Sequence[str] = ()
    questions: Sequence[str] = ()
    more_notes: list[requests.Ingest] = field(default_factory=list)
    """More notes, with what the command line says of them."""
    commands: list[requests.Request] = field(default_factory=list)
    """More commands, by the operator."""
    softened: list[tuple[str, str]] = field(default_factory=list)
    """(mentor's person_id, words she writes in an item's place)"""
    calls: list[Call] = field(default_factory=list)
    handed: list[Call] = field(default_factory=list)
    """Notes that come over the API: files handed in at the desk, a mentor's own."""
    model_key: str = "none"
    """The key of the model's endpoint."""
    model_says: list[str] = field(default_factory=list)
    """Words that the model adds to what it was asked about."""


def lay_out(cases: Sequence[Case], folder: Path) -> Entered:
    """Labelled notes as files, with consents of everybody for everything: what leaks must not hide behind a refusal."""
    folder.mkdir(parents=True)
    people: dict[tuple[str, ...], dict[str, Any]] = {}
    for note in (case.note for case in cases):
        (folder / f"{note.note_id}.md").write_text(_file(note), encoding="utf-8")
        for role, person in (("mentor", note.mentor), ("mentee", note.mentee)):
            people[person, role, note.pair] = {
                "person": person, "role": role, "pair": note.pair, "program": note.program,
                "given": "2000-01-01", **dict.fromkeys(PURPOSES, True),
            }  # fmt: skip
    (folder / "consents.json").write_text(json.dumps(list(people.values())), encoding="utf-8")
    return Entered([folder / f"{case.note.note_id}.md" for case in cases], [folder / "consents.json"])


def _file(note: Note) -> str:
    fields = ("note_id", "program", "pair", "session_date", "mentor", "mentee", "format")
    front = {name: getattr(note, name) for name in fields if getattr(note, name) is not None}
    return f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n{note.body}"
