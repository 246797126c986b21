"""Matching on a lead's page: a people file in, pairs with their reasons out, changed by hand, accepted, begun."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import streamlit as st

from ui import client
from ui.components import acts
from ui.components.address import pair_key
from ui.components.look import show

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_SHOWN = 60
"""Pairs on one page; a larger proposal is for the command line, where it can be searched."""


def accepted() -> None:
    """Pairs that wait for two answers, each with what a lead can do."""
    waiting = client.get("/api/match")
    if not waiting:
        return
    show("accepted_head.html", count=len(waiting))
    for one in waiting:
        key, place = pair_key(one), {"program": one["program"], "pair": one["pair"]}
        with st.container(key=f"accepted-{key}", gap="xsmall"):
            show("accepted.html", one=one)
            with st.container(horizontal=True, gap="xsmall"):
                if len(one["agreed"]) == 2:
                    st.button("Begin this pair", key=f"begin-{key}", type="primary", on_click=acts.said,
                              args=("/api/match/begin", place))  # fmt: skip
                st.button("Drop it", key=f"drop-{key}", type="tertiary", on_click=acts.said,
                          args=("/api/match/drop", place))  # fmt: skip


def matching(programs: list[str]) -> None:
    """The file and what is proposed of it; nothing is kept before a lead accepts."""
    told = st.session_state.get("proposal")
    with st.expander("Match people", icon=":material/group_add:", expanded=bool(told)):
        if told:
            _proposal(told)
        else:
            _ask(programs)


def _ask(programs: list[str]) -> None:
    show("match_file.html")
    with st.container(horizontal=True):
        program = st.text_input("Programme", programs[0] if programs else "", key="match-program", width=220)
        hours = st.number_input("Most hours between clocks", 0.0, 12.0, 3.0, 0.5, key="match-hours", width=220)
    file = st.file_uploader("People file", ["csv", "xlsx"], key="match-file", max_upload_size=1)
    if st.button("Propose pairs", type="primary", disabled=not (file and program)) and file:
        body = {"program": program, "people": _people(file), "hours": hours}
        with st.spinner("Reading who fits whom"):
            _propose(body)
        st.rerun()


def _people(file: UploadedFile) -> dict[str, str]:
    return {"name": file.name, "content": base64.b64encode(file.getvalue()).decode()}


def _propose(body: dict[str, Any]) -> None:
    """Keep the new proposal in sight, or the last one with the sentence why not."""
    try:
        made = client.work("/api/match", body)
    except client.Problem as problem:
        st.session_state.refusal = problem.detail
        return
    st.session_state.proposal = {"body": body, "made": made}


def _proposal(told: dict[str, Any]) -> None:
    made = told["made"]
    show("proposal.html", made=made, pairs=made["pairs"][:_SHOWN], more=max(0, len(made["pairs"]) - _SHOWN))
    mentors = [one["mentor"] for one in made["pairs"]]
    mentors += [one["person"] for one in made["unmatched"] if one["side"] == "mentor"]
    with st.form("exchange", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Exchange the mentees of", mentors, None, key="exchange-one", width=200, placeholder="Mentor")
        st.selectbox("and of", mentors, None, key="exchange-other", width=200, placeholder="Mentor")
        st.form_submit_button("Exchange", on_click=_exchange, args=(told,))
    with st.container(horizontal=True, gap="xsmall"):
        st.button("Accept these pairs", type="primary", on_click=_accept, args=(told,), disabled=not made["pairs"])
        st.button("Put it away", type="tertiary", on_click=_away)


def _set(told: dict[str, Any]) -> dict[str, Any]:
    """The same question with every pair in sight set, so that nothing else moves."""
    return {**told["body"], "together": [f"{one['mentor']}={one['mentee']}" for one in told["made"]["pairs"]]}


def _exchange(told: dict[str, Any]) -> None:
    one, other = st.session_state["exchange-one"], st.session_state["exchange-other"]
    if one and other:
        _propose({**_set(told), "swap": [f"{one}={other}"]})
        if "proposal" in st.session_state:
            st.session_state.proposal["body"] = told["body"]


def _accept(told: dict[str, Any]) -> None:
    try:
        client.work("/api/match/accept", _set(told))
    except client.Problem as problem:
        st.session_state.refusal = problem.detail
        return
    _away()


def _away() -> None:
    st.session_state.pop("proposal", None)
