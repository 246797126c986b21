"""Three questions for the next session of the visitor's own pair, and a text of them to print."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from ui import client
from ui.components.look import show


def prep(pair: dict[str, Any], key: str) -> None:
    """The card and its download."""
    place = {"program": pair["program"], "pair": pair["pair"]}
    show("prep.html", card=client.post("/api/pairs/prep", place))
    made = partial(client.download, "/api/pairs/prep/print", place, client.visitor())
    st.download_button("Print", made, "upwell-next-session.txt", "text/plain", key=f"prep-{key}", on_click="ignore",
                       icon=":material/print:")  # fmt: skip
