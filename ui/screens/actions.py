"""Actions: late, due, open, done; by executive, never by mentor."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import client
from ui.components import acts, frame
from ui.components.address import choice
from ui.components.look import show

_COLUMNS = {"late": "Late", "due": "Due within a week", "open": "Open", "done": "Done"}
_FEW = 12
"""Actions of a column that are shown before it is asked for alone."""


@st.fragment
def screen() -> None:
    """Figures, then the columns one under the other; on a phone they would not fit side by side."""
    with frame.said_plainly():
        board = client.get("/api/actions")
        show("board_head.html", board=board)
        acts.refusal()
        if not board["actions"]:
            show("empty.html", title="No action yet", text="What somebody promised in a session stands here.")
            return
        _executives(board["executives"])
        with st.container(horizontal=True):
            column = choice("Standing", "standing", _COLUMNS)
            who = choice("Executive", "executive", {one["executive"]: one["executive"] for one in board["executives"]})
        shown = [one for one in board["actions"] if who in (None, one["executive"])]
        for name, label in _COLUMNS.items():
            found = [one for one in shown if one["column"] == name]
            if found and column in (None, name):
                _column(label, found, whole=column == name)


def _executives(rows: list[dict[str, Any]]) -> None:
    if len(rows) > 1:
        show("executives.html", rows=rows)


def _column(label: str, found: list[dict[str, Any]], *, whole: bool) -> None:
    show("column.html", label=label, count=len(found))
    for one in found if whole else found[:_FEW]:
        show("tracked.html", one=one)
        if one["may_change"] and one["column"] != "done":
            with st.expander("Done, owner, date", icon=":material/edit_note:"):
                _done(one["id"], one["version"])
                acts.assign(one)
    if len(found) > _FEW and not whole:
        show("more.html", text=f"{len(found) - _FEW} more: choose a standing to see them all.")


def _done(item: str, version: str) -> None:
    with st.form(f"done-{item}", border=False):
        st.text_input("What was done (if you like)", max_chars=acts.LONGEST, key=f"done-words-{item}")
        st.form_submit_button("It is done", type="primary", on_click=_say_done, args=(item, version))


def _say_done(item: str, version: str) -> None:
    words = st.session_state[f"done-words-{item}"].strip()
    acts.said(f"/api/items/{item}/mark", {"kind": "done", "text": words or None, "version": version})


screen()
