"""The consent register: append-only, with the fields of ISO/IEC TS 27560.

A record says who agreed to what (header, processing, parties), its events what became of it (requested,
given, refused, withdrawn, expired). Records name their subject by a tag under a key that an erasure destroys;
what then remains is one keyed line in `consent_ends`, so that an old file imported again does not bring
a withdrawn consent back.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, cast

from sqlalchemy import Row, insert, select

from mentoring.records import Consent, Purpose
from mentoring.store.database import Database
from mentoring.store.subjects import Subjects
from mentoring.store.tables import consent_ends, consent_events, consent_records, session_refusals

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


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """A record of the register with its events, oldest first."""

    record_id: str
    schema_version: str
    consent: Consent
    at: str
    events: tuple[ConsentEvent, ...]


class Consents:
    """Records consents and says which are current."""

    def __init__(self, database: Database, subjects: Subjects) -> None:
        self._db = database
        self._subjects = subjects

    def record(self, consents: Sequence[Consent], at: datetime) -> int:
        """Append what is new; returns how many. A consent given before it was ended is not a new one."""
        with self._db.write():
            current = {place(consent): consent for consent in self.current()}
            fresh = [consent for consent in consents if _says_more(consent, current.get(place(consent)))]
            for consent in fresh:
                self._append(consent, at)
        return len(fresh)

    def grant(self, consent: Consent, at: datetime) -> None:
        """A consent given anew by the person herself, also on the day of an earlier withdrawal."""
        with self._db.write():
            self._append(consent, at)

    def withdraw(
        self,
        person_ref: str,
        program: str | None,
        on: date,
        at: datetime,
        *,
        purposes: frozenset[Purpose] | None = None,
    ) -> int:
        """End her consents, or only some purposes of them; None: in every programme. Returns how many changed."""
        with self._db.write():
            held = [
                consent
                for consent in self.current()
                if consent.person_ref == person_ref and program in (None, consent.program) and consent.withdrawn is None
            ]
            for consent in held:
                self._append(_ended(consent, on, purposes), at)
        return len(held)

    def expire(self, person_ref: str, today: date, at: datetime) -> None:
        """Note in the register that consents of hers ran out; what they say does not change."""
        with self._db.write() as connection:
            for record in self.records(person_ref):
                until = record.consent.expires
                known = any(event.state in ("expired", "withdrawn") for event in record.events)
                if until is not None and until < today and not known:
                    connection.execute(
                        insert(consent_events).values(
                            record_id=record.record_id, state="expired", effective=until, at=at.isoformat()
                        )
                    )

    def refuse_session(self, person_ref: str, pair: str, session_date: date, on: date, at: datetime) -> None:
        """One session is taken out; the consent for the others stands."""
        values = {"person_ref": person_ref, "pair": pair, "session_date": session_date}
        columns = session_refusals.c
        known = select(columns.pair).where(
            columns.person_ref == person_ref, columns.pair == pair, columns.session_date == session_date
        )
        with self._db.write() as connection:
            if connection.scalar(known) is None:
                connection.execute(insert(session_refusals).values(**values, effective=on, at=at.isoformat()))

    def refused_sessions(self) -> frozenset[tuple[str, date]]:
        """(pair, session date) of sessions that one of the two took out; for the gate."""
        with self._db.read() as connection:
            rows = connection.execute(select(session_refusals.c.pair, session_refusals.c.session_date)).all()
        return frozenset((row.pair, row.session_date) for row in rows)

    def current(self) -> list[Consent]:
        """What stands now for each person, role, pair and programme; ended ones say since when."""
        ended = {place(consent): consent for consent in self._ends()}
        return list({**ended, **{place(r.consent): r.consent for r in self.records()}}.values())

    def records(self, person_ref: str | None = None) -> list[ConsentRecord]:
        """All records whose subject can still be linked, oldest first: the receipt of a person."""
        people = self._subjects.tags("consent")
        with self._db.read() as connection:
            rows = connection.execute(select(consent_records).order_by(consent_records.c.seq)).all()
            events = connection.execute(select(consent_events).order_by(consent_events.c.seq)).all()
        history: dict[str, list[Row[Any]]] = {}
        for event in events:
            history.setdefault(event.record_id, []).append(event)
        owned = [(row, people[row.subject][0]) for row in rows if row.subject in people]
        return [_as_record(row, owner, history[row.record_id]) for row, owner in owned if person_ref in (None, owner)]

    def end(self, consents: Iterable[Consent], at: datetime) -> None:
        """Leave the one line that stays when the keys of ended consents are destroyed."""
        with self._db.write() as connection:
            for consent in consents:
                effective = consent.withdrawn or consent.expires
                if effective is None:
                    continue
                state = "withdrawn" if consent.withdrawn else "expired"
                connection.execute(
                    insert(consent_ends).values(
                        **_place_columns(consent), state=state, effective=effective, at=at.isoformat()
                    )
                )

    def _ends(self) -> list[Consent]:
        with self._db.read() as connection:
            rows = connection.execute(select(consent_ends).order_by(consent_ends.c.seq)).all()
        return [
            Consent(
                person_ref=row.person_ref,
                role=row.role,
                pair=row.pair,
                program=row.program,
                purposes=frozenset(),
                given=row.effective,
                expires=row.effective if row.state == "expired" else None,
                withdrawn=row.effective if row.state == "withdrawn" else None,
            )
            for row in rows
        ]

    def _append(self, consent: Consent, at: datetime) -> None:
        record_id = os.urandom(16).hex()
        with self._db.write() as connection:
            connection.execute(
                insert(consent_records).values(
                    record_id=record_id,
                    schema_version=SCHEMA_VERSION,
                    subject=self._subjects.tag(consent.person_ref, consent.program, "consent"),
                    role=consent.role,
                    pair=consent.pair,
                    program=consent.program,
                    purposes=sorted(consent.purposes),
                    release=consent.release,
                    notice=consent.notice,
                    at=at.isoformat(),
                )
            )
            for state, effective, until in _events(consent):
                connection.execute(
                    insert(consent_events).values(
                        record_id=record_id, state=state, effective=effective, until=until, at=at.isoformat()
                    )
                )


def place(consent: Consent) -> Place:
    """What the consent is about."""
    return consent.person_ref, consent.role, consent.pair, consent.program


def _place_columns(consent: Consent) -> dict[str, str]:
    return dict(zip(("person_ref", "role", "pair", "program"), place(consent), strict=True))


def _says_more(new: Consent, old: Consent | None) -> bool:
    """Whether `new` adds to the register: not what is known, and no revival of what was ended."""
    if old is None:
        return True
    if new == old:
        return False
    over = old.withdrawn or (old.expires if not old.purposes else None)
    if over is None and old.given is not None and not new.purposes <= old.purposes:
        over = old.given  # a purpose taken back comes back only with a consent given later
    return over is None or (new.given is not None and new.given > over)


def _ended(consent: Consent, on: date, purposes: frozenset[Purpose] | None) -> Consent:
    if purposes is None or "store" in purposes:
        return replace(consent, withdrawn=on)
    return replace(consent, purposes=consent.purposes - purposes)


def _events(consent: Consent) -> list[tuple[EventState, date | None, date | None]]:
    if consent.given is None:
        return [("requested" if consent.purposes else "refused", None, None)]
    events: list[tuple[EventState, date | None, date | None]] = [("given", consent.given, consent.expires)]
    if consent.withdrawn is not None:
        events.append(("withdrawn", consent.withdrawn, None))
    return events


def _as_record(row: Row[Any], person_ref: str, events: Sequence[Row[Any]]) -> ConsentRecord:
    by_state = {event.state: event for event in events}
    given, withdrawn = by_state.get("given"), by_state.get("withdrawn")
    consent = Consent(
        person_ref=person_ref,
        role=row.role,
        pair=row.pair,
        program=row.program,
        purposes=frozenset(cast("list[Purpose]", row.purposes)),
        given=given.effective if given else None,
        expires=given.until if given else None,
        withdrawn=withdrawn.effective if withdrawn else None,
        release=row.release,
        notice=row.notice,
    )
    history = tuple(ConsentEvent(e.state, e.effective, e.until, e.at) for e in events)
    return ConsentRecord(row.record_id, row.schema_version, consent, row.at, history)
