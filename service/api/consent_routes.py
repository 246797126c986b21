"""Addresses of consent: one call gives, one call takes back, with the same body; a receipt for everybody.

And of what a mentor consents to word by word: the preview of her own items.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter

from service import requests, workflows
from service.api import bodies
from service.api import consent_answers as answers
from service.api.address import everybody, who_may
from service.api.asking import Asking, Opened
from service.progress import silent

router = APIRouter(prefix="/api", tags=["consent"])
_brief: dict[str, Any] = {"response_model_exclude_unset": True}
_own_or_lead = who_may("write", lead="programme", executive="own", mentor="own")


@router.get("/consent", response_model=list[answers.Standing], **who_may("read", lead="programme", admin="home"))
def status(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """Who consented to what, by reference; for leads."""
    return workflows.consent_status(app, caller, requests.ConsentStatus(), silent)


@router.post("/consent/grant", response_model=answers.Granted, **_brief, **_own_or_lead)
def grant(app: Opened, caller: Asking, body: bodies.GrantBody) -> dict[str, Any]:
    """Give consent: everybody her own, a lead what she was told."""
    request = requests.Grant(
        person=bodies.whose(caller, body.person), program=body.program, pair=body.pair, purposes=tuple(body.purposes),
        session=_iso(body.session), role=body.role, expires=_iso(body.expires), release=body.release,
        notice=body.notice,
    )  # fmt: skip
    return workflows.grant(app, caller, request, silent)


@router.post("/consent/withdraw", response_model=answers.Erased, **_own_or_lead)
def withdraw(app: Opened, caller: Asking, body: bodies.ConsentBody) -> dict[str, Any]:
    """Take consent back: what it covered is erased before the answer, the signed receipt."""
    request = requests.Withdraw(
        person=bodies.whose(caller, body.person), program=body.program, pair=body.pair, purposes=tuple(body.purposes),
        session=_iso(body.session),
    )  # fmt: skip
    return workflows.withdraw(app, caller, request, silent)


@router.post("/consent/withdraw-named", response_model=answers.Erased, **who_may("write", lead="whole"))
def withdraw_named(app: Opened, caller: Asking, body: bodies.NamedBody) -> dict[str, Any]:
    """Take a third party out of every note that names her; for leads. The answer is the signed receipt."""
    return workflows.withdraw_named(app, caller, requests.WithdrawNamed(body.name, tuple(body.aliases)), silent)


@router.post("/consent/receipt", response_model=answers.ConsentReceipt, **everybody("read", lead="programme"))
def receipt(app: Opened, caller: Asking, body: bodies.ReceiptBody) -> dict[str, Any]:
    """What the register holds of a person, signed. A POST, so that no name stands in an address."""
    return workflows.receipt(app, caller, requests.ConsentReceipt(bodies.whose(caller, body.person)), silent)


@router.get(
    "/preview",
    response_model=list[answers.Preview],
    response_model_exclude_unset=True,
    **who_may("read", mentor="own"),
)
def preview(app: Opened, caller: Asking) -> list[dict[str, Any]]:
    """The caller's own items as a mentor, those that wait for her word first."""
    return workflows.preview(app, caller, requests.Preview(), silent)


@router.post(
    "/preview/{item_id}",
    response_model=answers.Settled,
    response_model_exclude_unset=True,
    **who_may("write", mentor="own"),
)
def settle_words(app: Opened, caller: Asking, item_id: bodies.ItemId, body: bodies.SettleBody) -> dict[str, Any]:
    """Release, hold, veto or soften one of the caller's own items."""
    request = requests.SettleWords(item_id, body.choice, body.level, body.text, body.version)
    return workflows.settle_words(app, caller, request, silent)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
