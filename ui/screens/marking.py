"""Mark items: an evaluator says of one item at a time what is right and what is wrong; others' marks stay hidden."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import client
from ui.components import frame
from ui.components.look import show

WORDS = {
    "whole": "deserves its place", "supported": "its words say so", "theme": "the theme", "direction": "who taught",
    "owner": "whose task", "due": "the day", "private": "nobody can be recognised",
}  # fmt: skip


@st.fragment
def screen() -> None:
    """The first item without a mark of hers, then how far everybody agrees; a fragment, as in Review."""
    with frame.said_plainly():
        show(
            "title.html",
            title="Mark items",
            text="Right or wrong, as you see it. Marks feed the quality suite; others see yours only as figures.",
        )
        if (detail := st.session_state.pop("refusal", None)) is not None:
            show("problem.html", detail=detail)
        items = client.get("/api/evals/items")
        again = st.session_state.get("marking")
        one = next((item for item in items if item["id"] == again), None)
        one = one or next((item for item in items if not item["marks"]), None)
        if one is None:
            show("empty.html", title="Every item carries your mark", text="New items come with the next extraction.")
        else:
            _card(one, sum(not item["marks"] for item in items))
        show("marks.html", found=client.get("/api/evals/marks"), words=WORDS)


def _card(one: dict[str, Any], waiting: int) -> None:
    show("mark_card.html", card=one, waiting=waiting)
    show("evidence.html", card=one)
    with st.container(horizontal=True, key="verdicts", gap="xsmall"):
        st.button("Right", key="right", shortcut="Y", type="primary", on_click=_mark, args=(one["id"], "right"))
        st.button("Wrong", key="wrong", shortcut="N", on_click=_mark, args=(one["id"], "wrong"))
    with st.expander("One side of it"):
        for aspect in one["aspects"][1:]:
            told = one["marks"].get(aspect)
            with st.container(horizontal=True, key=f"side-{aspect}", gap="xsmall"):
                st.text(WORDS[aspect].capitalize() + (f": {told}" if told else ""))
                for verdict in ("right", "wrong"):
                    st.button(
                        verdict.capitalize(), key=f"{verdict}-{aspect}", on_click=_mark,
                        args=(one["id"], verdict, aspect),
                    )  # fmt: skip


def _mark(item: str, verdict: str, aspect: str = "whole") -> None:
    """Tell the service; a mark on one side keeps the item on the page, the verdict on the whole turns to the next."""
    try:
        client.post(f"/api/evals/items/{item}/mark", {"verdict": verdict, "aspect": aspect})
    except client.Problem as problem:
        st.session_state.refusal = problem.detail
        return
    st.session_state.marking = None if aspect == "whole" else item


screen()
