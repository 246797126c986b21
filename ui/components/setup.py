"""Setting a programme up: its frame in one short form, its texts to read, to print and to put in one's own words."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from ui import client
from ui.components import acts
from ui.components.look import show

_FURTHER = {
    "quote": "Show words as they are beyond the programme",
    "attribute": "Credit people by name",
    "model": "Send redacted text to a model on another machine",
}
_NEW = "A new programme"


def setup(*, first: bool) -> None:
    """`first`: nothing is kept yet, so the form stands open."""
    known = client.get("/api/setup")
    label = "Start a programme" if not known else "The programme's frame and texts"
    with st.expander(label, icon=":material/flag:", expanded=first and not known):
        names = {one["program"]: one for one in known}
        chosen = st.selectbox("Programme", [*names, _NEW], key="setup-program", width=280) if known else _NEW
        _frame(names.get(chosen))
        if chosen in names:
            _texts(names[chosen])


def to_read() -> None:
    """The texts for somebody who takes part: what was promised, and how to begin."""
    for one in client.get("/api/setup"):
        with st.expander(f"To read: {one['program']}", icon=":material/menu_book:"):
            text = _chosen(one, "read")
            show("leaflet.html", text=text)
            _print(one, text)


def _frame(one: dict[str, Any] | None) -> None:
    """Five answers; notice, consent form, rules, onboarding and guides are written from them."""
    said = one or {
        "program": "",
        "starts": None,
        "ends": None,
        "every_days": 14,
        "k": None,
        "purposes": list(_FURTHER)[:2],
    }
    key = said["program"] or "new"
    show("setup_head.html", new=one is None)
    with st.form(f"setup-{key}", border=False):
        if one is None:
            st.text_input("What is it called?", max_chars=80, key=f"setup-name-{key}")
        with st.container(horizontal=True):
            st.date_input("First day", _day(said["starts"]), key=f"setup-starts-{key}", format="YYYY-MM-DD", width=150)
            st.date_input("Last day", _day(said["ends"]), key=f"setup-ends-{key}", format="YYYY-MM-DD", width=150)
            st.number_input("Days between sessions", 3, 120, said["every_days"], key=f"setup-every-{key}", width=180)
            st.number_input("Fewest people behind a figure", 2, 50, said["k"], key=f"setup-k-{key}", width=220,
                            placeholder="as this home has it")  # fmt: skip
        for purpose, label in _FURTHER.items():
            st.checkbox(f"Ask people: {label}", purpose in said["purposes"], key=f"setup-{purpose}-{key}")
        st.form_submit_button("Write the texts" if one is None else "Change it", type="primary", on_click=_start,
                              args=(said["program"], key))  # fmt: skip


def _start(name: str, key: str) -> None:
    state = st.session_state
    further = [purpose for purpose in _FURTHER if state[f"setup-{purpose}-{key}"]]
    days = {field: value.isoformat() for field in ("starts", "ends") if (value := state[f"setup-{field}-{key}"])}
    body = {"program": name or state.get(f"setup-name-{key}", ""), "every_days": state[f"setup-every-{key}"],
            "k": state[f"setup-k-{key}"], "purposes": ["store", "extract", *further], **days}  # fmt: skip
    if not body["program"].strip():
        state.refusal = "Say what the programme is called."
    else:
        acts.said("/api/setup/start", body)


def _texts(one: dict[str, Any]) -> None:
    text = _chosen(one, "edit")
    show("leaflet.html", text=text)
    _print(one, text)
    key = f"{one['program']}-{text['name']}-{text['version']}"
    with st.form(f"text-{key}", border=False):
        st.text_area("In your own words (# heading, - list, **bold**)", text["body"], key=f"body-{key}", height=260,
                     max_chars=20_000)  # fmt: skip
        st.form_submit_button("Keep these words", on_click=_keep, args=(one["program"], text["name"], key))
    if text["edited"]:
        body = {"program": one["program"], "name": text["name"], "body": ""}
        st.button("Back to Upwell's words", key=f"ours-{key}", type="tertiary", on_click=acts.said,
                  args=("/api/setup/text", body))  # fmt: skip


def _keep(program: str, name: str, key: str) -> None:
    acts.said("/api/setup/text", {"program": program, "name": name, "body": st.session_state[f"body-{key}"]})


def _chosen(one: dict[str, Any], use: str) -> dict[str, Any]:
    texts: dict[str, dict[str, Any]] = {text["title"]: text for text in one["texts"]}
    title = st.selectbox("Text", list(texts), key=f"text-{use}-{one['program']}", width=380)
    return texts[title]


def _print(one: dict[str, Any], text: dict[str, Any]) -> None:
    who = client.visitor()
    with st.container(horizontal=True, gap="small"):
        for form, label, media in (("html", "Page to print", "text/html"), ("md", "Markdown", "text/markdown")):
            body = {"program": one["program"], "name": text["name"], "format": form}
            made = partial(client.download, "/api/setup/file", body, who)
            key = f"file-{form}-{one['program']}-{text['name']}"
            st.download_button(label, made, f"{text['name']}.{form}", media, key=key, on_click="ignore")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
