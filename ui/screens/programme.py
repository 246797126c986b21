"""Programme: pairs by presence, figures of several people, and the quarter's report to print."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from ui import client
from ui.components import acts, frame, matching, setup, stories
from ui.components.address import pair_key
from ui.components.look import show
from ui.components.tables import tables

_FORMS = {"pdf": ("PDF", "application/pdf"), "html": ("Page", "text/html")}
QUARTERS = 4
"""Quarters that can be printed: the running one and those before."""


@st.fragment
def screen() -> None:
    """Figures first, then each pair; what a lead writes down of one stands under it."""
    with frame.said_plainly():
        page = client.get("/api/programme")
        if page["pairs"]:
            show("programme_head.html", page=page)
        acts.refusal()
        if not page["pairs"]:
            text = "Bring a table of goals in here, or write a charter: upwell programme charter PAIR --program NAME."
            show("empty.html", title="No pair is kept yet", text=text)
            setup.setup(first=True)
            tables()
            matching.accepted()
            matching.matching(_programs(page))
            stories.told()
            return
        show("programme_figures.html", page=page)
        _report(date.fromisoformat(page["today"]))
        show("programme_pairs.html", page=page)
        matching.accepted()
        _charters()
        tables()
        matching.matching(_programs(page))
        setup.setup(first=False)
        show("programme_comments.html", page=page)
        stories.told()


def _programs(page: dict[str, Any]) -> list[str]:
    """Those she leads by the roster, and those of the pairs in sight."""
    return sorted({*(st.session_state.me["programs"] or ()), *(one["program"] for one in page["pairs"])})


def _report(today: date) -> None:
    with st.expander("Report to print", icon=":material/download:"):
        quarters = _quarters(today)
        quarter = st.selectbox("Quarter", quarters, key="quarter", width=160)
        who = client.visitor()
        with st.container(horizontal=True, gap="small"):
            for form, (label, media) in _FORMS.items():
                made = partial(client.download, "/api/programme/report", {"quarter": quarter, "format": form}, who)
                name = f"upwell-{quarter}.{form}"
                st.download_button(label, made, name, media, key=f"report-{form}-{quarter}", on_click="ignore")


def _quarters(today: date) -> list[str]:
    at = today.year * 4 + (today.month - 1) // 3
    return [f"{one // 4}-Q{one % 4 + 1}" for one in range(at, at - QUARTERS, -1)]


def _charters() -> None:
    pairs = [one for one in client.get("/api/pairs") if one["as"] == "lead"]
    with st.expander("Charter of a pair", icon=":material/handshake:"):
        names = {f"{one['pair']} ({one['program']})": one for one in pairs}
        chosen = st.selectbox("Pair", list(names), None, key="charter-pair", placeholder="Choose", width=280)
        if chosen is not None:
            show("charter.html", pair=names[chosen])
            _charter(names[chosen])


def _charter(pair: dict[str, Any]) -> None:
    said, key = pair["charter"], pair_key(pair)
    with st.form(f"charter-{key}", border=False):
        st.text_input("Project", said["project"], max_chars=600, key=f"project-{key}")
        st.text_area("Ground rules", said["ground_rules"], max_chars=600, key=f"ground_rules-{key}", height=80)
        st.text_area(
            "Why these two (both read it)", said["rationale"], max_chars=600, key=f"rationale-{key}", height=80
        )
        with st.container(horizontal=True):
            st.date_input("From", _day(said["starts"]), key=f"starts-{key}", format="YYYY-MM-DD", width=150)
            st.date_input("Until", _day(said["ends"]), key=f"ends-{key}", format="YYYY-MM-DD", width=150)
            st.number_input("Days between sessions", 3, 120, said["every_days"], key=f"every_days-{key}", width=200)
        st.form_submit_button("Keep", type="primary", on_click=_keep, args=(pair, key))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _keep(pair: dict[str, Any], key: str) -> None:
    fields = ("project", "ground_rules", "rationale", "starts", "ends", "every_days")
    body = {name: st.session_state[f"{name}-{key}"] for name in fields}
    days = {name: value.isoformat() for name, value in body.items() if isinstance(value, date)}
    acts.said("/api/pairs/charter", {"program": pair["program"], "pair": pair["pair"], **body, **days})


screen()
