"""My notes: a mentor writes a note, sees it as redaction makes it, and can take it away again."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from ui import client
from ui.components import acts, frame
from ui.components.hidden import hidden_in, place
from ui.components.look import show

LONGEST = 20_000


@st.fragment
def screen() -> None:
    """The form, then what redaction makes of it, then the notes there are."""
    with frame.said_plainly():
        pairs = _pairs()
        show("title.html", title="My notes", text="Names and confidences are taken out before anybody reads a note.")
        acts.refusal()
        _told()
        if not pairs:
            show("empty.html", title="You are no mentor of a pair yet", text="Your programme lead can ask both of you.")
            return
        _form(pairs)
        for pair in pairs:
            _notes(pair)


def _pairs() -> list[dict[str, Any]]:
    """Her pairs; where the service says no, what she wrote stays in sight: a session may end while she writes."""
    try:
        pairs: list[dict[str, Any]] = client.get("/api/notes/mine")
    except client.Problem:
        if body := st.session_state.get("note-body", "").strip():
            show("not_sent.html", body=body)
        raise
    return pairs


def _form(pairs: list[dict[str, Any]]) -> None:
    today = date.fromisoformat(st.session_state.me["today"])
    places = {(one["program"], one["pair"]): one["pair"] for one in pairs}
    names = list(places.values())  # two programmes may each have a pair of that name
    labels = {at: name if names.count(name) == 1 else f"{name} ({at[0]})" for at, name in places.items()}
    with st.form("note", border=False):
        with st.container(horizontal=True):
            st.selectbox("Pair", list(labels), key="note-pair", format_func=lambda one: labels.get(one, ""), width=220)
            st.date_input("Session of", today, max_value=today, key="note-day", format="YYYY-MM-DD", width=160)
        st.text_area("What you spoke about", key="note-body", max_chars=LONGEST, height=220)
        with st.container(horizontal=True, gap="xsmall"):
            look = st.form_submit_button("See it redacted", type="primary")
            st.form_submit_button("Hand it in", on_click=_write)
    if look and (made := acts.said("/api/notes/look", _note())):
        show("looked.html", made=made)
    elif look:
        acts.refusal()


def _note() -> dict[str, Any]:
    state = st.session_state
    place = dict(zip(("program", "pair"), state["note-pair"], strict=True))
    return {**place, "session_date": state["note-day"].isoformat(), "body": state["note-body"]}


def _write() -> None:
    told = acts.said("/api/notes/write", _note())
    if told and told["refused"]:
        st.session_state.refusal = f"The note was not taken: {told['refused'][0]['reason']}."
    elif told:
        st.session_state.told = "Your note is in. What is made of it comes to My words before anybody above sees it."
        st.session_state["note-body"] = ""


def _told() -> None:
    if (text := st.session_state.pop("told", None)) is not None:
        show("notice.html", text=text)


def _notes(pair: dict[str, Any]) -> None:
    show("my_notes.html", pair=pair)
    for note in pair["notes"]:
        _listed(note, looking=st.session_state.get("looking") == note["note_id"])


def _listed(note: dict[str, Any], *, looking: bool) -> None:
    name = note["note_id"]
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-{name}"):
        show("my_note.html", note=note)
        st.button("Close" if looking else "What is hidden", key=f"look-{name}-{looking}", type="tertiary",
                  on_click=_look_into, args=(None if looking else name,))  # fmt: skip
        sure = st.session_state.get("sure") == name
        label = "Delete it and all that was made of it" if sure else "Delete"
        st.button(label, key=f"gone-{name}-{sure}", type="secondary" if sure else "tertiary",
                  on_click=_gone if sure else _ask, args=(name,))  # fmt: skip
    if looking:
        found = hidden_in(name)["hidden"]
        show("my_hidden.html", count=len(found))
        for one in sorted(found, key=lambda one: one["standing"] != "asked"):
            place(name, one)


def _look_into(note: str | None) -> None:
    st.session_state.looking = note


def _ask(note: str) -> None:
    st.session_state.sure = note


def _gone(note: str) -> None:
    receipt = acts.said("/api/notes/delete", {"note_id": note})
    st.session_state.sure = None
    if receipt:
        st.session_state.told = (
            f"Gone, with {receipt['insights']} insights; {receipt['residue']} traces found in "
            f"{receipt['bytes_scanned']:,} bytes searched."
        )


screen()
