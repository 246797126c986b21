"""Consents: who agreed to what, since when; a withdrawal with what it takes; a form to print."""

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
    """The register, and one person at a time to act on."""
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
        with st.expander("A form to print and sign", icon=":material/print:"):
            show("form.html")


def _withdraw(rows: list[dict[str, Any]]) -> None:
    given = {
        f"{one['person_id']} in {one['pair']}, {one['program']}": one
        for one in rows
        if one["state"] == "given" and one["person_id"]
    }
    with st.expander("Somebody withdraws", icon=":material/undo:", expanded="withdrawing" in st.session_state):
        who = st.selectbox("Who", list(given), None, key="who", placeholder="Choose a person and pair")
        if who:
            one = given[who]
            body = {"person": one["person_id"], "program": one["program"], "pair": one["pair"]}
            foreseen("Show what would go", body, f"register-{who}")


screen()
