"""My consent: what I agreed to for each pair and session; given and taken back in the same place."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import client
from ui.components import acts, frame
from ui.components.address import pair_key
from ui.components.look import show
from ui.components.withdrawing import foreseen, receipt

_PURPOSES = {
    "store": "Keep redacted notes of our sessions",
    "extract": "Draw insights from them, for us and our leads",
    "quote": "Show my words as they are beyond the programme and in exports",
    "attribute": "Credit me by name",
    "model": "Let a model outside this machine read the redacted text",
}


@st.fragment
def screen() -> None:
    """One block a pair; what is withdrawn is erased, so what goes is shown before."""
    with frame.said_plainly():
        mine = client.get("/api/consent/mine")
        show("title.html", title="My consent", text="You can give and take back each of these at any time.")
        acts.refusal()
        receipt()
        if not mine["places"]:
            show("empty.html", title="Nobody has asked you yet", text="Your programme lead asks both people of a pair.")
        for place in mine["places"]:
            _place(place, [one for one in mine["sessions"] if _is_of(place, one)])


def _place(place: dict[str, Any], sessions: list[dict[str, Any]]) -> None:
    show("my_place.html", place=place)
    here = {"program": place["program"], "pair": place["pair"]}
    name = pair_key(here)
    for purpose, label in _PURPOSES.items():
        given = place["state"] == "given" and purpose in place["purposes"]
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-{name}-{purpose}"):
            show("my_purpose.html", label=label, given=given)
            if given:
                foreseen("Take back", {**here, "purposes": [purpose]}, f"{name}-{purpose}")
            else:
                st.button("Give", key=f"give-{name}-{purpose}", on_click=_give, args=(place, purpose))
    if place["state"] == "given":
        foreseen("Take everything of this pair back", here, f"{name}-all")
    for one in sessions:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-{one['note_id']}"):
            show("my_note.html", note=one)
            foreseen("Take this session out", {**here, "session": one["session_date"]}, f"{one['note_id']}")


def _is_of(place: dict[str, Any], session: dict[str, Any]) -> bool:
    """Two programmes may each have a pair of that name."""
    return (session["program"], session["pair"]) == (place["program"], place["pair"])


def _give(place: dict[str, Any], purpose: str) -> None:
    kept = set(place["purposes"]) if place["state"] == "given" else set()
    body = {"program": place["program"], "pair": place["pair"], "role": place["role"]}
    acts.said("/api/consent/grant", {**body, "purposes": sorted(kept | {purpose})})


screen()
