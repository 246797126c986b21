"""A session note, before and after the consent gate."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mentoring.records.consent import Purpose

FORMATS = ("prose", "bullets", "transcript", "vtt", "form", "email", "terse")


@dataclass(frozen=True, slots=True)
class Note:
    """One session as it was handed in. Nobody may store it: only a ConsentedNote may be stored."""

    note_id: str
    program: str
    pair: str
    session_date: date
    mentor: str = field(repr=False)
    mentee: str = field(repr=False)
    format: str | None
    body: str = field(repr=False)
    """Everything after the line that closes the front matter; offsets are code points into it."""


@dataclass(frozen=True, slots=True)
class ConsentedNote:
    """A note that both participants let in. Made by mentoring.consent.gate.ConsentGate alone."""

    note: Note
    purposes: frozenset[Purpose]
    """Purposes that both participants gave for this session date and give today."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A note that stayed outside, with what its giver needs to know and none of its text."""

    code: str
    """consent | front-matter | encoding | size | empty | ..."""
    reason: str
    note_id: str | None = None
    file: str | None = None
    receipt: str | None = None
    """Keyed hash of the refused content, so that the same file can be recognised later."""
