"""Records of the consent register as rows and back: what was said, and what became of it since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal, cast

from sqlalchemy import Row

from mentoring.records import Consent, Entity, Purpose, Terms

SCHEMA_VERSION = "ISO/IEC TS 27560:2023"
EventState = Literal["requested", "given", "refused", "withdrawn", "expired"]
Place = tuple[str, str, str, str]
"""person_ref, role, pair, program: what one consent is about."""


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """One thing that happened to a consent record."""

    state: EventState
    effective: date | None
    until: date | None
    at: str
    entity: Entity | None = None
    purposes: frozenset[Purpose] | None = None
    """Those a withdrawal took back; None: all of the record's."""


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """A record of the register with its events, oldest first."""

    record_id: str
    schema_version: str
    consent: Consent
    """As it stands after its events."""
    asked: frozenset[Purpose]
    """Purposes the record was made for."""
    terms: Terms
    supplements: bool
    """Adds to the records of its place before it, rather than taking their place."""
    at: str
    events: tuple[ConsentEvent, ...] = field(default=())


def place(consent: Consent) -> Place:
    """What the consent is about."""
    return consent.person_ref, consent.role, consent.pair, consent.program


def place_columns(consent: Consent) -> dict[str, str]:
    """The place as columns."""
    return dict(zip(("person_ref", "role", "pair", "program"), place(consent), strict=True))


def record_columns(consent: Consent, terms: Terms) -> dict[str, Any]:
    """What a record's row holds besides its id, its subject's tag and its time."""
    return {
        "schema_version": SCHEMA_VERSION, "role": consent.role, "pair": consent.pair, "program": consent.program,
        "purposes": sorted(consent.purposes), "release": consent.release, "notice": consent.notice,
        "terms": asdict(terms),
    }  # fmt: skip


def first_events(consent: Consent) -> list[tuple[EventState, date | None, date | None]]:
    """(state, effective, until) with which a consent enters the register."""
    if consent.given is None:
        return [("requested" if consent.purposes else "refused", None, None)]
    events: list[tuple[EventState, date | None, date | None]] = [("given", consent.given, consent.expires)]
    if consent.withdrawn is not None:
        events.append(("withdrawn", consent.withdrawn, None))
    return events


def as_record(row: Row[Any], person_ref: str, events: Sequence[Row[Any]]) -> ConsentRecord:
    """The record behind a row; given since its first giving, until the end named at its last."""
    history = tuple(_as_event(event) for event in events)
    asked = frozenset(cast("list[Purpose]", row.purposes))
    given = [event for event in history if event.state == "given"]
    left, withdrawn = _left(asked, history)
    consent = Consent(
        person_ref=person_ref, role=row.role, pair=row.pair, program=row.program, purposes=left,
        given=given[0].effective if given else None, expires=given[-1].until if given else None,
        withdrawn=withdrawn, release=row.release, notice=row.notice,
    )  # fmt: skip
    terms = Terms(**cast("Mapping[str, Any]", row.terms or {}))
    return ConsentRecord(
        row.record_id, row.schema_version, consent, asked, terms, bool(row.supplements), row.at, history
    )


def _left(asked: frozenset[Purpose], history: Sequence[ConsentEvent]) -> tuple[frozenset[Purpose], date | None]:
    """Purposes that were not taken back one by one, and since when all are."""
    left = asked
    for event in history:
        if event.state == "withdrawn":
            left = left - event.purposes if event.purposes is not None else left
            if event.purposes is None or not left:
                return left or asked, event.effective
    return left, None


def _as_event(row: Row[Any]) -> ConsentEvent:
    purposes = None if row.purposes is None else frozenset(cast("list[Purpose]", row.purposes))
    return ConsentEvent(row.state, row.effective, row.until, row.at, row.entity, purposes)
