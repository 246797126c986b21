"""Joins what visibility asks about an item: its row, the consents of today, the reporting line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from mentoring.consent.gate import ConsentGate
from mentoring.consent.visibility import Standing
from mentoring.records import Consent, Purpose, Release
from mentoring.store.items import ActionRow, InsightRow
from mentoring.store.notes import NoteRow
from mentoring.store.store import Store


def standings(store: Store, gate: ConsentGate, rows: Sequence[InsightRow | ActionRow] | None = None) -> list[Standing]:
    """Every insight, then every action item, as the rules of visibility take them; `rows`: as just read."""
    if rows is None:
        rows = [*store.items.insights(), *store.items.actions()]
    release = _releases(store.consents.current())
    above = _above(store, rows)
    held = {session: gate.purposes(*session) for session in {_session(row) for row in rows}}
    return [
        _standing(row, held[_session(row)], release.get((row.mentor_ref, row.pair, row.program)), above) for row in rows
    ]


def _session(row: InsightRow | ActionRow) -> tuple[str, str, date, str, str]:
    return row.program, row.pair, row.session_date, row.mentor_ref, row.mentee_ref


def note_standings(store: Store, gate: ConsentGate, rows: Sequence[NoteRow]) -> list[Standing]:
    """Each note as if it were an item of its own, its preview open since it was taken and read by an engine."""
    release = _releases(store.consents.current())
    above = _above(store, rows)
    return [
        Standing(
            id=f"note:{row.note_id}",
            note_id=row.note_id,
            program=row.program,
            pair=row.pair,
            session_date=row.session_date,
            mentor_ref=row.mentor_ref,
            mentee_ref=row.mentee_ref,
            state="previewed",
            level="pair",
            previewed_on=row.taken_on if row.stage == "extracted" else None,
            release=release.get((row.mentor_ref, row.pair, row.program)),
            purposes=gate.purposes(row.program, row.pair, row.session_date, row.mentor_ref, row.mentee_ref),
            above_mentor=above[row.mentor_ref],
        )
        for row in rows
    ]


def _above(store: Store, rows: Iterable[InsightRow | ActionRow | NoteRow]) -> dict[str, frozenset[str]]:
    return {ref: store.people.above(ref) for ref in {row.mentor_ref for row in rows}}


def _releases(consents: list[Consent]) -> dict[tuple[str, str, str], Release | None]:
    return {(one.person_ref, one.pair, one.program): one.release for one in consents if one.role == "mentor"}


def _standing(
    row: InsightRow | ActionRow,
    purposes: frozenset[Purpose],
    release: Release | None,
    above: dict[str, frozenset[str]],
) -> Standing:
    item = row.insight if isinstance(row, InsightRow) else row.action
    return Standing(
        id=item.id,
        note_id=item.note_id,
        program=row.program,
        pair=row.pair,
        session_date=row.session_date,
        mentor_ref=row.mentor_ref,
        mentee_ref=row.mentee_ref,
        state=row.state,
        level=row.level,
        theme=row.insight.theme if isinstance(row, InsightRow) else None,
        mentor_released=row.mentor_released,
        about_person=row.about_person,
        approved=row.decision == "approve",
        previewed_on=row.previewed_on,
        release=release,
        purposes=purposes,
        above_mentor=above[row.mentor_ref],
        reason=row.reason,
    )
