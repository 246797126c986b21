"""Canned answers in place of the service: for empty states and refusals that a real home cannot show on demand."""

from __future__ import annotations

import copy
from typing import Any

from tests.render.documents import full, quiet
from tests.ui import standin_desk
from tests.ui.standin_desk import desk_answers
from ui.client import Problem

ME = {"person_id": None, "operator": True, "roles": [], "programs": None, "scratch": False, "today": "2026-10-26"}
OVERVIEW = {
    "notes": 14,
    "programs": [{"program": "North", "notes": 14, "pairs": 4}],
    "withheld": 6,
    "set_aside": {"ungrounded": 2, "new-rule": 1},
    "refused": 3,
}

FACETS = {
    "program": {"North": 3}, "kind": {}, "theme": {"digital-fluency": 3}, "direction": {}, "status": {},
    "pair": ["north-01"],
}  # fmt: skip
NEAR = {
    "id": "i2", "note_id": "n2", "statement": "Captions were missed in the last all-hands", "theme": "digital-fluency",
    "program": "North", "session_date": "2026-09-01", "similarity": 0.7,
}  # fmt: skip

ANSWER = {
    "answer": "Captions help.", "answered": True, "engine": "extractive",
    "sentences": [{"text": "Captions help.", "citations": [0]}],
    "citations": [{"note_id": "n1", "text": "Captions help.", "readable": "Captions help.", "start": 0, "end": 14,
                   "program": "North", "session_date": "2026-10-20"}],
}  # fmt: skip


def readable(document: dict[str, Any]) -> dict[str, Any]:
    """The document as the API gives it: evidence with its words for people."""
    for item in (*document["insights"], *document["actions"]):
        for words in item["evidence"]:
            words["readable"] = words["text"].replace("[MENTOR]", "The mentor")
    return document


def week_row(document: dict[str, Any]) -> dict[str, Any]:
    return {key: document[key] for key in ("week", "first_day", "last_day")} | {"insights": 5, "actions": 3}


class StandIn:
    """Answers of one home; `refusals` maps a path to the sentence it is refused with."""

    def __init__(self) -> None:
        self.me = dict(ME)
        self.weeks = [
            readable(full()),
            quiet() | {"week": "2026-W42", "first_day": "2026-10-12", "last_day": "2026-10-18"},
        ]
        self.hits: list[dict[str, Any]] = []
        self.kept: list[dict[str, Any]] = []
        self.answer: dict[str, Any] = copy.deepcopy(ANSWER)
        self.patterns: list[dict[str, Any]] = []
        self.runs: list[dict[str, Any]] = []
        self.delegations: list[dict[str, Any]] = []
        self.refusals: dict[str, Problem] = {}
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.decisions: dict[str, str | None] = {}
        self.acts: list[str] = []
        self.comments: list[dict[str, Any]] = []
        self.posted: dict[str, Any] = {"/api/pairs/prep": standin_desk.PREP}
        self.settled: dict[str, dict[str, Any]] = {}
        self.silence: dict[str, Any] = {}

    def get(self, path: str, **query: str) -> Any:
        if path in self.refusals:
            raise self.refusals[path]
        if path == "/api/digest":
            return next(week for week in self.weeks if week["week"] == query["week"])
        if path == "/api/review":
            return self.queue(query)
        answers = {
            "/api/me": self.me,
            "/api/delegations": self.delegations,
            "/api/weeks": [week_row(week) for week in self.weeks],
            "/api/cards": self.cards(),
            "/api/overview": OVERVIEW,
            "/api/runs": self.runs,
            "/api/preview": self.previews(),
            "/api/search/facets": FACETS,
            "/api/searches": self.kept,
            "/api/insights/i1/before": [NEAR],
            **desk_answers(self),
        }
        return copy.deepcopy(answers[path])

    def post(self, path: str, body: dict[str, Any]) -> Any:
        if path in self.refusals:
            raise self.refusals[path]
        self.sent.append((path, body))
        if path == "/api/review/undo":
            item = self.acts.pop()
            self.decisions[item] = None
            return {"id": item, "kind": "decide"}
        if path.endswith("/decision"):
            item = path.split("/")[3]
            self.decisions[item] = body["decision"]
            self.acts.append(item)
            return {"id": item, "decision": self.decisions[item]}
        if path.startswith("/api/preview/"):
            self.settled[path.split("/")[3]] = body
            return {}
        if path == "/api/ask":
            return self.answer
        if path == "/api/search/patterns":
            return self.patterns
        return self.posted.get(path, self.hits)

    def queue(self, filters: dict[str, str]) -> dict[str, Any]:
        """The review queue over the week's cards."""
        cards = [card for card in self.cards() if filters.get("kind") in (None, card["kind"])]
        waiting = [card for card in cards if card["decision"] is None]
        text = [card.get("statement") or card["task"] for card in cards]
        return {
            "card": waiting[0] | {"context": [], "handed": False, "comments": self.comments} if waiting else None,
            "left": len(waiting), "decided": len(cards) - len(waiting), "handed_over": 0, "undo": len(self.acts),
            "deferred": [one for one, card in zip(text, cards, strict=True) if card["decision"] == "defer"],
            "deferred_more": 0,
            "waiting": [{"id": card["id"], "kind": card["kind"], "text": card.get("statement") or card["task"],
                         "version": card["version"]}
                        for card in waiting] if self.me["operator"] else [],
        }  # fmt: skip

    def previews(self) -> list[dict[str, Any]]:
        states = {"release": "released", "hold": "held", "veto": "vetoed", "soften": "previewed"}
        found = []
        for card in self.cards():
            said = self.settled.get(card["id"], {})
            text = said.get("text") or card.get("statement") or card["task"]
            state, level = states.get(said.get("choice", ""), "previewed"), said.get("level")
            found.append(
                card | {"text": text, "state": state, "reaches": level, "about_person": False, "reason": None,
                        "released_by_silence_on": "2026-10-29", "reaches_by_silence": "programme", **self.silence}
            )  # fmt: skip
        return sorted(found, key=lambda one: one["state"] != "previewed")

    def cards(self) -> list[dict[str, Any]]:
        if not self.weeks:
            return []
        cards = [card | {"kind": "insight"} for card in self.weeks[0]["insights"]]
        cards += [card | {"kind": "action"} for card in self.weeks[0]["actions"]]
        cards = [card | {"decision": self.decisions.get(card["id"]), "version": f"v-{card['id']}"} for card in cards]
        return sorted(cards, key=lambda card: card["decision"] is not None)
