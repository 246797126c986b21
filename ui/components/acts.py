"""What a reviewer does to a card besides deciding: edit, owner and date, done, hand over, a word to the lead."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from mentoring.records import words
from ui import client
from ui.components.look import show

LONGEST = 400
_OWNERS = ("mentor", "mentee", "both", "other")


def said(path: str, body: dict[str, Any]) -> Any:
    """Tell the service; None when it refuses, with its sentence kept for the top of the page."""
    try:
        return client.post(path, body)
    except client.Problem as problem:
        st.session_state.refusal = problem.detail
        return None


def refusal() -> None:
    """The sentence of the last refusal, once."""
    detail: Any = st.session_state.pop("refusal", None)
    if detail:
        show("problem.html", detail=detail)


def open_editor(card: str) -> None:
    """The card's words can be changed now, or no more."""
    st.session_state.editing = None if st.session_state.get("editing") == card else card


def edit(card: dict[str, Any], text: str) -> None:
    """A form with the card's words; keys of decisions are dead while somebody types in it."""
    with st.form(f"edit-form-{card['id']}", border=False):
        st.text_area("In your words", text, max_chars=LONGEST, key=f"text-{card['id']}", height=110)
        st.form_submit_button("Keep these words", type="primary", on_click=_keep, args=(card["id"], card["version"]))


def _keep(card: str, version: str) -> None:
    text = st.session_state[f"text-{card}"]
    if said(f"/api/items/{card}/mark", {"kind": "edit", "text": text, "version": version}):
        st.session_state.editing = None


def more(card: dict[str, Any]) -> None:
    """Owner and date of an action, a comment, the other side."""
    label = "Owner, date, comment" if card["kind"] == "action" else "Comment, hand over"
    with st.expander(label, icon=":material/edit_note:"):
        if card["comments"]:
            show("comments.html", comments=card["comments"])
        if card["kind"] == "action":
            assign(card)
        with st.form(f"comment-form-{card['id']}", border=False):
            st.text_input("A word to the lead", max_chars=LONGEST, key=f"comment-{card['id']}")
            st.form_submit_button("Send", on_click=_comment, args=(card["id"],))
        me = st.session_state.me
        to, other = ("executive", "executive of the pair") if _is_lead(me) else ("lead", "programme lead")
        st.button(f"Hand over to the {other}", key=f"hand-{card['id']}", on_click=_hand, args=(card["id"], to))


def assign(card: dict[str, Any]) -> None:
    """Who does it until when, set by a person."""
    with st.form(f"assign-form-{card['id']}", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            at = _OWNERS.index(card["owner"]) if card["owner"] in _OWNERS else None
            st.selectbox("Owner", _OWNERS, at, format_func=words.owner, key=f"owner-{card['id']}", width=200,
                         placeholder="Nobody yet")  # fmt: skip
            due = date.fromisoformat(card["due"]) if card["due"] else None
            st.date_input("Due", due, key=f"due-{card['id']}", format="YYYY-MM-DD", width=160)
        st.form_submit_button("Set owner and date", on_click=_assign, args=(card["id"], card["version"]))


def _assign(card: str, version: str) -> None:
    owner, due = st.session_state[f"owner-{card}"], st.session_state[f"due-{card}"]
    body = {"kind": "assign", "owner": owner or "unassigned", "due": due.isoformat() if due else None}
    said(f"/api/items/{card}/mark", {**body, "version": version})


def _comment(card: str) -> None:
    said(f"/api/items/{card}/mark", {"kind": "comment", "text": st.session_state[f"comment-{card}"]})


def _hand(card: str, to: str) -> None:
    said(f"/api/items/{card}/mark", {"kind": "delegate", "to": to})


def _is_lead(me: dict[str, Any]) -> bool:
    return bool(me["operator"] or "lead" in me["roles"])
