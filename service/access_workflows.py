"""API tokens, and digests by mail or none: what is a person's own. Each checks its caller first."""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service import access_requests as requests
from service.callers import require_herself
from service.progress import Progress
from service.stages import access, mailing
from service.wiring import App


def make_token(app: App, caller: Caller, request: requests.MakeToken, _: Progress) -> dict[str, Any]:
    """A token for oneself; the operator's word makes one for anybody."""
    require_herself(caller)
    return access.make(app, caller, request)


def list_tokens(app: App, caller: Caller, _request: requests.ListTokens, _: Progress) -> list[dict[str, Any]]:
    """One's own tokens, or for an admin all."""
    require_herself(caller)
    return access.listed(app, caller)


def revoke_token(app: App, caller: Caller, request: requests.RevokeToken, _: Progress) -> dict[str, Any]:
    """End one of one's own tokens, or as an admin any."""
    require_herself(caller)
    return access.revoke(app, caller, request)


def digest_mail(app: App, caller: Caller, _request: requests.DigestMail, _: Progress) -> dict[str, Any]:
    """Whether the caller gets digests by mail."""
    require_herself(caller)
    return mailing.wanted(app, caller)


def choose_mail(app: App, caller: Caller, request: requests.ChooseMail, _: Progress) -> dict[str, Any]:
    """Digests by mail or none, from now on."""
    require_herself(caller)
    return mailing.choose(app, caller, request.person, want=request.want)
