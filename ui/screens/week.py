"""This week: the digest, read in ninety seconds."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from mentoring.records import words
from ui import client
from ui.components import acts
from ui.components.address import first_choice
from ui.components.look import show
from ui.components.pages import REVIEW, screens_for

_FORMS = {
    "pdf": ("PDF", "application/pdf"),
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pptx": ("PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "html": ("Web page", "text/html"),
    "eml": ("Mail", "message/rfc822"),
    "ics": ("Calendar", "text/calendar"),
}
"""Formats offered at the desk, with the words on their buttons."""


def screen() -> None:
    """The newest week, or the one in the address."""
    acts.refusal()
    weeks = client.get("/api/weeks")
    if not weeks:
        show(
            "empty.html",
            title="No session has been read yet",
            text="Once notes are taken in and insights drawn from them, each week's digest stands here. "
            "At the command line: upwell ingest NOTES, then upwell extract.",
        )
        return
    heading = st.container()
    with st.container(horizontal=True, key="waiting", gap="small", vertical_alignment="center"):
        _waiting()
        week = _pick(weeks)
    digest = client.get("/api/digest", week=week)
    with heading:
        show("week_head.html", digest=digest, quiet=_is_quiet(digest))
    if not _is_quiet(digest):
        show("week.html", digest=digest)
    _take_along(week)
    if not client.acting():
        _mail()


def _pick(weeks: list[dict[str, Any]]) -> str:
    days = {one["week"]: words.days(one["first_day"], one["last_day"]) for one in weeks}
    return first_choice("Week", "week", days, width=250, label_visibility="collapsed")


def _take_along(week: str) -> None:
    """The same digest as a file; made when it is asked for, as handing out is registered."""
    who = client.visitor()
    with st.expander("Take it along", icon=":material/download:"), st.container(horizontal=True, gap="small"):
        for form, (label, media) in _FORMS.items():
            made = partial(client.download, "/api/digest/download", {"week": week, "format": form}, who)
            name = f"upwell-{week}.{form}"
            st.download_button(label, made, name, media, key=f"take-{form}", on_click="ignore")


def _mail() -> None:
    """Digests by mail or none; what a mail's own link stopped is taken back here."""
    wanted = client.get("/api/mail")["wanted"]
    if wanted is None:
        return
    with st.container(horizontal=True, key="mail", vertical_alignment="center"):
        show("mail.html", wanted=wanted)
        label = "Stop them" if wanted else "Have them again"
        st.button(label, key=f"mail-{wanted}", type="tertiary", on_click=_choose_mail, args=(not wanted,))


def _choose_mail(want: bool) -> None:  # noqa: FBT001 - Streamlit passes arguments by position
    acts.said("/api/mail", {"want": want})


def _waiting() -> None:
    """A way to the cards that wait, for whoever may decide."""
    me = st.session_state.me
    if REVIEW not in screens_for(frozenset(me["roles"]), operator=me["operator"]):
        return
    waiting = client.get("/api/review")["left"]
    if waiting and st.button(f"Decide on {words.count(waiting, 'item')}", type="primary"):
        st.switch_page(REVIEW)


def _is_quiet(digest: dict[str, Any]) -> bool:
    return not (digest["insights"] or digest["actions"] or digest["patterns"])


screen()
