"""Joins what visibility asks about an item: where it is placed, the consents of today, the reporting line."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mentoring.consent.gate import ConsentGate
from mentoring.consent.visibility import Standing
from mentoring.records import Consent, Purpose, Release
from mentoring.store.notes import NoteRow
from mentoring.store.placed import Placed, Session
from mentoring.store.store import Store


def standings(store: Store, gate: ConsentGate, note_ids: Collection[str] | None = None) -> list[Standing]:
    """Every item as the rules of visibility take it, by session date; of some notes only, if given."""
    with store.reading():
        places, above = store.placed.now(), store.people.lines()
        release = _releases(store.consents.current())
        return [
            one
            for note_id, found in places.items.items()
            if note_ids is None or note_id in note_ids
            for one in _of_note(found, gate, release, above.get(found[0].session.mentor_ref, frozenset()))
        ]


def note_standings(store: Store, gate: ConsentGate, rows: Sequence[NoteRow]) -> list[Standing]:
    """Each note as if it were an item of its own, its preview open since it was taken and read by an engine."""
    with store.reading():
        release, above = _releases(store.consents.current()), store.people.lines()
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
            above_mentor=above.get(row.mentor_ref, frozenset()),
        )
        for row in rows
    ]


def _releases(consents: Sequence[Consent]) -> dict[tuple[str, str, str], Release | None]:
    return {(one.person_ref, one.pair, one.program): one.release for one in consents if one.role == "mentor"}


def _of_note(
    found: Sequence[Placed],
    gate: ConsentGate,
    releases: dict[tuple[str, str, str], Release | None],
    above: frozenset[str],
) -> list[Standing]:
    session = found[0].session
    purposes = gate.purposes(*session)
    release = releases.get((session.mentor_ref, session.pair, session.program))
    return [_standing(one, session, purposes, release, above) for one in found]


def _standing(
    one: Placed, session: Session, purposes: frozenset[Purpose], release: Release | None, above: frozenset[str]
) -> Standing:
    approved = one.decision == "approve"
    # In the order of Standing's fields: naming them doubles the time of a read of ten thousand.
    return Standing(
        one.id, one.note_id, *session, one.state, one.level, one.theme, one.mentor_released, one.about_person,
        approved, one.previewed_on, release, purposes, above, one.reason,
    )  # fmt: skip
