"""What stands around every screen: the style, the links, and errors as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from ui import client
from ui.client import Problem
from ui.components.look import show

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_STYLE = Path(__file__).parents[1] / "desk.css"


def style() -> None:
    """The desk's own typography, in both themes."""
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")


def header(pages: Sequence[StreamlitPage], me: dict[str, Any]) -> None:
    """Links to the visitor's pages, always in sight, also on a phone."""
    with st.container(horizontal=True, key="pages", gap="small"):
        for page in pages:
            st.page_link(page)
        show("sign_out.html")
    if me["scratch"]:
        show("notice.html", text="Evaluation home: items are shown in every state.")


def in_whose_name() -> None:
    """For whoever acts for an executive: her own desk, or that executive's. A page loaded anew begins with her own."""
    if "acts_for" not in st.session_state:
        mine = client.get("/api/me")["person_id"]
        st.session_state.acts_for = [
            one["executive"] for one in client.get("/api/delegations") if one["delegate"] == mine and not one["over"]
        ]
    if st.session_state.acts_for:
        chosen = st.selectbox("In whose name", [None, *st.session_state.acts_for], format_func=_desk_of, width=280)
        client.act_for(chosen)


def _desk_of(person: str | None) -> str:
    return f"For {person}" if person else "My own"


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn a refusal of the service into its own sentence."""
    try:
        yield
    except Problem as problem:
        if problem.code == "sign-in":
            show("signed_out.html", detail=problem.detail)
        else:
            show("problem.html", detail=problem.detail)
