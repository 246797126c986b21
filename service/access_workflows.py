"""API tokens: who may make, see and end them. Each checks its caller first."""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service import access_requests as requests
from service.callers import require_herself
from service.progress import Progress
from service.stages import access
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
