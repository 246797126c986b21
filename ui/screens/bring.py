"""Bring notes in: files or a zip; what was taken, what was refused and why, and one table of what is left to say."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from ui import client
from ui.components import acts, frame
from ui.components.look import show

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_MOST = 20_000_000
"""Bytes together; the service takes no more in one go."""
_PATIENCE = 60
"""How often the service may say that it needs longer."""
_ASKED = ("front-matter", "ambiguous-date")
"""Codes under which a file is refused only until its question is answered."""
_READS = {"dmy": "day first: 5/6 is 5 June", "mdy": "month first: 5/6 is 6 May"}


@st.fragment
def screen() -> None:
    """The files, then what became of them, then the questions."""
    with frame.said_plainly():
        text = "Transcripts, notes, mail, forms, exports: as people sent them, one by one or in a zip."
        show("title.html", title="Bring notes in", text=text)
        acts.refusal()
        files = st.file_uploader("Files", accept_multiple_files=True, key=f"files-{_round()}") or []
        if st.button("Take them in", type="primary", disabled=not files):
            st.session_state.brought_answers = []
            _bring(files)
        if told := st.session_state.get("brought"):
            _told(files, told)


def _told(files: Sequence[UploadedFile], told: dict[str, Any]) -> None:
    asked = {one["file"] for one in told["needs"]}
    refused = [one for one in told["refused"] if one["file"] not in asked or one["code"] not in _ASKED]
    show("brought.html", told=told, new=set(st.session_state.brought_new))
    if told["needs"] and files:
        _questions(files, told)
    elif told["needs"]:
        show("problem.html", detail="To answer what is left, choose the same files again.")
    if refused:
        show("brought_refused.html", refused=refused)
    st.button("Bring in more", on_click=_anew)


def _questions(files: Sequence[UploadedFile], told: dict[str, Any]) -> None:
    """One row a session; what stays empty is asked again another time."""
    show("brought_asks.html", count=len(told["needs"]))
    with st.form("asks", border=False):
        for number, one in enumerate(told["needs"]):
            _row(number, one, told["pairs"])
        if st.form_submit_button("Take these in", type="primary"):
            st.session_state.brought_answers += _answers(told["needs"])
            _bring(files)
            st.rerun()


def _row(number: int, one: dict[str, Any], pairs: Sequence[str]) -> None:
    with st.container(key=f"ask-{number}", gap="xsmall"):
        show("brought_ask.html", one=one)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if "pair" in one["missing"]:
                st.selectbox("Pair", one["choices"].get("pair") or pairs, None, key=f"pair-{number}", width=220,
                             placeholder="Whose session?")  # fmt: skip
            if "session_date" in one["missing"]:
                st.date_input("Session of", None, key=f"day-{number}", format="YYYY-MM-DD", width=160)
            if "dates" in one["missing"]:
                st.selectbox("Its dates are", list(_READS), None, key=f"dates-{number}", width=260,
                             format_func=_READS.__getitem__, placeholder="Which way round?")  # fmt: skip


def _answers(needs: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    rows = []
    for number, one in enumerate(needs):
        state = {name: st.session_state.get(f"{name}-{number}") for name in ("pair", "day", "dates")}
        said = {
            "pair": state["pair"], "session_date": state["day"].isoformat() if state["day"] else None,
            "dates": state["dates"],
        }  # fmt: skip
        if given := {name: value for name, value in said.items() if value}:
            # How a form's dates are read is said of the whole file.
            rows.append({"file": one["file"], "part": "" if "dates" in given else one["part"], **given})
    return rows


def _bring(files: Sequence[UploadedFile]) -> None:
    """Send the files until nothing of them is left; each answer comes after a few sessions."""
    if sum(file.size for file in files) > _MOST:
        st.session_state.refusal = (
            "Together these are more than 20 MB: bring them in parts, or use upwell ingest at the command line."
        )
        st.rerun()
    sent = [{"name": file.name, "content": base64.b64encode(file.getvalue()).decode()} for file in files]
    body = {"files": sent, "answers": st.session_state.brought_answers}
    new: list[str] = []
    bar = st.progress(0.0, text="Reading the files")
    left, late = True, 0
    while left:
        try:
            told = client.work("/api/import", body)
        except client.Problem as problem:
            late += 1
            if problem.code == "time" and late < _PATIENCE:
                continue  # it goes on over there; asked again, it says what is done
            st.session_state.refusal = problem.detail
            st.rerun()
        new += told["accepted"]
        done = len(told["accepted"]) + len(told["unchanged"])
        bar.progress(done / max(1, done + told["left"]), text=f"{done} sessions are in, {told['left']} to look at")
        st.session_state.brought, st.session_state.brought_new = told, new
        left = told["left"] > 0
    bar.empty()


def _round() -> int:
    """How often this visitor began anew: a fresh uploader each time, so that files do not stay in memory."""
    return int(st.session_state.get("brought_round", 0))


def _anew() -> None:
    st.session_state.brought_round = _round() + 1
    st.session_state.pop("brought", None)


screen()
