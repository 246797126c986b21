"""Consents: who agreed to what, since when; a withdrawal with what it takes; a name that redaction missed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import client
from ui.components import acts, frame
from ui.components.address import choice
from ui.components.look import show
from ui.components.withdrawing import foreseen, receipt

_STATES = {"given": "Given", "withdrawn": "Withdrawn", "expired": "Expired", "never": "Never given"}


@st.fragment
def screen() -> None:
    """The register, one person at a time to act on, and the missed name."""
    with frame.said_plainly():
        show(
            "title.html", title="Consents", text="People are shown by their id on the roster; names stay in the vault."
        )
        acts.refusal()
        receipt()
        rows = client.get("/api/consent/register")
        if not rows:
            show("empty.html", title="Nobody has been asked yet", text="Take a file in: upwell consent import.")
            return
        state = choice("State", "state", _STATES)
        show("register.html", rows=[one for one in rows if state in (None, one["state"])])
        _withdraw(rows)
        _missed()
        with st.expander("A form to print and sign", icon=":material/print:"):
            show("form.html")


def _withdraw(rows: list[dict[str, Any]]) -> None:
    given = {
        f"{one['person_id']} in {one['pair']}": one for one in rows if one["state"] == "given" and one["person_id"]
    }
    with st.expander("Somebody withdraws", icon=":material/undo:", expanded="withdrawing" in st.session_state):
        who = st.selectbox("Who", list(given), None, key="who", placeholder="Choose a person and pair")
        if who:
            one = given[who]
            body = {"person": one["person_id"], "program": one["program"], "pair": one["pair"]}
            foreseen("Show what would go", body, f"register-{one['person_id']}-{one['pair']}")


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
