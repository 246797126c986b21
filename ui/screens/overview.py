"""Overview: what a lead's programmes hold, and what was kept out."""

from __future__ import annotations

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
"""Notes that are listed, newest first."""


def screen() -> None:
    """Counts only: nothing here is anybody's words."""
    overview = client.get("/api/overview")
    aside = [(_RULES.get(rule, rule.replace("-", " ").capitalize()), n) for rule, n in overview["set_aside"].items()]
    show("overview.html", overview=overview, aside=aside)
    show("held.html", held=client.get("/api/held"), rules=_RULES)
    runs()
    intake = client.get("/api/intake")
    show("intake.html", refused=intake["refused"], taken=intake["taken"][:_LATEST], more=len(intake["taken"]) - _LATEST)


screen()
