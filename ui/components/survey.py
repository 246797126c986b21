"""The survey that is open to one of a pair: four questions, a word more, and the way to take it all back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui.components import acts
from ui.components.look import show

WAVES = {"initial": "At the beginning", "mid": "In the middle", "post": "At the end"}
_LONGEST = 1000
_SCALE = (1, 2, 3, 4, 5)


def survey(pair: dict[str, Any], key: str) -> None:
    """Her own answers so far, and the form of the open one."""
    said = {one["wave"]: one for one in pair["survey"]["mine"]}
    wave = pair["survey"]["open"]
    if not said and wave is None:
        return
    show("my_surveys.html", said=said, waves=WAVES, open=wave)
    if wave is not None:
        label = "Change my answers" if wave in said else "Answer the survey"
        with st.expander(f"{label}: {WAVES[wave].lower()}", icon=":material/rate_review:"):
            _form(pair, key, wave, said.get(wave))
    with st.container(horizontal=True, gap="xsmall"):
        for one in said:
            st.button(f"Take back: {WAVES[one].lower()}", key=f"back-{one}-{key}", on_click=_back, args=(pair, one))


def _form(pair: dict[str, Any], key: str, wave: str, before: dict[str, Any] | None) -> None:
    scores = before["scores"] if before else {}
    with st.form(f"survey-{wave}-{key}", border=False):
        show("soft.html", text="1 not at all, 5 wholly. You may leave a question out.")
        for question, sentence in pair["survey"]["questions"].items():
            at = _SCALE.index(scores[question]) if question in scores else None
            st.radio(sentence, _SCALE, at, key=f"{question}-{wave}-{key}", horizontal=True)
        words = before["comment"] if before else ""
        st.text_area("A word more", words, max_chars=_LONGEST, key=f"comment-{wave}-{key}", height=90)
        st.form_submit_button("Keep my answers", type="primary", on_click=_keep, args=(pair, key, wave))


def _keep(pair: dict[str, Any], key: str, wave: str) -> None:
    state, asked = st.session_state, pair["survey"]["questions"]
    scores = {question: score for question in asked if (score := state[f"{question}-{wave}-{key}"]) is not None}
    if not scores:
        state.refusal = "Answer one question at least."
        return
    body = {**_place(pair), "wave": wave, "scores": scores, "comment": state[f"comment-{wave}-{key}"]}
    told = acts.said("/api/programme/survey", body)
    if told and told["comment_withheld"]:
        state.refusal = "Your answers are kept. Your comment is not: every sentence of it spoke of somebody by name."


def _back(pair: dict[str, Any], wave: str) -> None:
    acts.said("/api/programme/survey/back", {**_place(pair), "wave": wave})


def _place(pair: dict[str, Any]) -> dict[str, Any]:
    return {"program": pair["program"], "pair": pair["pair"]}
