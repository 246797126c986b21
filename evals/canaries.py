"""Strings planted at every entrance of a home, to be looked for at every exit.

Each is made of syllables or digits that no other text has, so that finding it anywhere is proof, and each stands in
a sentence that must not let it through: an identifier, a confidence, a refused note, a question.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

PROGRAM = "canaries"
LENGTH = 9
"""Letters or digits of every needle: long enough for no other text to hold one by chance."""
_RUNS = re.compile(rf"[A-Za-z]{{{LENGTH},}}|\d{{{LENGTH},}}")
_DAY = date(2026, 6, 1)
LAST_DAY = _DAY + timedelta(days=30)
"""No planted note is of a later session."""
_PURPOSES = ("store", "extract", "quote", "attribute", "model")
OUTSIDE = (
    "mentor's name", "mentee's name", "file name", "refused note", "broken note", "roster alias", "roster e-mail",
    "search words", "question",
)  # fmt: skip
"""Entrances that are not sentences of a note."""


@dataclass(frozen=True, slots=True)
class Canary:
    """One planted string. `needle` is what is looked for, lower case."""

    id: str
    entrance: str
    needle: str


@dataclass(frozen=True)
class Planted:
    """What was laid out in a folder, and what is said to the home later."""

    canaries: tuple[Canary, ...]
    notes: Path
    consents: Path
    people: Path
    searches: tuple[str, ...]
    questions: tuple[str, ...]


def plant(folder: Path, count: int, seed: int = 7) -> Planted:
    """Notes, consents and a roster with at least `count` canaries, the same ones at every call."""
    sower = _Sower(random.Random(seed))  # noqa: S311 - a draw that can be repeated, not a secret
    (folder / "notes").mkdir(parents=True)
    consents: list[dict[str, Any]] = []
    people, searches, questions = ["person_id,name,aliases,email,role,manager_id,site"], [], []
    while len(sower.sown) < count:
        pair = f"can-{len(consents) // 2 + 1}"
        mentor, mentee = sower.name("mentor's name"), sower.name("mentee's name")
        consents += [_consent(mentor, "mentor", pair), _consent(mentee, "mentee", pair)]
        alias, mail = sower.name("roster alias"), sower.word("roster e-mail")
        people.append(f"{pair}-a,{mentor},{alias},{mail}@cold-store.example,mentor,,")
        for number in range(len(sower.entrances)):
            text = _note(mentor, mentee, pair, number, sower.body(number, mentor, mentee))
            (folder / "notes" / f"{sower.word('file name')}.md").write_text(text, encoding="utf-8")
        refused = _note(sower.name("refused note"), mentee, "none", 0, f"About {sower.name('refused note')}.\n")
        (folder / "notes" / f"refused-{pair}.md").write_text(refused, encoding="utf-8")
        broken = f"---\nmentor: {sower.name('broken note')}\n---\nAbout {sower.name('broken note')}.\n"
        (folder / "notes" / f"broken-{pair}.md").write_text(broken, encoding="utf-8")
        searches.append(f"what {sower.name('search words')} said about the rota")
        questions.append(f"What did {sower.name('question')} promise about the rota?")
    (folder / "consents.json").write_text(json.dumps(consents), encoding="utf-8")
    (folder / "people.csv").write_text("\n".join(people) + "\n", encoding="utf-8")
    return Planted(
        tuple(sower.sown), folder / "notes", folder / "consents.json", folder / "people.csv",
        tuple(searches), tuple(questions),
    )  # fmt: skip


class _Sower:
    """Makes strings that were never made before, and remembers them."""

    def __init__(self, chance: random.Random) -> None:
        raw = yaml.safe_load(files("evals").joinpath("canaries.yaml").read_text(encoding="utf-8"))
        self._chance, self._notes, self._firsts = chance, raw["notes"], raw["firsts"]
        self.entrances: dict[str, str] = raw["entrances"]
        self.sown: list[Canary] = []
        self._used: set[str] = set()

    def word(self, entrance: str) -> str:
        """A new made-up word."""
        return self._remember(entrance, self._syllables())

    def name(self, entrance: str) -> str:
        """A new surname after an ordinary first name."""
        return f"{self._chance.choice(self._firsts)} {self._remember(entrance, self._syllables()).capitalize()}"

    def body(self, number: int, mentor: str, mentee: str) -> str:
        """A note of the next style with the sentence of one entrance."""
        entrance, sentence = list(self.entrances.items())[number]
        if "{number}" in sentence:
            made = self._remember(entrance, str(self._chance.randint(10**8, 10**9 - 1)))
        else:
            made = self._remember(entrance, self._syllables())
        planted = sentence.format(
            canary=made, number=made, canary_name=made.capitalize(), first=self._chance.choice(self._firsts)
        )
        style = self._chance.choice(list(self._notes))
        pattern: str = self._notes[style]
        speakers = {role: name.partition(" ")[0] for role, name in (("mentor", mentor), ("mentee", mentee))}
        return f"{style}\n{pattern.format(planted=planted, **speakers)}"

    def _remember(self, entrance: str, needle: str) -> str:
        self.sown.append(Canary(f"c{len(self.sown) + 1:05}", entrance, needle))
        return needle

    def _syllables(self) -> str:
        while True:
            made = "".join(self._chance.choice("bdfgklmnprtvz") + self._chance.choice("aeiou") for _ in range(4))
            if made not in self._used:
                self._used.add(made)
                return made + self._chance.choice("kmnx")


def _note(mentor: str, mentee: str, pair: str, number: int, styled: str) -> str:
    style, _, body = styled.partition("\n") if "\n" in styled.rstrip() else ("prose", "", styled)
    front = {
        "program": PROGRAM, "pair": pair, "session_date": _DAY + timedelta(days=number),
        "mentor": mentor, "mentee": mentee, "format": style,
    }  # fmt: skip
    return f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n{body}"


def _consent(person: str, role: str, pair: str) -> dict[str, Any]:
    given = dict.fromkeys(_PURPOSES, True)
    return {"person": person, "role": role, "pair": pair, "program": PROGRAM, "given": "2026-01-01", **given}


def found_in(canaries: Iterable[Canary], texts: Iterable[str]) -> list[Canary]:
    """The canaries that texts hold, in any case of letters and whatever stands before and after them."""
    known = {one.needle: one for one in canaries}
    found: set[str] = set()
    for text in texts:
        for run in _RUNS.findall(text):
            low = run.lower()
            found |= known.keys() & {low[at : at + LENGTH] for at in range(len(low) - LENGTH + 1)}
    return [known[needle] for needle in sorted(found)]
