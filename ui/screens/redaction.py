"""Redaction: what was hidden and may be nobody's, and a name that was missed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from mentoring.records import words
from ui import client
from ui.components import acts, frame
from ui.components.hidden import hidden_in, place
from ui.components.look import show
from ui.components.withdrawing import receipt


@st.fragment
def screen() -> None:
    """One note at a time; a lead sees sentences as they are redacted, and asks whoever wrote them."""
    with frame.said_plainly():
        show(
            "title.html", title="Redaction",
            text="What was hidden by mistake, and what was missed. You see sentences as they are redacted.",
        )  # fmt: skip
        acts.refusal()
        receipt()
        _missed()
        rows = client.get("/api/redaction")
        show("redaction.html", rows=rows)
        if rows:
            _note({one["note_id"]: _name(one) for one in rows})


def _note(names: dict[str, str]) -> None:
    # The choice stays out of the address: a note's id may be words its writer chose.
    chosen = st.selectbox("Session", list(names), None, format_func=lambda one: names.get(one, one), key="hidden-note",
                          placeholder="Choose a session")  # fmt: skip
    if chosen:
        for one in hidden_in(chosen)["hidden"]:
            place(chosen, one)


def _name(one: dict[str, Any]) -> str:
    asked = f", {one['asked']} asked" if one["asked"] else ""
    return f"{one['pair']}, {words.day(one['session_date'])}: {one['doubtful']} hidden{asked}"


def _missed() -> None:
    """A name that redaction left standing goes from every note, index and digest at once."""
    with st.expander("A name that was missed", icon=":material/person_off:"), st.form("missed", border=False):
        st.text_input("The name as it stands in the notes", key="missed-name", max_chars=100)
        st.text_input("Other forms of it, with commas between", key="missed-aliases", max_chars=400)
        st.form_submit_button("Take it out everywhere", type="primary", on_click=_take_out)


def _take_out() -> None:
    state = st.session_state
    aliases = [one.strip() for one in state["missed-aliases"].split(",") if one.strip()]
    state.receipt = acts.said("/api/consent/withdraw-named", {"name": state["missed-name"], "aliases": aliases})


screen()
