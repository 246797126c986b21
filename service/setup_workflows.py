"""Workflows of setting a programme up: by a lead of it or an admin; read by everybody who belongs to it."""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service import setup_requests as asked
from service.callers import require, require_herself, require_program
from service.progress import Progress
from service.stages import setting_up
from service.wiring import App


def start(app: App, caller: Caller, request: asked.StartProgramme, _: Progress) -> dict[str, Any]:
    """Set a programme up, with its texts."""
    _lead_or_admin(caller, request.program)
    return setting_up.start(app, caller, request)


def texts(app: App, caller: Caller, request: asked.ShowTexts, _: Progress) -> list[dict[str, Any]]:
    """Programmes the caller leads or belongs to, with the texts that are for her."""
    require(caller, "lead", "admin", "mentor", "executive")
    require_herself(caller)
    return setting_up.listed(app, caller, request)


def edit(app: App, caller: Caller, request: asked.EditText, _: Progress) -> dict[str, Any]:
    """A text in the lead's own words."""
    _lead_or_admin(caller, request.program)
    return setting_up.edit(app, caller, request)


def _lead_or_admin(caller: Caller, program: str) -> None:
    require(caller, "lead", "admin")
    require_herself(caller)
    if "admin" not in caller.roles:
        require_program(caller, program)
