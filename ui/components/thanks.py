"""Thank-yous: what waits for one, for an executive or a lead; and what became of a mentor's own words."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import client
from ui.components import acts
from ui.components.look import show

_FEW = 5
LONGEST = 300


def to_say() -> None:
    """What came to something, with room for a word to whoever brought it."""
    found = client.get("/api/thanks")
    if not found["to_say"] and not found["said"]:
        return
    waiting = len(found["to_say"])
    with st.expander(f"Say thank you ({waiting})", icon=":material/favorite:"):
        show("thanks_head.html", waiting=waiting)
        for one in found["to_say"][:_FEW]:
            show("thanks_item.html", one=one)
            with st.form(f"thanks-{one['id']}", border=False):
                st.text_input("A word of thanks (names nobody)", max_chars=LONGEST, key=f"thanks-words-{one['id']}")
                st.form_submit_button("Say thank you", on_click=_say, args=(one["id"],))
        if waiting > _FEW:
            show("more.html", text=f"{waiting - _FEW} more stand here once these have their thanks.")
        for one in found["said"]:
            show("thanks_item.html", one=one)
            st.button("Take it back", key=f"thanks-back-{one['id']}", type="tertiary", on_click=acts.said,
                      args=(f"/api/items/{one['id']}/thanks/back", {}))  # fmt: skip


def received() -> None:
    """What became of the visitor's own words, for her as a mentor."""
    show("became.html", items=client.get("/api/became"))


def _say(item: str) -> None:
    words: Any = st.session_state[f"thanks-words-{item}"]
    acts.said(f"/api/items/{item}/thanks", {"words": words.strip()})
