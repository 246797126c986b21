"""Items as the contract's JSON: what an export, a digest and a review card say of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mentoring.consent.patterns import ShownPattern
from mentoring.records import Evidence
from mentoring.redaction.render import humanise
from mentoring.store.items import ActionRow, InsightRow, Provenance
from mentoring.store.outcomes import Outcome


def insight(row: InsightRow, *, quoted: bool) -> dict[str, Any]:
    """One insight; without leave to quote, its words stay in the note."""
    one = row.insight
    return {
        "id": one.id,
        "note_id": one.note_id,
        "pair": row.pair,
        "program": row.program,
        "session_date": row.session_date.isoformat(),
        "statement": one.statement,
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


def action(row: ActionRow, *, quoted: bool) -> dict[str, Any]:
    """One action item; owner and due date only as somebody said them."""
    one = row.action
    return {
        "id": one.id,
        "note_id": one.note_id,
        "pair": row.pair,
        "program": row.program,
        "session_date": row.session_date.isoformat(),
        "task": one.task,
        "owner": one.owner,
        "due": one.due.isoformat() if one.due else None,
        "status": one.status,
        "confidence": round(one.confidence, 4),
        "evidence": _evidence(one.evidence, quoted=quoted),
        "state": row.state,
        "level": row.level,
        "engine": one.engine,
        **_made_by(row.provenance),
        "decision": row.decision,
    }


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
