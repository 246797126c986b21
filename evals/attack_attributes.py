"""Attribute inference: whether what leaves the road still tells sex, age or origin of whoever wrote the note.

After Staab et al. (2024), who inferred 66 % of personal attributes from texts that had been redacted. Half of the
made-up notes teach a plain classifier (naive Bayes over words), the other half is guessed; the same on the notes
themselves shows that there is something to find. Half of all guesses are right without looking.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from math import log
from typing import Any

import yaml

from evals.results import Measured, Row, measured
from extractor.engine import Engine
from extractor.pipeline import extract
from mentoring.grounding.guard import Guard
from mentoring.redaction import Redactor

_DAY = date(2026, 6, 3)


@dataclass(frozen=True, slots=True)
class Told:
    """One made-up note: what it betrays, itself, and what comes out of it."""

    attribute: str
    value: str
    taught: bool
    """Whether it teaches the classifier."""
    note: str
    redacted: str = ""
    out: str = ""


def measure_attributes(engine: Engine, redactor: Redactor | None = None) -> list[Measured]:
    """Right guesses from the notes, from the redacted notes and from what comes out of them."""
    told = list(_told(engine, redactor or Redactor()))
    views = {
        "attribute guessed from what comes out": [one.out for one in told],
        "attribute guessed from redacted notes": [one.redacted for one in told],
        "attribute guessed from the notes": [one.note for one in told],
    }
    return [measured(name, _guesses(told, texts)) for name, texts in views.items()]


def _told(engine: Engine, redactor: Redactor) -> Iterator[Told]:
    raw: dict[str, Any] = yaml.safe_load(files("evals").joinpath("cases/attributes.yaml").read_text(encoding="utf-8"))
    half = len(raw["pairs"]) // 2
    for attribute, values in raw["attributes"].items():
        for value, hints in values.items():
            for number, (note, hint) in enumerate(raw["pairs"]):
                said: str = hints[hint]
                words = raw["notes"][note].format(hint=said, Hint=said[0].upper() + said[1:])
                yield _through(Told(attribute, value, number < half, words), engine, redactor)


def _through(told: Told, engine: Engine, redactor: Redactor) -> Told:
    text, vault = redactor.preview(
        told.note, mentor="Ada Brandt", mentee="Piet Mulder", note_id="n1", session_date=_DAY, format="prose"
    )
    found = extract(text, engine, Guard(vault))
    said = [(one.statement, one.evidence) for one in found.insights]
    said += [(one.task, one.evidence) for one in found.actions]
    out = "\n".join(f"{own} {' '.join(piece.text for piece in evidence)}" for own, evidence in said)
    return replace(told, redacted=text.text, out=out)


def _guesses(told: Sequence[Told], texts: Sequence[str]) -> list[Row]:
    rows = []
    for attribute in dict.fromkeys(one.attribute for one in told):
        some = [(one, text) for one, text in zip(told, texts, strict=True) if one.attribute == attribute]
        taught = [(one.value, text) for one, text in some if one.taught]
        guessed = [one.value == likelier(text, taught) for one, text in some if not one.taught]
        rows.append(Row(attribute, sum(guessed), len(guessed)))
    return rows


def likelier(text: str, taught: Sequence[tuple[str, str]]) -> str:
    """The value whose taught texts explain this one best (multinomial naive Bayes, add-one); ties go to the first."""
    words: dict[str, Counter[str]] = {}
    for value, one in taught:
        words.setdefault(value, Counter()).update(_words(one))
    vocabulary = {word for counted in words.values() for word in counted}

    def likelihood(value: str) -> float:
        total = sum(words[value].values()) + len(vocabulary)
        return sum(log((words[value][word] + 1) / total) for word in _words(text) if word in vocabulary)

    return max(words, key=likelihood)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|\d+", text.lower())
