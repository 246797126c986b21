"""Retention by policy: what it will take is shown first; taking it is a command of its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from mentoring.records import Caller
from mentoring.store import retention
from mentoring.store.reach import measure
from mentoring.store.retention import Limits
from service.callers import leads
from service.stages.erasing import erasure_of
from service.wiring import App


def limits_of(app: App) -> Limits:
    """The policy as days before which things are over today."""
    policy = app.settings.retention

    def since(days: int | None) -> date | None:
        return None if days is None else app.today - timedelta(days=days)

    return Limits(since(policy.notes_days), since(app.settings.retention_days), since(policy.runs_days))


def foresee(app: App, caller: Caller) -> dict[str, Any]:
    """What the policy will take of the caller's programmes; nothing is changed."""
    limits = limits_of(app)
    over = [row for row in retention.notes_over(app.store, limits) if leads(caller, row.program)]
    reach = measure(app.store.database, over)
    out = app.store.artifacts.holding(reach.notes)
    whole = caller.programs is None
    return {
        "policy": {
            "notes_days": app.settings.retention.notes_days, "originals_days": app.settings.retention_days,
            "runs_days": app.settings.retention.runs_days,
        },
        "notes": len(over),
        "programs": dict(sorted(Counter(row.program for row in over).items())),
        "oldest": over[0].session_date.isoformat() if over else None,
        "insights": reach.insights,
        "actions": len(reach.items) - reach.insights,
        "digests": len(reach.digests),
        "originals": retention.originals_over(app.store, limits) if whole else None,
        "runs": retention.runs_over(app.store.database, limits) if whole else None,
        "handed_out": [f"{one.kind} {one.at[:10]}: {one.place}" for one in out if one.handling == "handed-out"],
        "backups": sum(one.handling == "backup" for one in out),
    }  # fmt: skip


def apply(app: App, caller: Caller) -> dict[str, Any]:
    """Take it; notes leave a signed receipt, as with every erasure."""
    told, limits = foresee(app, caller), limits_of(app)
    details = {name: told[name] for name in ("notes", "originals", "runs")}
    app.store.audit.append("retention", actor_ref=app.ref(caller), at=app.now(), details=details)
    receipt = retention.end_notes(app.store, erasure_of(app), limits, app.now())
    app.store.notes.drop_bodies(app.now() - timedelta(days=app.settings.retention_days))
    retention.drop_runs(app.store.database, limits)
    app.store.database.truncate_log(patience=0.5, insist=False)
    return {**told, "receipt": None if receipt is None else receipt.as_json()}


def again(app: App, gone_before: dict[str, str]) -> None:
    """In a restored home: what retention had ended since its backup."""
    if "notes" in gone_before:
        limits = replace(Limits(), notes=date.fromisoformat(gone_before["notes"]))
        retention.end_notes(app.store, erasure_of(app), limits, app.now())
