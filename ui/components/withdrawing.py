"""Taking a consent back in two steps: what would go is shown first, the receipt afterwards."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui.components import acts
from ui.components.look import show


def foreseen(label: str, body: dict[str, Any], key: str) -> None:
    """A button; pressed once it shows what would go, pressed again it goes."""
    asked = st.session_state.get("withdrawing")
    if asked is None or asked["key"] != key:
        st.button(label, key=f"foresee-{key}", type="tertiary", on_click=_foresee, args=(body, key))
        return
    with st.container():
        show("foreseen.html", going=asked["going"])
        with st.container(horizontal=True, gap="xsmall"):
            st.button("Take it back and erase this", key=f"go-{key}", type="primary", on_click=_go, args=(body,))
            st.button("Leave it", key=f"leave-{key}", on_click=_leave)


def receipt() -> None:
    """The receipt of the last withdrawal, once."""
    told: Any = st.session_state.pop("receipt", None)
    if told:
        show("receipt.html", told=told)


def _foresee(body: dict[str, Any], key: str) -> None:
    going = acts.said("/api/consent/foresee", body)
    st.session_state.withdrawing = {"key": key, "going": going} if going else None


def _go(body: dict[str, Any]) -> None:
    st.session_state.receipt = acts.said("/api/consent/withdraw", body)
    st.session_state.withdrawing = None


def _leave() -> None:
    st.session_state.withdrawing = None
