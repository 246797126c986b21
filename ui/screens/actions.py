"""Actions: late, due, open, done; by executive, never by mentor."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import client
from ui.components import acts, frame, stories, thanks
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
        if not client.acting():
            thanks.to_say()
            stories.told()
        if not board["actions"]:
            show("empty.html", title="No action yet", text="What somebody promised in a session stands here.")
            return
        whose = "By the executive of the pair, whoever of the two took it on; nobody is counted as a mentor."
        _table(board["executives"], "executive", "Executive", whose)
        _table(board["programs"], "program", "Programme", "By programme.")
        with st.container(horizontal=True):
            column = choice("Standing", "standing", _COLUMNS)
            who = choice("Executive", "executive", {one["executive"]: one["executive"] for one in board["executives"]})
        shown = [one for one in board["actions"] if who in (None, one["executive"])]
        for name, label in _COLUMNS.items():
            found = [one for one in shown if one["column"] == name]
            if found and column in (None, name):
                _column(label, found, whole=column == name)


def _table(rows: list[dict[str, Any]], field: str, head: str, caption: str) -> None:
    if len(rows) > 1:
        show("executives.html", rows=rows, field=field, head=head, caption=caption)


def _column(label: str, found: list[dict[str, Any]], *, whole: bool) -> None:
    show("column.html", label=label, count=len(found))
    for one in found if whole else found[:_FEW]:
        show("tracked.html", one=one)
        if one["may_change"] and one["step"] == "done":
            with st.expander("What came of it", icon=":material/visibility:"):
                _effect(one["id"], one["version"])
        elif one["may_change"] and one["column"] != "done":
            with st.expander("Begun, done, owner, date", icon=":material/edit_note:"):
                _begin(one)
                _done(one["id"], one["version"])
                acts.assign(one)
    if len(found) > _FEW and not whole:
        show("more.html", text=f"{len(found) - _FEW} more: choose a standing to see them all.")


def _begin(one: dict[str, Any]) -> None:
    if one["step"] in ("proposed", "accepted"):
        body = {"kind": "begin", "version": one["version"]}
        path = f"/api/items/{one['id']}/mark"
        st.button("It has begun", key=f"begin-{one['id']}", on_click=acts.said, args=(path, body))


def _effect(item: str, version: str) -> None:
    with st.form(f"effect-{item}", border=False):
        st.text_input("What came of it", max_chars=acts.LONGEST, key=f"effect-words-{item}")
        st.form_submit_button("Its effect is seen", type="primary", on_click=_say, args=(item, version, "effect"))


def _say(item: str, version: str, kind: str) -> None:
    words = st.session_state[f"{kind}-words-{item}"].strip()
    acts.said(f"/api/items/{item}/mark", {"kind": kind, "text": words or None, "version": version})


def _done(item: str, version: str) -> None:
    with st.form(f"done-{item}", border=False):
        st.text_input("What was done (if you like)", max_chars=acts.LONGEST, key=f"done-words-{item}")
        st.form_submit_button("It is done", type="primary", on_click=_say, args=(item, version, "done"))


screen()
