"""Learning: one card an insight, tools and methods first to be found, and who else may take them over."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from mentoring.records import THEMES, words
from ui import client
from ui.components import acts, frame
from ui.components.address import choice
from ui.components.look import show

_KINDS = {"tool": "Tools", "method": "Methods"}
_FORMS = {"md": ("Text", "text/markdown"), "html": ("Page", "text/html"), "pdf": ("PDF", "application/pdf")}
_FEW = 12


@st.fragment
def screen() -> None:
    """The cards in short; one is opened at a time."""
    with frame.said_plainly():
        text = "What others learned and you can take over. Each card is for those who may see its insight."
        show("title.html", title="Learning", text=text)
        acts.refusal()
        with st.container(horizontal=True):
            kind = choice("Kind", "kind", _KINDS)
            theme = choice("Theme", "theme", {one: words.theme(one) for one in THEMES})
        wanted = {name: value for name, value in (("kind", kind), ("theme", theme)) if value}
        found = client.get("/api/learning", **wanted)
        if not found:
            show("empty.html", title="No card here yet", text="Insights stand here once you may see them.")
        else:
            show("stories_head.html", title=words.count(len(found), "card"), text="Newest first.")
        shown = st.session_state.get("learning_shown", _FEW)
        for one in found[:shown]:
            _card(one, others_may_say=bool({"executive", "lead"} & {*st.session_state.me["roles"]}))
        if len(found) > shown:
            st.button(f"Show more ({len(found) - shown})", key=f"more-{shown}", on_click=_further, args=(shown,))


def _further(shown: int) -> None:
    """As many again: a button struck twice goes one step."""
    st.session_state.learning_shown = shown + _FEW


def _card(one: dict[str, Any], *, others_may_say: bool) -> None:
    opened = st.session_state.get("learning") == one["id"]
    show("learning.html", card=client.get(f"/api/learning/{one['id']}") if opened else one, whole=opened)
    with st.container(horizontal=True, gap="xsmall"):
        st.button("Close" if opened else "Open the card", key=f"open-{one['id']}", on_click=_open, args=(one["id"],))
        if others_may_say or st.session_state.me["operator"]:
            label, body = ("I did not use it", {"used": False}) if one["mine"] else ("I used this", {"used": True})
            path = f"/api/learning/{one['id']}/used"
            st.button(label, key=f"used-{one['id']}", on_click=acts.said, args=(path, body))
    if opened:
        with st.container(horizontal=True, gap="xsmall"):
            _files(one["id"])


def _files(item: str) -> None:
    who = client.visitor()
    for form, (label, media) in _FORMS.items():
        made = partial(client.download, f"/api/learning/{item}/card", {"format": form}, who)
        st.download_button(label, made, f"upwell-learning.{form}", media, key=f"learning-{form}-{item}",
                           on_click="ignore", type="tertiary")  # fmt: skip


def _open(item: str) -> None:
    st.session_state.learning = None if st.session_state.get("learning") == item else item


screen()
