"""The quarterly report: the page's figures of one quarter, without a pair, a comment or a name."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from mentoring.errors import BadInput
from mentoring.records import Caller
from service.programme_requests import QuarterReport
from service.render.report import REPORT_FORMS
from service.stages import answering, blocking, comparing, pair_pages, pairing
from service.stages.programme_page import figures
from service.stages.seeing import rules_of, see
from service.wiring import App


def report(app: App, caller: Caller, request: QuarterReport) -> dict[str, Any]:
    """The document, remembered as handed out for the notes of every session that is counted in it."""
    if request.form not in REPORT_FORMS:
        raise BadInput(f"There is no report format {request.form}: use one of {', '.join(REPORT_FORMS)}.")
    first, last = days_of(request.quarter)
    if first > app.today:
        raise BadInput("That quarter is still to come.")
    with app.store.transaction():  # nobody withdraws between what is read and what is remembered of it
        document, notes = _document(app, caller, request.quarter, (first, last))
        if request.file is None:
            app.store.artifacts.handed_out(f"report-{request.form}", "download", notes, app.now())
        else:
            app.store.artifacts.wrote(request.file, "report", notes, app.now())
        app.store.audit.append("report-out", actor_ref=app.ref(caller), at=app.now(), details={"notes": len(notes)})
    return document


def days_of(quarter: str) -> tuple[date, date]:
    """First and last day of "2026-Q2"; BadInput for what is no quarter."""
    if not re.fullmatch(r"20\d\d-Q[1-4]", quarter):
        raise BadInput("Write the quarter as 2026-Q2.")
    year, part = int(quarter[:4]), int(quarter[-1])
    after = date(year + part // 4, part % 4 * 3 + 1, 1)
    return date(year, part * 3 - 2, 1), after - timedelta(days=1)


def _document(app: App, caller: Caller, quarter: str, window: tuple[date, date]) -> tuple[dict[str, Any], list[str]]:
    first, last = window
    known = [here for here in pairing.places(app, caller) if here.met == "lead"]
    kept = pair_pages.rhythms(app, known, window)
    answers = [one for one in answering.readable_answers(app, caller) if one.day <= last]
    seen = see(app, caller, export=True)
    within = tuple(one for one in seen.placed if first <= one.session_date <= last)
    seen = replace(seen, placed=within, shown={one.id: seen.shown[one.id] for one in within})
    keys = {here.pair.key for here in known}
    counted = {one.note_id for one in within}
    counted |= {
        note_id
        for note_id, one in app.store.placed.now().sessions.items()
        if (one.program, one.pair) in keys and first <= one.session_date <= last
    }
    document = {
        "quarter": quarter,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "k": rules_of(app).k,
        "programs": sorted({here.pair.program for here in known}),
        **figures(app, known, kept, answers, seen),
        "blockers": blocking.figures(app, caller, window),
        "outcomes": comparing.figures(app, caller, last),
        "across": comparing.across(app, known, seen),
    }
    return {name: value for name, value in document.items() if name != "comments"}, sorted(counted)
