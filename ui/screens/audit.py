"""Audit: what was done when, and whether the log is whole; never to what or to whom."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import client
from ui.components.address import choice
from ui.components.look import show

_BEFORE = "audit_before"
"""In the visitor's session: (the kind of events, those before this one)."""


def screen() -> None:
    """A page of events: the newest, or further back."""
    view = client.get("/api/audit")
    show("audit_head.html", view=view)
    labels = {name: f"{name.replace('-', ' ')} ({count})" for name, count in view["kinds"].items()}
    chosen = choice("Event", "event", labels)
    before = _before(chosen)
    asked = {"event": chosen} if chosen else {}
    if before is not None:
        asked["earlier_than"] = str(before)
    page = client.get("/api/audit", **asked) if asked else view
    total = view["kinds"].get(chosen, 0) if chosen else view["rows"]
    show("audit.html", events=page["events"], total=total, newest=before is None)
    _further(chosen, page, before)


def _before(chosen: str | None) -> int | None:
    """Another kind of events begins with its newest."""
    kind, before = st.session_state.get(_BEFORE, (chosen, None))
    return before if kind == chosen else None


def _further(chosen: str | None, page: dict[str, Any], before: int | None) -> None:
    with st.container(horizontal=True, gap="small"):
        if page["further_back"]:
            st.button("Earlier events", on_click=_go, args=(chosen, page["events"][-1]["seq"]))
        if before is not None:
            st.button("The newest again", type="tertiary", on_click=_go, args=(chosen, None))


def _go(chosen: str | None, before: int | None) -> None:
    st.session_state[_BEFORE] = (chosen, before)


screen()
