"""My words: a mentor sees what was made of her sessions before others do, and decides how far it goes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import client
from ui.components import frame
from ui.components.look import show

_LEVELS = {"pair": "Show to my mentee", "programme": "And to our leads", "organisation": "And to everybody"}
LONGEST = 400
_FEW = 12
"""Decided items that are drawn before more are asked for: a year's are hundreds."""


@st.fragment
def screen() -> None:
    """One item at a time, those that wait for her word first; a fragment, as in Review."""
    with frame.said_plainly():
        items = client.get("/api/preview")
        show(
            "title.html",
            title="My words",
            text="What was made of your sessions. Each says who sees it; what you keep back nobody else sees.",
        )
        if (detail := st.session_state.pop("refusal", None)) is not None:
            show("problem.html", detail=detail)
        waiting = [one for one in items if one["state"] in ("drafted", "previewed")]
        chosen = next((one for one in items if one["id"] == st.session_state.get("again")), None)
        if chosen or waiting:
            _card(chosen or waiting[0], len(waiting))
        else:
            show("empty.html", title="Nothing waits for you", text="New items come with the next sessions.")
        _settled([one for one in items if one not in waiting])


def _card(one: dict[str, Any], waiting: int) -> None:
    show("preview_card.html", card=one, waiting=waiting)
    if one.get("original"):
        show("difference.html", original=one["original"], edited=one["text"])
    show("evidence.html", card=one)
    with st.container(horizontal=True, key="levels", gap="xsmall"):
        for level, label in _LEVELS.items():
            st.button(label, key=f"{level}-{one['id']}", on_click=_settle, args=(one, "release", level))
    with st.container(horizontal=True, key="back", gap="xsmall"):
        st.button("Keep back for now", key=f"hold-{one['id']}", on_click=_settle, args=(one, "hold"))
        st.button("Never show", key=f"veto-{one['id']}", on_click=_settle, args=(one, "veto"))
    with st.form(f"soften-{one['id']}", border=False):
        st.text_area("Say it in other words", value=one["text"], max_chars=LONGEST, key=f"words-{one['id']}")
        st.form_submit_button("Use these words", on_click=_soften, args=(one,))


def _settled(items: list[dict[str, Any]]) -> None:
    """What she has decided, with a way back to each: the last first, then those of the newest sessions."""
    items = sorted(items, key=lambda one: one["id"] != st.session_state.get("settled_last"))
    shown = st.session_state.get("settled_shown", _FEW)
    for one in items[:shown]:
        show("preview_settled.html", card=one)
        st.button("Change", key=f"again-{one['id']}", type="tertiary", on_click=_again, args=(one["id"],))
    if len(items) > shown:
        st.button(f"Show more ({len(items) - shown})", key=f"more-{shown}", on_click=_further, args=(shown,))


def _further(shown: int) -> None:
    """As many again: a button struck twice goes one step."""
    st.session_state.settled_shown = shown + _FEW


def _settle(one: dict[str, Any], choice: str, level: str | None = None, text: str | None = None) -> None:
    """Tell the service, and which words she read; what it refuses is shown above the card, which stays."""
    said = {"choice": choice, "level": level, "text": text, "version": one["version"]}
    try:
        client.post(f"/api/preview/{one['id']}", said)
    except client.Problem as problem:
        st.session_state.refusal = problem.detail
        return
    st.session_state.again = one["id"] if choice == "soften" else None
    st.session_state.settled_last = one["id"]


def _soften(one: dict[str, Any]) -> None:
    _settle(one, "soften", text=st.session_state[f"words-{one['id']}"])


def _again(item: str) -> None:
    st.session_state.again = item


screen()
