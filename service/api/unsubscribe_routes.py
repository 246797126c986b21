"""The way out of digest mail, for mail programs and people without a session: RFC 8058.

Reading the address shows a page with one button and changes nothing, as scanners read every link; posting to it,
which a mail program does by itself when somebody presses its own "unsubscribe", ends the mails.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from service.api.asking import Opened
from service.render.signin import page_html, unsubscribe_html
from service.stages import mailing

router = APIRouter(include_in_schema=False)
Token = Annotated[str, Query(pattern=r"^[0-9a-f]{40}$")]


@router.get("/unsubscribe", response_class=HTMLResponse)
def ask(token: Token) -> HTMLResponse:
    """A page with one button."""
    return HTMLResponse(unsubscribe_html(token))


@router.post("/unsubscribe", response_class=HTMLResponse)
def stop(app: Opened, token: Token) -> HTMLResponse:
    """End the mails of whoever this token was made for."""
    mailing.stop_by_token(app, token)
    return HTMLResponse(page_html("unsubscribed.html"))
