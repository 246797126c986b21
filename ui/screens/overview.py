"""Overview: what a lead's programmes hold, and what was kept out."""

from __future__ import annotations

from collections import Counter
from typing import Any

from mentoring.records import words
from ui import client
from ui.components.look import show
from ui.components.runs import runs

_RULES = {
    "ungrounded": "Its words were not in the note",
    "withheld-overlap": "It touched a confidential passage",
    "name": "It named somebody",
    "number": "A number was not in the words behind it",
    "negation": "It said the opposite of the words behind it",
    "link": "It carried a link",
    "empty": "It said nothing",
}
"""Why a draft was set aside, for the rules with a sentence of their own; others are shown by their name."""

_LATEST = 15
"""Notes that are listed: first those that failed or wait to be read, newest first among each."""


def screen() -> None:
    """Counts only: nothing here is anybody's words."""
    overview = client.get("/api/overview")
    aside = [(_RULES.get(rule, rule.replace("-", " ").capitalize()), n) for rule, n in overview["set_aside"].items()]
    show("overview.html", overview=overview, aside=aside)
    show("held.html", held=client.get("/api/held"), rules=_RULES)
    runs()
    intake = client.get("/api/intake")
    taken = sorted(intake["taken"], key=_in_need)
    show("intake.html", refused=intake["refused"], taken=taken[:_LATEST], more=_besides(taken[_LATEST:]))


def _in_need(one: dict[str, Any]) -> int:
    """What failed comes before what is not read yet, and that before what was read."""
    return 0 if one["failed"] else 2 if one["stage"] == "extracted" else 1


def _besides(others: list[dict[str, Any]]) -> list[str]:
    """How many are not listed, by how they stand."""
    counts = Counter(map(_in_need, others))
    said = enumerate(("that failed", "not read yet", "that were read"))
    return [f"{words.count(counts[need], 'more note')} {how}" for need, how in said if counts[need]]


screen()
