"""Items as the contract's JSON: what an export, a digest and a review card say of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from mentoring.consent.patterns import ShownPattern
from mentoring.programme.accountability import step_of
from mentoring.records import ActionItem, Evidence
from mentoring.redaction.render import humanise
from mentoring.store.items import ActionRow, InsightRow, Provenance
from mentoring.store.outcomes import Outcome
from mentoring.store.placed import Placed
from mentoring.store.reviews import Reviewed

_UNTOUCHED = Reviewed()


def insight(row: InsightRow, reviewed: Reviewed = _UNTOUCHED, *, quoted: bool) -> dict[str, Any]:
    """One insight; without leave to quote, its words stay in the note."""
    one = row.insight
    return {
        "id": one.id,
        "note_id": one.note_id,
        "pair": row.pair,
        "program": row.program,
        "session_date": row.session_date.isoformat(),
        "statement": reviewed.text or one.statement,
        "original": one.statement if reviewed.text else None,
        "theme": one.theme,
        "direction": one.direction,
        "confidence": round(one.confidence, 4),
        "evidence": _evidence(one.evidence, quoted=quoted),
        "state": row.state,
        "level": row.level,
        "engine": one.engine,
        **_made_by(row.provenance),
        "decision": row.decision,
    }


def action(row: ActionRow, reviewed: Reviewed = _UNTOUCHED, *, quoted: bool) -> dict[str, Any]:
    """One action item; owner and due date as somebody said them, or as a reviewer set them (`assigned`)."""
    one = row.action
    return {
        "id": one.id,
        "note_id": one.note_id,
        "pair": row.pair,
        "program": row.program,
        "session_date": row.session_date.isoformat(),
        "task": reviewed.text or one.task,
        "original": one.task if reviewed.text else None,
        **standing(one, reviewed),
        **progress(one, reviewed, row.decision),
        "confidence": round(one.confidence, 4),
        "evidence": _evidence(one.evidence, quoted=quoted),
        "state": row.state,
        "level": row.level,
        "engine": one.engine,
        **_made_by(row.provenance),
        "decision": row.decision,
    }


def standing(one: ActionItem | Placed, reviewed: Reviewed) -> dict[str, Any]:
    """Who does it until when, and whether it is done: by a later note, or because a reviewer says so."""
    owner, due = one.owner, one.due
    if reviewed.assigned:
        owner, due = reviewed.owner or owner, reviewed.due
    done = reviewed.done_on is not None and one.status in ("open", "missed")
    return {
        "owner": owner,
        "due": due.isoformat() if due else None,
        "assigned": reviewed.assigned,
        "status": "done" if done else one.status,
        "done_words": reviewed.done_words if done else None,
    }


def progress(one: ActionItem | Placed, reviewed: Reviewed, decision: str | None) -> dict[str, Any]:
    """How far it has come, and what came of it, in a reviewer's words."""
    status = standing(one, reviewed)["status"]
    effect = reviewed.effect_words
    step = step_of(status, decision, begun=reviewed.begun_on is not None, effect=effect is not None)
    return {"step": step, "effect_words": effect if step == "effect seen" else None}


def versioned(item: dict[str, Any], *names: str) -> dict[str, Any]:
    """The item with the name of the version that was looked at: its words, how it stands, what was decided.

    `names`: of the fields that make another version of it, where these are not the ones.
    """
    said = [item.get(name) for name in names or _VERSION]
    return {**item, "version": hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]}


_VERSION = ("statement", "task", "owner", "due", "status", "step", "state", "level", "decision")


def _made_by(provenance: Provenance) -> dict[str, str | None]:
    """Which run made an item, and with which model and prompt; none for the builtin engine."""
    return {"run": provenance.run, "model": provenance.model, "prompt": provenance.prompt}


def report(outcome: Outcome, *, quoted: bool) -> dict[str, Any]:
    """What a later note reports of an action item; its id is kept so that an erasure of that note finds it."""
    return {
        "note_id": outcome.note_id,
        "session_date": outcome.session_date.isoformat(),
        "evidence": _evidence(outcome.evidence, quoted=quoted),
    }


def pattern(shown: ShownPattern) -> dict[str, Any]:
    """One pattern: how many stand behind it is said as a band."""
    one = shown.pattern
    return {
        "id": one.id,
        "title": one.title,
        "theme": one.theme,
        "support_band": shown.support_band,
        "insights": list(one.insight_ids),
    }


def _evidence(pieces: Sequence[Evidence], *, quoted: bool) -> list[dict[str, Any]]:
    if not quoted:
        return []
    return [
        {"text": piece.text, "start": piece.start, "end": piece.end, "readable": humanise(piece.text)}
        for piece in pieces
    ]
