"""My pair: what the two agreed on, what they aim at, when they met, and two answers after each session."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from ui import client
from ui.components import acts, frame, setup, stories, thanks
from ui.components.address import pair_key
from ui.components.look import show
from ui.components.prep import prep
from ui.components.survey import survey

STATUSES = ("not started", "in progress", "achieved", "at risk", "missed", "dropped")


@st.fragment
def screen() -> None:
    """One block a pair of the visitor's own."""
    with frame.said_plainly():
        pairs = [one for one in client.get("/api/pairs") if one["as"] != "lead"]
        show("title.html", title="My pair", text="What you two agreed on. What you answer is yours alone.")
        acts.refusal()
        if not pairs:
            text = "Your programme lead writes your charter down once both of you agreed to it being kept."
            show("empty.html", title="Nothing is written down of your pair yet", text=text)
        for pair in pairs:
            key = pair_key(pair)
            show("charter.html", pair=pair)
            prep(pair, key)
            show("goals.html", pair=pair)
            _near(pair)
            _goal(pair, key)
            show("ledger.html", pair=pair)
            show("rhythm.html", pair=pair)
            _session(pair, key)
            survey(pair, key)
        setup.to_read()
        stories.mine()
        if "mentor" in st.session_state.me["roles"]:
            thanks.received()


def _near(pair: dict[str, Any]) -> None:
    """What may bear on a goal, for the two to say."""
    aims = {goal["id"]: goal["text"] for goal in pair["goals"]}
    for one in client.post("/api/pairs/goals/near", _place(pair))[:3] if aims else []:
        with st.container(key=f"near-{one['goal_id']}-{one['id']}"):
            show("goal_near.html", one=one, goal=aims[one["goal_id"]])
            with st.container(horizontal=True, gap="xsmall"):
                for fits, label in ((True, "It does"), (False, "It does not")):
                    body = {**_place(pair), "goal_id": one["goal_id"], "item_id": one["id"], "fits": fits}
                    st.button(label, key=f"tie-{one['goal_id']}-{one['id']}-{fits}", on_click=_post,
                              args=("/api/pairs/goals/tie", body))  # fmt: skip


def _goal(pair: dict[str, Any], key: str) -> None:
    with st.expander("Set or change a goal", icon=":material/flag:"):
        goals = {goal["text"]: goal for goal in pair["goals"]}
        chosen = st.selectbox("Goal", ["A new goal", *goals], key=f"which-{key}")
        one = goals.get(chosen) or dict.fromkeys(("id", "text", "baseline", "target", "measure"), "")
        here = f"{key}-{one['id']}"
        with st.form(f"goal-{here}", border=False):
            st.text_input("What you want to reach", one["text"], max_chars=400, key=f"text-{here}")
            with st.container(horizontal=True):
                st.text_input("Now", one["baseline"], max_chars=80, key=f"baseline-{here}", width=150)
                st.text_input("Target", one["target"], max_chars=80, key=f"target-{here}", width=150)
                st.text_input("How you both see it", one["measure"], max_chars=80, key=f"measure-{here}", width=220)
            at = STATUSES.index(one["status"]) if one["id"] else 0
            st.selectbox("It is", STATUSES, at, key=f"status-{here}", width=180)
            st.form_submit_button("Keep", type="primary", on_click=_keep_goal, args=(pair, one["id"], here))


def _keep_goal(pair: dict[str, Any], goal_id: str, here: str) -> None:
    said = {name: st.session_state[f"{name}-{here}"] for name in ("text", "baseline", "target", "measure", "status")}
    _post("/api/pairs/goals", {**_place(pair), **said, "goal_id": goal_id or None})


def _session(pair: dict[str, Any], key: str) -> None:
    today = date.fromisoformat(st.session_state.me["today"])
    with st.expander("We met, or called it off", icon=":material/event:"), st.form(f"met-{key}", border=False):
        st.date_input("Day", today, max_value=today, key=f"day-{key}", format="YYYY-MM-DD", width=160)
        st.checkbox("It was called off", key=f"off-{key}")
        st.form_submit_button("Say so", type="primary", on_click=_met, args=(pair, key))
    answered = {one["day"] for one in pair["mine"]}
    waiting = [day for day in pair["rhythm"]["held"] if day not in answered]
    if not waiting:
        return
    label = "Two questions about a session"
    with st.expander(label, icon=":material/favorite:"), st.form(f"pulse-{key}", border=False):
        st.selectbox("Session of", waiting[::-1], key=f"felt-{key}", width=180)
        st.slider("Was this hour worth your time? (1 not at all, 5 wholly)", 1, 5, 3, key=f"worth-{key}")
        st.slider("Could you say what you think?", 1, 5, 3, key=f"open-{key}")
        st.form_submit_button("Keep for me", type="primary", on_click=_felt, args=(pair, key))


def _met(pair: dict[str, Any], key: str) -> None:
    state = st.session_state
    _post(
        "/api/programme/met", {**_place(pair), "day": state[f"day-{key}"].isoformat(), "held": not state[f"off-{key}"]}
    )


def _felt(pair: dict[str, Any], key: str) -> None:
    said = {name: st.session_state[f"{name}-{key}"] for name in ("worth", "open")}
    _post("/api/programme/pulse", {**_place(pair), "day": st.session_state[f"felt-{key}"], **said})


def _place(pair: dict[str, Any]) -> dict[str, Any]:
    return {"program": pair["program"], "pair": pair["pair"]}


def _post(path: str, body: dict[str, Any]) -> None:
    acts.said(path, body)


screen()
