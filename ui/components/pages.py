"""Which screens a role has. The service checks every call anyway: this only keeps doors out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from mentoring.records import Role

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

WEEK = "screens/week.py"
REVIEW = "screens/review.py"
ACTIONS = "screens/actions.py"
TRENDS = "screens/trends.py"
NOTES = "screens/notes.py"
PREVIEW = "screens/preview.py"
MINE = "screens/mine.py"
PAIR = "screens/pair.py"
PROGRAMME = "screens/programme.py"
SEARCH = "screens/search.py"
LEARNING = "screens/learning.py"
BRING = "screens/bring.py"
OVERVIEW = "screens/overview.py"
CONSENTS = "screens/consents.py"
REDACTION = "screens/redaction.py"
EVALUATOR = "screens/evaluator.py"
MARKING = "screens/marking.py"
AUDIT = "screens/audit.py"

_TITLES = {
    WEEK: "This week", NOTES: "My notes", PREVIEW: "My words", PAIR: "My pair", REVIEW: "Review", ACTIONS: "Actions",
    TRENDS: "Trends", LEARNING: "Learning", PROGRAMME: "Programme",
    SEARCH: "Search", BRING: "Import", OVERVIEW: "Overview", CONSENTS: "Consents", REDACTION: "Redaction",
    EVALUATOR: "Evaluations", MARKING: "Mark items", AUDIT: "Audit", MINE: "My consent",
}  # fmt: skip
_SCREENS: dict[Role, tuple[str, ...]] = {
    "executive": (WEEK, PAIR, REVIEW, ACTIONS, TRENDS, LEARNING, MINE),
    "lead": (WEEK, REVIEW, ACTIONS, TRENDS, LEARNING, PROGRAMME, SEARCH, BRING, OVERVIEW, CONSENTS, REDACTION, AUDIT),
    "mentor": (WEEK, NOTES, PREVIEW, PAIR, MINE),
    "admin": (AUDIT,),
    "evaluator": (EVALUATOR, MARKING, AUDIT),
}


_HERS_ALONE = frozenset({PAIR, LEARNING, MINE})
"""Screens that whoever acts for somebody has not: what stands there is that person's own."""


def screens_for(roles: frozenset[str], *, operator: bool) -> list[str]:
    """Files of the screens of these roles, in their usual order; the operator leads its programmes."""
    held = roles | {"lead"} if operator else roles
    mine = {screen for role, screens in _SCREENS.items() if role in held for screen in screens}
    return [screen for screen in _TITLES if screen in mine]


def pages_for(roles: frozenset[str], *, operator: bool, acting: bool) -> list[StreamlitPage]:
    """Streamlit pages of these roles; somebody without any gets one page that says so. `acting`: for somebody else."""
    screens = [one for one in screens_for(roles, operator=operator) if not (acting and one in _HERS_ALONE)]
    if not screens:
        return [st.Page("screens/nothing.py", title="Upwell", default=True)]
    return [st.Page(screen, title=_TITLES[screen], default=index == 0) for index, screen in enumerate(screens)]
