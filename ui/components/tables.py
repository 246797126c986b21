"""Tables that a lead hands in on the programme page: one file, what its rows are, and what became of each."""

from __future__ import annotations

import base64

import streamlit as st

from ui import client
from ui.components.look import show

_KINDS = {"goals": "Goals of pairs", "surveys": "Survey answers", "outcomes": "Who stayed, who was promoted"}
_COLUMNS = {
    "goals": "Columns: program, pair, goal; baseline, target, measure, status if you have them.",
    "surveys": "A form's export as it is, or columns program, pair, role, wave, date, learning, trust, usefulness, "
    "confidence, comment.",
    "outcomes": "Columns program, group (participant or comparison), stayed, promoted; department if you have it. "
    "A row a person with yes or no, or counts with a column n. Rows are counted and forgotten.",
}


def tables() -> None:
    """The file and its kind; what became of the last one stands above."""
    if told := st.session_state.get("table_told"):
        show("table_taken.html", told=told, kinds=_KINDS)
    with st.expander("Bring in a table", icon=":material/upload:"):
        kind = st.radio("What is in the file?", list(_KINDS), format_func=_KINDS.__getitem__, key="table-kind")
        show("soft.html", text=_COLUMNS[kind])
        file = st.file_uploader("CSV or Excel", ["csv", "xlsx"], key=_key(), max_upload_size=1)
        st.button("Bring it in", type="primary", disabled=file is None, on_click=_bring)


def _bring() -> None:
    state = st.session_state
    file = state[_key()]
    state.pop("table_told", None)
    content = base64.b64encode(file.getvalue()).decode()
    body = {"kind": state["table-kind"], "file": {"name": file.name, "content": content}}
    try:
        state.table_told = client.work("/api/programme/table", body)
    except client.Problem as problem:
        state.refusal = problem.detail
        return
    state.table_round = state.get("table_round", 0) + 1  # a fresh uploader: files do not stay in memory


def _key() -> str:
    return f"table-{st.session_state.get('table_round', 0)}"
