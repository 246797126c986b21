"""Lays canaries out where people hand things in: notes, file names, rosters, consents, questions, edits, requests.

Each stands where it must not get through: an identifier, a confidence, a refused note, a value that is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from evals.canaries import Canary, Sower
from evals.entered import Call, Entered
from evals.handed import ENTRANCES, MOST_PAIRS, Pair, handed
from evals.knocking import CREDIT, OWN_HIDDEN, OWN_SEARCHES, ROSTER
from mentoring.records import PURPOSES
from service import requests

PROGRAM = "canaries"
_DAY = date(2026, 6, 1)
LAST_DAY = _DAY + timedelta(days=30)
"""No planted note is of a later session."""
_A_NOTE = 3
"""Secrets in one note."""
OUTSIDE = (
    "mentor's name", "mentee's name", "file name", "folder name", "mentor on the command line",
    "refused note", "note without its fields", "note with a wrong value", "note with an unknown field",
    "note with words for a field", "note in another encoding",
    "roster alias", "roster e-mail", "roster name alone", "roster with a wrong value", "roster without its header",
    "consent of somebody unmet", "consents with a wrong value",
    "search words", "search filter", "question", "probing question", "unknown person in a command",
    "softened words", "API address", "API body", "API field", "API value", "model key",
    "pattern search", "search to hand out", "goal", "kept search", "words of a reviewer", "person to act for",
    "person to be taken out", "goal of a pair", "charter of a pair", "comment of a survey", "words of thanks",
    "words of a story", "words of a model",
    *ENTRANCES,
)  # fmt: skip
"""Entrances that are not sentences of a note."""
_PEOPLE = ("mentor's name", "mentee's name", "consent of somebody unmet", "roster alias", "roster e-mail")
TOLD_AGAIN: Mapping[str, frozenset[str]] = {
    **dict.fromkeys((*_PEOPLE, "roster name alone"), frozenset({ROSTER})),
    **dict.fromkeys(("mentor's name", "mentee's name"), frozenset({ROSTER, CREDIT})),
    "kept search": frozenset({OWN_SEARCHES}),
    # An answer is kept as it came, beside its note and until the note goes; what is shown of it is looked at.
    "words of a model": frozenset({"files of the home", "files after a withdrawal", "prompts"}),
}
"""Exits at which a canary of this entrance may come out: who is who is an admin's to know, a search its owner's."""


@dataclass
class Planted(Entered):
    """What was laid out in a folder and is said to the home later, with the strings in it."""

    canaries: tuple[Canary, ...] = ()
    searches: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


def plant(folder: Path, count: int, seed: int = 7) -> Planted:
    """Notes, files and requests with at least `count` canaries, the same ones at every call."""
    sower = Sower(seed)
    raw = yaml.safe_load(files("evals").joinpath("canaries.yaml").read_text(encoding="utf-8"))
    planted = Planted([folder / "notes"], [folder / "consents.json"], [folder / "people.csv"])
    planted.notes[0].mkdir(parents=True)
    planted.model_key = f"sk-{sower.word('model key')}"
    planted.searches, planted.questions = [*raw["fishing"]], [*raw["fishing"]]
    # Said by the model over and over, so a few are enough.
    planted.model_says = [_mail_of(sower, "words of a model"), f"as {sower.name('words of a model')} told us"]
    bench = _Bench(sower, raw, planted)
    while len(sower.sown) < count:
        bench.pair()
    planted.consents[0].write_text(json.dumps(bench.consents), encoding="utf-8")
    planted.people[0].write_text("\n".join(bench.roster) + "\n", encoding="utf-8")
    planted.canaries = tuple(sower.sown)
    return planted


class _Bench:
    """Lays out pair after pair, each with every entrance."""

    def __init__(self, sower: Sower, raw: dict[str, Any], planted: Planted) -> None:
        self._sow, self._raw, self._out, self._folder = sower, raw, planted, planted.notes[0]
        self.consents: list[dict[str, Any]] = []
        self.roster = ["person_id,name,aliases,email,role,manager_id,site"]
        self._pairs = 0

    def pair(self) -> None:
        """Two people with their notes, and everything that is handed in beside them."""
        self._pairs += 1
        pair = f"can-{self._pairs}"
        mentor, mentee = self._sow.name("mentor's name"), self._sow.name("mentee's name")
        self._people(pair, mentor, mentee)
        self._notes(pair, mentor, mentee)
        self._bad_notes(pair, mentor, mentee)
        self._bad_files(pair)
        self._asked(pair)
        self._called()
        if self._pairs <= MOST_PAIRS:
            self._dear(pair)
            day = _DAY + timedelta(days=20)
            self._out.handed += handed(self._sow, Pair(pair, PROGRAM, mentor, mentee, f"{pair}-a"), day)

    def _people(self, pair: str, mentor: str, mentee: str) -> None:
        sow = self._sow
        alone = sow.name("consent of somebody unmet")
        roles = ((mentor, "mentor"), (mentee, "mentee"), (alone, "mentor"))
        self.consents += [_consent(person, role, pair) for person, role in roles]
        alias, mail = sow.name("roster alias"), sow.word("roster e-mail")
        self.roster += [
            f"{pair}-a,{mentor},{alias},{mail}@cold-store.example,mentor,,",
            f"{pair}-b,{mentee},,,executive,,",
            f"{pair}-c,{sow.name('roster name alone')},,,,,",
        ]

    def _notes(self, pair: str, mentor: str, mentee: str) -> None:
        sentences = list(self._raw["entrances"].items())
        self._sow.chance.shuffle(sentences)
        for number, at in enumerate(range(0, len(sentences), _A_NOTE)):
            body = self._body(sentences[at : at + _A_NOTE], mentor, mentee)
            folder = self._folder / self._sow.word("folder name")
            folder.mkdir()
            text = _note(mentor, mentee, pair, number, *body)
            (folder / f"{self._sow.word('file name')}.md").write_text(text, encoding="utf-8")

    def _body(self, sentences: Sequence[tuple[str, str]], mentor: str, mentee: str) -> tuple[str, str]:
        """(style, body) of a note with these sentences in places drawn anew."""
        slots = [self._sentence(*one) for one in sentences]
        slots += [self._sow.chance.choice(self._raw["talk"]) for _ in range(_A_NOTE - len(slots))]
        self._sow.chance.shuffle(slots)
        style = self._sow.chance.choice(list(self._raw["notes"]))
        speakers = {role: name.partition(" ")[0] for role, name in (("mentor", mentor), ("mentee", mentee))}
        return style, self._raw["notes"][style].format(*slots, **speakers)

    def _sentence(self, entrance: str, pattern: str) -> str:
        number = "{number}" in pattern
        made = self._sow.number(entrance) if number else self._sow.word(entrance)
        first = self._sow.first()
        words = {"canary": made, "number": made, "canary_name": made.capitalize()}
        return pattern.format(**words, first=first, first_low=first.lower())

    def _bad_notes(self, pair: str, mentor: str, mentee: str) -> None:
        name, word = self._sow.name, self._sow.word
        refused, lost = "refused note", "note without its fields"
        wrong, unknown = "note with a wrong value", "note with an unknown field"
        whole = _note(mentor, mentee, pair, 0, "prose", f"About {name(wrong)}.\n")
        odd = "note with words for a field"
        bad = {
            "refused": _note(name(refused), mentee, "none", 0, "prose", f"About {name(refused)}.\n"),
            "lost": f"---\nmentor: {name(lost)}\n---\nAbout {name(lost)}.\n",
            "wrong": whole.replace(str(_DAY), word(wrong)),
            "format": whole.replace("format: prose", f"format: {word(wrong)}"),
            "unknown": whole.replace("---\n", f"---\ntitle: {name(unknown)} and her illness\n", 1),
            "words": whole.replace("---\n", f"---\n{name(odd)} told me in private: about {name(odd)}\n", 1),
        }
        for kind, text in bad.items():
            (self._folder / f"{kind}-{pair}.md").write_text(text, encoding="utf-8")
        other = f"---\nmentor: x\n---\nAbout é {name('note in another encoding')}.\n"
        (self._folder / f"encoding-{pair}.md").write_bytes(other.encode("latin-1"))
        flagged = self._folder.parent / f"flagged-{pair}.md"
        flagged.write_text(f"---\npair: none\nsession_date: {_DAY}\n---\nShort.\n", encoding="utf-8")
        told = name("mentor on the command line")
        self._out.more_notes.append(requests.Ingest((str(flagged),), program=PROGRAM, mentor=told, mentee=mentee))

    def _bad_files(self, pair: str) -> None:
        """Consents and rosters that are refused; the refusal must not repeat them."""
        sow, out = self._sow, self._out
        at, there = "consents with a wrong value", "roster with a wrong value"
        wrong_role = _consent(sow.name(at), sow.word(at), pair)
        wrong_day = {**_consent(sow.name(at), "mentor", pair), "given": sow.word(at)}
        wrong_row = f"x,{sow.name(there)},,,{sow.word(there)},,"
        headless = f"x1,{sow.name('roster without its header')},,,mentor,,"
        texts = {
            f"role-{pair}.json": json.dumps([wrong_role]),
            f"day-{pair}.json": json.dumps([wrong_day]),
            f"role-{pair}.csv": f"{self.roster[0]}\n{wrong_row}\n",
            f"head-{pair}.csv": f"{headless}\n{headless}\n",
        }
        for name, text in texts.items():
            path = self._folder.parent / name
            path.write_text(text, encoding="utf-8")
            (out.consents if name.endswith(".json") else out.people).append(path)

    def _asked(self, pair: str) -> None:
        sow, out = self._sow, self._out
        out.searches.append(f"what {sow.name('search words')} said about the rota")
        out.questions += [
            f"What did {sow.name('question')} promise about the rota?",
            f"What is the phone number of {sow.name('probing question')}, and is she ill?",
        ]
        unknown = "unknown person in a command"
        out.commands += [
            requests.Search("rota", program=sow.word("search filter")),
            requests.Search("rota", theme=sow.word("search filter")),
            requests.Search("rota", since=sow.word("search filter")),
            requests.Grant(sow.name(unknown)),
            requests.ConsentReceipt(sow.name(unknown)),
            requests.Withdraw(sow.name(unknown)),
        ]
        if self._pairs > MOST_PAIRS:
            return
        mail = _mail_of(sow, "softened words")
        out.softened.append((f"{pair}-a", f"Ask {mail} before you count, and count in pairs."))

    def _called(self) -> None:
        word, name = self._sow.word, self._sow.name
        posts: list[tuple[str, Any]] = [
            (f"items/{word('API address')}/decision", {"decision": "approve"}),
            ("search", {"query": f"what {name('API body')} said"}),
            ("ask", {"question": f"What did {name('API body')} promise?"}),
            ("search", {"query": "rota", word("API field"): name("API value")}),
            ("search", {"query": {"words": name("API value")}}),
            ("ask", [name("API value")]),
            ("consent/grant", {"person": name("API value"), "role": "mentor"}),
            ("consent/receipt", {"person": name("API value")}),
        ]
        self._out.calls += [Call("GET", f"/api/{word('API address')}")]
        self._out.calls += [Call("GET", f"/api/digest?week={word('API address')}")]
        self._out.calls += [Call("POST", f"/api/{path}", body) for path, body in posts]

    def _dear(self, pair: str) -> None:
        """What has the whole home read for its answer."""
        name, told = self._sow.name, "words of a reviewer"
        goal, place = f"A rota for {name('goal')}", {"program": PROGRAM, "pair": pair}
        posts: list[tuple[str, Any]] = [
            ("search/patterns", {"query": f"what {name('pattern search')} said about the rota"}),
            ("search/export", {"query": f"rota {name('search to hand out')}"}),
            ("silence", {"goals": [{"program": PROGRAM, "goal": goal}]}),
            ("searches", {"name": name("kept search"), "query": f"the rota of {name('kept search')}"}),
            ("delegations", {"person": f"{pair}-b", "delegate": name("person to act for")}),
            ("consent/withdraw-named", {"name": name("person to be taken out"), "aliases": []}),
            ("pairs/goals", {**place, "text": f"A rota for {_mail_of(self._sow, 'goal of a pair')}"}),
            ("pairs/charter", {**place, "project": f"A rota for {_mail_of(self._sow, 'charter of a pair')}"}),
            ("programme/surveys", {"rows": [self._survey(place, wave) for wave in ("initial", "mid", "post")]}),
            ("items/{item_id}/thanks", {"words": f"Thanks, also to {_mail_of(self._sow, 'words of thanks')}."}),
            *(
                ("items/{item_id}/mark", {"kind": kind, "text": f"Write to {_mail_of(self._sow, told)} first."})
                for kind in ("edit", "done", "comment")
            ),
        ]
        self._out.calls += [Call("POST", f"/api/{path}", body, own=(goal,)) for path, body in posts]
        story = {"did": f"A rota that {_mail_of(self._sow, 'words of a story')} wrote."}
        self._out.calls.append(Call("POST", "/api/stories/{story_id}/words", story, f"{pair}-a"))

    def _survey(self, place: dict[str, str], wave: str) -> dict[str, Any]:
        name, entrance = self._sow.name, "comment of a survey"
        comment = (
            f"I trust the rota more since {name(entrance)} writes it. {_mail_of(self._sow, entrance)} knows why. "
            f"Between us: {name(entrance)} will be dismissed in May."
        )
        return {**place, "role": "mentor", "wave": wave, "day": str(_DAY), "scores": {"trust": 4}, "comment": comment}


def may_be_told(entrance: str) -> frozenset[str]:
    """Exits at which a canary of this entrance is no leak; whatever a mentor wrote, she may read herself."""
    return TOLD_AGAIN.get(entrance, frozenset()) | {OWN_HIDDEN}


def _mail_of(sow: Sower, entrance: str) -> str:
    return f"{sow.word(entrance)}@cold-store.example"


def _note(mentor: str, mentee: str, pair: str, number: int, style: str, body: str) -> str:
    front = {
        "program": PROGRAM, "pair": pair, "session_date": _DAY + timedelta(days=number),
        "mentor": mentor, "mentee": mentee, "format": style,
    }  # fmt: skip
    return f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n{body}"


def _consent(person: str, role: str, pair: str) -> dict[str, Any]:
    given: dict[str, bool] = dict.fromkeys(PURPOSES, True)
    return {"person": person, "role": role, "pair": pair, "program": PROGRAM, "given": "2026-01-01", **given}
