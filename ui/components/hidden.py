"""Words that redaction hid, each in its redacted sentence, with what a lead or the note's mentor can do about it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import client
from ui.components import acts
from ui.components.look import show


def hidden_in(note: str) -> dict[str, Any]:
    """What is hidden in a note, as far as the visitor may know."""
    told: dict[str, Any] = client.post("/api/notes/hidden", {"note_id": note})
    return told


def place(note: str, one: dict[str, Any]) -> None:
    """One hidden word; its mentor sees it and answers, a lead sees what stands around it and asks."""
    key = f"{note}-{one['place']}"
    with st.container(key=f"hidden-{key}"):
        show("hidden.html", one=one)
        with st.container(horizontal=True, gap="xsmall"):
            if one["word"] is None:
                if one["standing"] != "asked":
                    label = "Ask again" if one["standing"] else "Ask its mentor"
                    st.button(label, key=f"ask-{key}", on_click=_ask, args=(note, one["place"]))
                return
            if one["may_show"]:
                st.button("Show it again", key=f"show-{key}", on_click=_settle, args=(note, one["place"], True))
            if one["standing"] == "asked":
                st.button("It stays hidden", key=f"keep-{key}", on_click=_settle, args=(note, one["place"], False))


def _ask(note: str, at: int) -> None:
    acts.said("/api/notes/hidden/ask", {"note_id": note, "places": [at]})


def _settle(note: str, at: int, show_it: bool) -> None:  # noqa: FBT001 - Streamlit passes arguments by position
    acts.said("/api/notes/hidden/settle", {"note_id": note, "places": [at], "show": show_it})
