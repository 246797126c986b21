"""Review: one card at a time, one key or one tap each; the next card comes by itself."""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st

from mentoring.records import THEMES, words
from ui import client
from ui.components import acts, frame
from ui.components.address import choice
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
        head, place = st.container(), st.container()
        filters = _filters()
        queue = client.get("/api/review", **{key: value for key, value in filters.items() if value})
        with place:
            _first(queue)
        with head:
            show("review_head.html", position=queue["decided"] + 1, left=queue["left"],
                 total=queue["decided"] + queue["left"])  # fmt: skip
            acts.refusal()
        if len(queue["waiting"]) > 1:
            _many(queue["waiting"])


def _first(queue: dict[str, Any]) -> None:
    """The first card that waits, its buttons, its evidence.

    Buttons are drawn first: whoever sees a new card or a new count can already strike its keys.
    """
    place, card = st.container(), queue["card"]
    if card is None:
        with place:
            show("review_done.html", decided=queue["decided"], deferred=queue["deferred"],
                 deferred_more=queue["deferred_more"], handed_over=queue["handed_over"])  # fmt: skip
        _undo(queue["undo"])
        return
    # What waits is not decided, whatever was struck here before: it was taken back in another tab or by its reviewer.
    st.session_state.decided = [one for one in st.session_state.get("decided", []) if one != card["id"]]
    _buttons(card, queue["undo"])
    with place:
        show(f"card_{card['kind']}.html", card=card)
        if card["original"]:
            show("difference.html", original=card["original"], edited=_text(card))
    if st.session_state.get("editing") == card["id"]:
        acts.edit(card, _text(card))
    show("evidence.html", card=card)
    if not client.acting():
        acts.more(card)


def _text(card: dict[str, Any]) -> str:
    return str(card["statement"] if card["kind"] == "insight" else card["task"])


def _buttons(card: dict[str, Any], undo: int) -> None:
    with st.container(horizontal=True, key="decisions", gap="xsmall"):
        for decision, label, key, kind in _KEYS:
            st.button(
                label, key=f"{decision}-{card['id']}", type=kind, shortcut=key, on_click=_decide,
                args=(card["id"], decision, card["version"]),
            )  # fmt: skip
        if not client.acting():  # whoever acts for her decides; what she writes and takes back is hers alone
            st.button("Edit", key=f"edit-{card['id']}", shortcut="E", on_click=acts.open_editor, args=(card["id"],))
        _undo(undo)


def _undo(left: int) -> None:
    if not client.acting():
        st.button("Undo", key=f"undo-{left}", type="tertiary", shortcut="U", disabled=not left, on_click=_take_back)


def _decide(card: str, decision: str, version: str) -> None:
    """A key struck twice means the card that was seen, once: buttons are named by their card, so that the
    second stroke can never decide a card that nobody has looked at, nor one that somebody else changed meanwhile.
    """  # noqa: D205 - one thought
    decided: list[str] = st.session_state.setdefault("decided", [])
    if card not in decided and acts.said(f"/api/items/{card}/decision", {"decision": decision, "version": version}):
        st.session_state.decided = [*decided, card]


def _take_back() -> None:
    told = acts.said("/api/review/undo", {})
    if told:
        st.session_state.decided = [one for one in st.session_state.get("decided", []) if one != told["id"]]


def _filters() -> dict[str, str | None]:
    """Closed filters, kept in the address."""
    chosen = any(key in st.query_params for key in ("kind", "theme"))
    with st.expander("Filters", expanded=chosen, icon=":material/tune:"):
        kind = choice("Kind", "kind", {"insight": "Insights", "action": "Actions"})
        theme = choice("Theme", "theme", {name: words.theme(name) for name in THEMES})
    return {"kind": kind, "theme": theme}


def _many(waiting: list[dict[str, Any]]) -> None:
    """For leads: one decision on everything that stands in the list; each can be taken back."""
    with st.expander(f"Decide on all {len(waiting)} at once", icon=":material/done_all:"):
        show("many.html", waiting=waiting)
        with st.container(horizontal=True, gap="xsmall"):
            for decision, label, _, _ in _KEYS:
                st.button(f"{label} all {len(waiting)}", key=f"all-{decision}", on_click=_decide_all,
                          args=(waiting, decision))  # fmt: skip


def _decide_all(waiting: list[dict[str, Any]], decision: str) -> None:
    """On what stood in the list, as it stood there: nothing is decided that was changed meanwhile."""
    body = {"ids": [one["id"] for one in waiting], "versions": [one["version"] for one in waiting]}
    acts.said("/api/review/bulk", {**body, "decision": decision})


screen()
