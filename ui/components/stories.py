"""Success stories: those others may read, and a pair's own drafts with each side's approval."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from ui import client
from ui.components import acts
from ui.components.look import show

_FORMS = {"md": ("Text", "text/markdown"), "html": ("Page", "text/html"), "pdf": ("PDF", "application/pdf")}
_PARTS = (
    ("learned", "What was learned"), ("did", "What was done"), ("shown", "How we know"), ("effect", "What came of it"),
)  # fmt: skip
_FEW = 10


def told() -> None:
    """What both people of other pairs let the visitor read."""
    found = client.get("/api/stories")["told"]
    if not found:
        return
    with st.expander(f"Success stories ({len(found)})", icon=":material/auto_stories:"):
        show("more.html", text="Each was approved by both people, and either can end it.")
        shown = st.session_state.get("stories_shown", _FEW)
        for one in found[:shown]:
            show("story.html", one=one)
            _cards(one["id"])
        if len(found) > shown:
            st.button(
                f"Show more ({len(found) - shown})", key=f"more-stories-{shown}", on_click=_further, args=(shown,)
            )


def _further(shown: int) -> None:
    """As many again: a button struck twice goes one step."""
    st.session_state.stories_shown = shown + _FEW


def mine() -> None:
    """What the two could tell, their drafts, and who approved of them."""
    found = client.get("/api/stories")
    if not found["to_tell"] and not found["mine"]:
        return
    text = "Nobody else reads a story before you both approve of it. Either of you can end it at any time."
    show("stories_head.html", title="Your stories", text=text)
    for one in found["mine"]:
        show("story.html", one=one)
        _own(one)
    for one in found["to_tell"][:_FEW]:
        show("story_offer.html", one=one)
        st.button("Draft a story of this", key=f"draft-{one['id']}", on_click=acts.said,
                  args=("/api/stories", {"action_id": one["id"]}))  # fmt: skip


def _own(one: dict[str, Any]) -> None:
    path = f"/api/stories/{one['id']}"
    with st.container(horizontal=True, gap="xsmall"):
        if one["as"] not in one["approved"]:
            st.button("I approve of these words", key=f"approve-{one['id']}", type="primary", on_click=acts.said,
                      args=(f"{path}/approve", {"version": one["version"]}))  # fmt: skip
        st.button("End this story", key=f"end-{one['id']}", on_click=acts.said, args=(f"{path}/back", {}))
    if one["told"]:
        _cards(one["id"])
    with st.expander("Say it in other words", icon=":material/edit_note:"), st.form(f"story-{one['id']}", border=False):
        for name, label in _PARTS:
            st.text_area(label, one[name], max_chars=acts.LONGEST, key=f"{name}-{one['id']}", height=80)
        st.form_submit_button("Keep these words", on_click=_word, args=(one["id"],))


def _word(story: str) -> None:
    acts.said(f"/api/stories/{story}/words", {name: st.session_state[f"{name}-{story}"] for name, _ in _PARTS})


def _cards(story: str) -> None:
    who = client.visitor()
    with st.container(horizontal=True, gap="xsmall"):
        for form, (label, media) in _FORMS.items():
            made = partial(client.download, f"/api/stories/{story}/card", {"format": form}, who)
            st.download_button(label, made, f"upwell-story.{form}", media, key=f"card-{form}-{story}",
                               on_click="ignore", type="tertiary")  # fmt: skip
