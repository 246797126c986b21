"""Search: what was learned before, by words or by meaning. The question never stands in the address."""

from __future__ import annotations

import streamlit as st

from mentoring.records import THEMES, words
from ui import client
from ui.components.address import choice, day
from ui.components.look import show

MOST = 20
_KINDS = {"note": "Sessions", "insight": "Insights"}


def screen() -> None:
    """The question, its filters, the answer."""
    show("title.html", title="Search", text="By words or by meaning, over everything you may see.")
    with st.form("question", border=False):
        query = st.text_input("What are you looking for?", key="query", type="search", max_chars=2000) or ""
        with st.container(horizontal=True, key="asking", gap="small"):
            st.form_submit_button("Search", type="primary")
            asked = st.form_submit_button("Ask for an answer")
    filters = _filters()
    if not query.strip():
        show("hint.html")
        return
    if asked:
        show("answer.html", answer=client.post("/api/ask", {"question": query}))
    hits = client.post("/api/search", {"query": query, "k": MOST, **filters})
    show("hits.html", hits=hits, filtered=any(filters.values()))


def _filters() -> dict[str, str | None]:
    """Closed filters, kept in the address so that a view can be shared."""
    chosen = any(key in st.query_params for key in ("program", "theme", "kind", "since", "until"))
    with st.expander("Filters", expanded=chosen, icon=":material/tune:"):
        program = choice("Programme", "program", {name: name for name in _programs()})
        theme = choice("Theme", "theme", {name: words.theme(name) for name in THEMES})
        kind = choice("Kind", "kind", _KINDS)
        with st.container(horizontal=True):
            since = day("From", "since")
            until = day("To", "until")
    return {"program": program, "theme": theme, "kind": kind, "since": since, "until": until}


def _programs() -> list[str]:
    me = st.session_state.me
    if me["programs"] is not None:
        return sorted(me["programs"])
    return sorted(one["program"] for one in client.get("/api/overview")["programs"])


screen()
