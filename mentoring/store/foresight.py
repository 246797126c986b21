"""What a withdrawal would take, counted before anybody decides. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mentoring.consent.gate import ConsentGate, Session
from mentoring.records import Consent, Purpose
from mentoring.store.programme_reach import uncovered_rows
from mentoring.store.reach import left_the_store, measure, uncovered
from mentoring.store.store import Store
from mentoring.store.taken_back import taken_back


def foresee(
    store: Store,
    person_ref: str,
    *,
    today: date,
    program: str | None = None,
    pair: str | None = None,
    purposes: frozenset[Purpose] | None = None,
    session: Session | None = None,
) -> dict[str, Any]:
    """Counts of what would go, and what was handed out before and stays out of reach."""

    def after(one: Consent) -> Consent:
        meant = one.person_ref == person_ref and program in (None, one.program) and pair in (None, one.pair)
        if session is not None or not meant:
            return one
        return replace(one, purposes=one.purposes - purposes) if purposes else replace(one, withdrawn=today)

    leaves = (program, pair) if session is None and (purposes is None or "store" in purposes) else None
    refused = store.sessions.refused() | ({session: True} if session else {})
    gate = ConsentGate([after(one) for one in store.consents.current()], today, refused_sessions=refused)
    hers = [row for row in store.notes.rows() if person_ref in (row.mentor_ref, row.mentee_ref)]
    now = ConsentGate(store.consents.current(), today, refused_sessions=store.sessions.refused())
    reach = measure(store.database, *uncovered(hers, gate), taken_back(hers, gate, now))
    out = left_the_store(store.artifacts, reach)
    return {
        "notes": len(reach.notes),
        "notes_kept_unread": len(reach.unread),
        "insights": reach.insights,
        "actions": len(reach.items) - reach.insights,
        "digests": len(reach.digests),
        "programme": uncovered_rows(store.database, gate, person_ref, leaves).rows + reach.credit,
        "files": sum(one.handling == "file" for one in out),
        "handed_out": [_said(one.kind, one.at, one.place) for one in out if one.handling == "handed-out"],
        "backups": sum(one.handling == "backup" for one in out),
    }


def _said(kind: str, at: str, place: str) -> str:
    return f"{kind} {at[:10]}: {place}"


def sessions_of(store: Store, person_ref: str) -> Sequence[tuple[str, str, str, str]]:
    """(note id, programme, pair, ISO date) of the sessions of hers that are stored, newest first."""
    hers = [row for row in store.notes.rows() if person_ref in (row.mentor_ref, row.mentee_ref)]
    return [(row.note_id, row.program, row.pair, row.session_date.isoformat()) for row in reversed(hers)]
