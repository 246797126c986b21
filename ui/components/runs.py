"""Runs of extraction by workers: how far they are, what was parked and why, and the buttons to end or repeat one."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import client
from ui.components import acts, frame
from ui.components.look import show

_REASONS = {
    "worker-died": "every worker that read it ended before it was through",
    "worker-error": "something in it broke the engine",
    "model-consent": "its people gave no consent for a model elsewhere",
}
"""Why a note is not tried again by itself; other codes are shown by their name."""
_LATEST = 3
_SECONDS = 5.0
"""Between two looks at a run that goes on."""


def runs() -> None:
    """The latest runs, for whoever leads every programme; nothing where no work was ever queued."""
    if st.session_state.me["programs"] is not None:
        return
    found = client.get("/api/runs")[:_LATEST]
    if found:
        show("runs_head.html")
        goes_on = any(one["state"] == "running" for one in found)
        st.fragment(_runs, run_every=_SECONDS if goes_on else None)()


def _runs() -> None:
    with frame.said_plainly():
        acts.refusal()
        for one in client.get("/api/runs")[:_LATEST]:
            _run(one)


def _run(one: dict[str, Any]) -> None:
    parked = [
        (note["note_id"], _REASONS.get(note["reason"], note["reason"].replace("-", " "))) for note in one["parked"]
    ]
    show("run.html", run=one, parked=parked)
    with st.container(horizontal=True, gap="xsmall", key=f"run-{one['id']}"):
        if one["state"] == "running":
            st.button("Cancel this run", key=f"cancel-{one['id']}", on_click=_tell, args=(one["id"], "cancel"))
        if parked and one["state"] != "cancelled":
            st.button("Try the parked notes again", key=f"retry-{one['id']}", on_click=_tell, args=(one["id"], "retry"))


def _why(reason: str) -> str:
    return _REASONS.get(reason, reason.replace("-", " "))


def _tell(run: str, act: str) -> None:
    acts.said(f"/api/runs/{run}/{act}", {})
