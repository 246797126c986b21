"""Search: what was learned before, by words or by meaning. The question never stands in the address."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import streamlit as st

from mentoring.records import DIRECTIONS, THEMES, words
from ui import client
from ui.components import acts
from ui.components.address import choice, day
from ui.components.frame import said_plainly
from ui.components.look import show

MOST, MOST_PATTERNS, MOST_EARLIER = 20, 3, 3
_KINDS = {
    "note": "Sessions", "insight": "Insights", "action": "Action items", "tool": "Tools learned",
    "method": "Methods learned",
}  # fmt: skip
_STATUSES = ("open", "done", "late", "missed")
_CLOSED = ("program", "pair", "theme", "direction", "kind", "status", "since", "until")
_FORMS = {"csv": ("Table", "text/csv"), "md": ("Page", "text/markdown")}


def screen() -> None:
    """The question, its filters, what was found, what can be done with it."""
    show("title.html", title="Search", text="By words or by meaning, over everything you may see.")
    acts.refusal()
    _kept()
    with st.form("question", border=False):
        query = st.text_input("What are you looking for?", key="query", type="search", max_chars=2000) or ""
        with st.container(horizontal=True, key="asking", gap="small"):
            st.form_submit_button("Search", type="primary")
            asked = st.form_submit_button("Ask for an answer")
    filters = _filters()
    if not query.strip():
        show("hint.html")
        return
    search = {"query": query, "k": MOST, **filters}
    hits = client.post("/api/search", search)
    if asked:
        with said_plainly():  # what was found stands below also where there is no answer now
            answer = client.post("/api/ask", {"question": query})
            show("answer.html", answer=answer, hits=hits, filtered=_any(filters))
    if not _any({**filters, "theme": None}):
        found = client.post("/api/search/patterns", {"query": query, "theme": filters["theme"], "k": MOST_PATTERNS})
        if found:
            show("patterns.html", patterns=found)
    show("hits.html", hits=hits, most=MOST, filtered=_any(filters))
    for hit in hits:
        _session(hit)
    if hits:
        _take_along(search)


@st.fragment
def _session(hit: dict[str, Any]) -> None:
    """One session; a fragment, so that asking what was learned before takes nothing else off the page."""
    with st.container(gap=None, key=f"hit-{hit['note_id']}"):
        show("hit.html", hit=hit)
        if hit["insights"] and st.button(
            "Learned before?", key=f"before-{hit['note_id']}", type="tertiary", icon=":material/history:"
        ):
            with said_plainly():  # nobody else does, where the fragment alone is drawn anew
                show("near.html", near=_learned_before(hit))


def _learned_before(hit: dict[str, Any]) -> list[dict[str, Any]]:
    """Earlier insights near to those of one session, nearest first."""
    found = [near for one in hit["insights"] for near in client.get(f"/api/insights/{one['id']}/before")]
    nearest = sorted(found, key=lambda one: -one["similarity"])
    return list({one["id"]: one for one in nearest}.values())[:MOST_EARLIER]


def _any(filters: dict[str, str | None]) -> bool:
    return any(filters.values())


def _filters() -> dict[str, str | None]:
    """Closed filters, kept in the address so that a view can be shared; people behind them only in safe steps."""
    chosen = {key: st.query_params[key] for key in _CLOSED if key in st.query_params}
    with st.expander("Filters", expanded=bool(chosen), icon=":material/tune:"):
        counts = client.get("/api/search/facets")

        def counted(name: str, labels: dict[str, str]) -> dict[str, str]:
            told = counts[name]
            return {
                one: f"{label} ({told[one]} or more people)" if one in told else label for one, label in labels.items()
            }

        program = choice("Programme", "program", counted("program", {name: name for name in _programs()}))
        pair = choice("Pair", "pair", {name: name for name in counts["pair"]})
        theme = choice("Theme", "theme", counted("theme", {name: words.theme(name) for name in THEMES}))
        direction = choice(
            "Direction", "direction", counted("direction", {name: words.direction(name) for name in DIRECTIONS})
        )
        kind = choice("Kind", "kind", counted("kind", _KINDS))
        status = choice(
            "Action items that are", "status", counted("status", {one: words.status(one) for one in _STATUSES})
        )
        with st.container(horizontal=True):
            since = day("From", "since")
            until = day("To", "until")
    return {
        "program": program, "pair": pair, "theme": theme, "direction": direction, "kind": kind, "status": status,
        "since": since, "until": until,
    }  # fmt: skip


def _programs() -> list[str]:
    me = st.session_state.me
    if me["programs"] is not None:
        return sorted(me["programs"])
    return sorted(one["program"] for one in client.get("/api/overview")["programs"])


def _kept() -> None:
    """Searches kept before: choosing one fills the question and its filters in; its id may stand in the address."""
    kept = {one["id"]: one for one in client.get("/api/searches")}
    if not kept:
        return
    with st.expander("Kept searches", icon=":material/bookmark:"):
        chosen = choice("Search again", "saved", {id_: one["name"] for id_, one in kept.items()})
        if chosen:
            with st.container(horizontal=True, gap="small"):
                st.button("Search again", on_click=_fill, args=(kept[chosen]["search"],))
                st.button("Forget it", type="tertiary", on_click=_forget, args=(chosen,))


def _fill(search: dict[str, Any]) -> None:
    st.session_state["query"] = search["query"]
    for name in _CLOSED:
        st.session_state.pop(name, None)
        st.query_params.pop(name, None)
        if search[name]:
            st.query_params[name] = search[name]


def _forget(search_id: str) -> None:
    acts.said("/api/searches/forget", {"id": search_id})
    st.session_state.pop("saved", None)
    st.query_params.pop("saved", None)


def _take_along(search: dict[str, Any]) -> None:
    """Keep the search, or hand out what it found; that is remembered, so it is only made when asked for."""
    with st.expander("Keep or export", icon=":material/bookmark_add:"):
        with st.form("keep", border=False):
            name = st.text_input("Name", key="name", max_chars=80)
            if st.form_submit_button("Keep this search") and name:
                client.post("/api/searches", {"name": name, **search})
                st.rerun()
        who = client.visitor()  # the click comes after the page was drawn, when its request is over
        with st.container(horizontal=True, gap="small"):
            for form, (label, mime) in _FORMS.items():
                made = partial(_written, {"form": form, **search}, who)
                st.download_button(label, made, f"found.{form}", mime, key=f"take-{form}", on_click="ignore")


def _written(body: dict[str, Any], who: dict[str, str]) -> bytes:
    asked = {name: value for name, value in body.items() if value is not None}
    return str(json.loads(client.download("/api/search/export", asked, who))["text"]).encode()


screen()
