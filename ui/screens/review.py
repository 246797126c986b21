"""Review: one card at a time, one key or one tap each; the next card comes by itself."""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st

from ui import client
from ui.components import frame
from ui.components.look import show

_KEYS: tuple[tuple[str, str, str, Literal["primary", "secondary"]], ...] = (
    ("approve", "Approve", "A", "primary"),
    ("reject", "Reject", "X", "secondary"),
    ("defer", "Defer", "D", "secondary"),
)


@st.fragment
def screen() -> None:
    """The queue; a fragment, so that a decision redraws the card and nothing around it."""
    with frame.said_plainly():
        _queue(client.get("/api/cards"))


def _queue(cards: list[dict[str, Any]]) -> None:
    """The first card that waits, its buttons, its evidence.

    Buttons are drawn first: whoever sees a new card or a new count can already strike its keys.
    """
    waiting = [card for card in cards if card["decision"] is None]
    done: list[str] = st.session_state.setdefault("decided", [])
    head, place = st.container(), st.container()
    if waiting:
        _buttons(waiting[0]["id"], done)
        with place:
            show(f"card_{waiting[0]['kind']}.html", card=waiting[0])
        show("evidence.html", card=waiting[0])
    else:
        show("review_done.html", decided=len(done), deferred=[card for card in cards if card["decision"] == "defer"])
        _undo(done)
    with head:
        show("review_head.html", position=len(done) + 1, total=len(done) + len(waiting), left=len(waiting))
        _refusal()


def _buttons(card: str, done: list[str]) -> None:
    with st.container(horizontal=True, key="decisions", gap="xsmall"):
        for decision, label, key, kind in _KEYS:
            st.button(label, key=f"{decision}-{card}", type=kind, shortcut=key, on_click=_decide, args=(card, decision))
        _undo(done)


def _undo(done: list[str]) -> None:
    st.button(
        "Undo", key=f"undo-{len(done)}", type="tertiary", shortcut="U", disabled=not done,
        on_click=_decide, args=(done[-1] if done else "", "undo"),
    )  # fmt: skip


def _decide(card: str, decision: str) -> None:
    """Tell the service; what it refuses is shown above the card, which stays.

    A key struck twice means the card that was seen, once: buttons are named by their card, so that the
    second stroke can never decide a card that nobody has looked at.
    """
    if decision != "undo" and card in st.session_state.decided:
        return
    try:
        client.post(f"/api/items/{card}/decision", {"decision": decision})
    except client.Problem as problem:
        st.session_state.refusal = problem.detail
        return
    done: list[str] = st.session_state.decided
    st.session_state.decided = done[:-1] if decision == "undo" else [*done, card]


def _refusal() -> None:
    detail: Any = st.session_state.pop("refusal", None)
    if detail:
        show("problem.html", detail=detail)


screen()
