"""The desk's frame: who is here, which pages that person has, and the page asked for. Run by Streamlit."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui import client
from ui.components import frame
from ui.components.pages import pages_for

st.set_page_config(page_title="Upwell", page_icon=Path(__file__).with_name("icon.svg"), layout="centered")
frame.style()
with frame.said_plainly():
    frame.in_whose_name()
    st.session_state.me = client.get("/api/me")
    me = st.session_state.me
    pages = pages_for(frozenset(me["roles"]), operator=me["operator"], acting=client.acting())
    page = st.navigation(pages, position="hidden")
    frame.header(pages, me)
    page.run()
