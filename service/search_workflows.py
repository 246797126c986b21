"""Workflows around search; each checks its caller first. Search, facets and ask themselves: service.workflows."""

from __future__ import annotations

from typing import Any

from mentoring.records import Caller
from service import search_requests as asked
from service.callers import require, require_program
from service.progress import Progress
from service.stages import handing_found, keeping, learned, seeing
from service.wiring import App


def export_found(app: App, caller: Caller, request: asked.ExportFound, _: Progress) -> list[dict[str, Any]]:
    """What a search finds, as it may leave Upwell; remembered as handed out."""
    require(caller, "lead")
    if request.search.program is not None:
        require_program(caller, request.search.program)
    return handing_found.export(app, caller, request.search)


def find_patterns(app: App, caller: Caller, request: asked.FindPatterns, _: Progress) -> list[dict[str, Any]]:
    """Patterns that bear on a question, each with the support that may be told of it."""
    require(caller, "lead", "executive")
    return learned.patterns(app, seeing.see(app, caller), request)


def learned_before(app: App, caller: Caller, request: asked.LearnedBefore, _: Progress) -> list[dict[str, Any]]:
    """The nearest earlier insights the caller may see to one she may see."""
    require(caller, "lead", "executive", "mentor")
    return learned.before(app, seeing.see(app, caller), request.insight_id)


def silence(app: App, caller: Caller, request: asked.Silence, _: Progress) -> list[dict[str, Any]]:
    """Goals of the caller's programmes, each with the insight nearest to it, and whether that bears on it."""
    require(caller, "lead")
    return learned.silence(app, caller, request.goals)


def keep_search(app: App, caller: Caller, request: asked.KeepSearch, _: Progress) -> dict[str, Any]:
    """Keep a search for the caller alone."""
    require(caller, "lead")
    if request.search.program is not None:
        require_program(caller, request.search.program)
    return keeping.keep(app, caller, request)


def kept_searches(app: App, caller: Caller, _request: asked.KeptSearches, _: Progress) -> list[dict[str, Any]]:
    """The caller's own."""
    require(caller, "lead")
    return keeping.kept(app, caller)


def forget_search(app: App, caller: Caller, request: asked.ForgetSearch, _: Progress) -> dict[str, Any]:
    """Drop one of the caller's own."""
    require(caller, "lead")
    return keeping.forget(app, caller, request.id)
