"""HTTP to the service in the visitor's own name, and nothing else.

Only the session cookie is passed on; answers are never kept beyond the page they were asked for,
because what one person may see another may not.
"""

from __future__ import annotations

from typing import Any

import httpx
import streamlit as st

COOKIE = "upwell_session"
SECONDS, MINUTES = 60.0, 600.0
"""How long an answer may take, and one to long work."""


class Problem(Exception):
    """The service said no. `detail` is one sentence to show as it is; `code` is stable."""

    def __init__(self, detail: str, code: str) -> None:
        super().__init__(code)
        self.detail = detail
        self.code = code


def get(path: str, **query: str) -> Any:
    """Read something; Problem when the service refuses or is away."""
    return _call("GET", path, params=query)


def post(path: str, body: dict[str, Any]) -> Any:
    """Ask or decide something; values that are None were not given."""
    return _call("POST", path, json={key: value for key, value in body.items() if value is not None})


def work(path: str, body: dict[str, Any]) -> Any:
    """As `post`, for what takes minutes."""
    return _answer("POST", path, visitor(), seconds=MINUTES, json=body).json()


def download(path: str, body: dict[str, Any], who: dict[str, str]) -> bytes:
    """A file, for a click that comes after the page was drawn: `who` is the `visitor`, taken while it was."""
    return _answer("POST", path, who, json=body).content


def session() -> str | None:
    """The visitor's session key, from the visitor's own request."""
    return st.context.cookies.get(COOKIE)


def act_for(person: str | None) -> None:
    """From now on in this person's name, for whoever may; None: in one's own. The service checks it at every call."""
    st.session_state.acting_for = person


def acting() -> bool:
    """Whether the visitor acts for somebody else now."""
    return bool(st.session_state.get("acting_for"))


def visitor() -> dict[str, str]:
    """Who asks, as headers: the visitor's session, and in whose name."""
    key, executive = session(), st.session_state.get("acting_for")
    cookie = {"Cookie": f"{COOKIE}={key}"} if key else {}
    return {**cookie, "Upwell-For": executive} if executive else cookie


def _call(method: str, path: str, **content: Any) -> Any:
    return _answer(method, path, visitor(), **content).json()


def _answer(method: str, path: str, who: dict[str, str], *, seconds: float = SECONDS, **content: Any) -> httpx.Response:
    try:
        # trust_env off: a proxy named in the environment has no business on the way to this machine itself.
        with httpx.Client(base_url=st.secrets["service"], headers=who, trust_env=False, timeout=seconds) as client:
            reply = client.request(method, path, **content)
    except httpx.TransportError:
        raise Problem("The service does not answer: wait a moment and reload this page.", "away") from None
    if reply.is_success:
        return reply
    raise _problem(reply)


def _problem(reply: httpx.Response) -> Problem:
    try:
        said = reply.json()
        return Problem(str(said["detail"]), str(said["code"]))
    except (ValueError, KeyError, TypeError):
        return Problem("The service cannot answer this now: try again in a moment.", f"http-{reply.status_code}")
