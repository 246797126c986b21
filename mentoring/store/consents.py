"""The consent register: append-only, with the fields of ISO/IEC TS 27560.

A record says who agreed to what (header, processing, parties), its events what became of it (requested,
given, refused, withdrawn, expired). Records name their subject by a tag under a key that an erasure destroys;
what then remains is one keyed line in `consent_ends`, so that an old file imported again does not bring
a withdrawn consent back.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, insert, select

from mentoring.records import Consent, Entity, Purpose, Terms
from mentoring.store.consent_rows import (
    ConsentRecord,
    EventState,
    Place,
    as_record,
    first_events,
    place,
    place_columns,
    record_columns,
)
from mentoring.store.database import Database
from mentoring.store.state import Kept
from mentoring.store.subjects import Subjects
from mentoring.store.tables import consent_ends, consent_events, consent_records


class Consents:
    """Records consents and says which are current; `changed` is told in each transaction that adds something."""

    def __init__(self, database: Database, subjects: Subjects, changed: Callable[[], None]) -> None:
        self._db = database
        self._subjects = subjects
        self._changed = changed
        self._current = Kept(database.reading, lambda _: tuple(self._as_recorded()))

    def record(
        self, consents: Sequence[Consent], at: datetime, *, terms: Terms | None = None, by: Entity = "lead"
    ) -> int:
        """Append what a file says and the register does not; returns how many.

        An entry is the whole of what somebody agreed to. One given before it was ended is not a new one.
        """
        with self._db.write():
            current: dict[Place, list[Consent]] = {}
            for consent in self.current():
                current.setdefault(place(consent), []).append(consent)
            fresh = [consent for consent in consents if _says_more(consent, current.get(place(consent), []))]
            for consent in fresh:
                self._append(consent, at, terms=terms or Terms(), by=by, supplements=False)
        return len(fresh)

    def grant(
        self, consent: Consent, at: datetime, *, terms: Terms | None = None, by: Entity = "subject"
    ) -> frozenset[Purpose]:
        """A consent given by the person herself on `consent.given`; returns the purposes given anew.

        It adds to what stands: purposes that stand keep their date, and take the new end if all of their record do.
        """
        with self._db.write():
            here = [
                one
                for one in self.standing(consent.person_ref)
                if place(one.consent) == place(consent) and _stands(one.consent, consent.given)
            ]
            for one in here:
                if one.consent.purposes <= consent.purposes and one.consent.expires != consent.expires:
                    self._event(one.record_id, "given", consent.given, at, until=consent.expires, by=by)
            fresh = consent.purposes - {purpose for one in here for purpose in one.consent.purposes}
            release = here[-1].consent.release if here else None
            if not here or fresh or consent.release not in (None, release):
                said = replace(consent, purposes=fresh or consent.purposes, release=consent.release or release)
                self._append(said, at, terms=terms or Terms(), by=by, supplements=bool(here))
        return fresh

    def withdraw(
        self,
        person_ref: str,
        program: str | None,
        on: date,
        at: datetime,
        *,
        pair: str | None = None,
        purposes: frozenset[Purpose] | None = None,
        by: Entity = "subject",
    ) -> int:
        """End her consents, or only some purposes of them; None: all of them. Returns how many changed."""
        whole = purposes is None or "store" in purposes
        with self._db.write():
            held = [
                record
                for record in self.standing(person_ref)
                if program in (None, record.consent.program)
                and pair in (None, record.consent.pair)
                and record.consent.withdrawn is None
                and (whole or record.consent.purposes & (purposes or frozenset()))
            ]
            for record in held:
                self._event(record.record_id, "withdrawn", on, at, by=by, purposes=None if whole else purposes)
        return len(held)

    def restate(self, stated: Sequence[Consent], at: datetime) -> None:
        """Put what stands at one place in the stead of all that the register says of it."""
        for number, consent in enumerate(stated):
            self._append(consent, at, terms=Terms(), by="system", supplements=number > 0)

    def expire(self, person_ref: str, today: date, at: datetime) -> None:
        """Note in the register that consents of hers ran out; what they say does not change."""
        with self._db.write():
            for record in self.records(person_ref):
                until = record.consent.expires
                known = record.consent.withdrawn or record.events[-1].state == "expired"
                if until is not None and until < today and not known:
                    self._event(record.record_id, "expired", until, at, by="system")

    def current(self) -> list[Consent]:
        """What stands now for each person, role, pair and programme; ended ones say since when.

        Where purposes were given on several days there is one of each day.
        """
        return list(self._current.now())

    def of(self, *person_refs: str) -> list[Consent]:
        """The same of these people alone, without reading the whole register: to be asked once a note."""
        return self._as_recorded(*person_refs)

    def _as_recorded(self, *person_refs: str) -> list[Consent]:
        recorded = [record.consent for record in self.standing(*person_refs)]
        places = {place(consent) for consent in recorded}
        ended = {place(consent): consent for consent in self._ends(*person_refs)}
        return [*recorded, *(consent for where, consent in ended.items() if where not in places)]

    def standing(self, *person_refs: str) -> list[ConsentRecord]:
        """The records that count: of each place the last whole statement and what was added to it since."""
        found: dict[Place, list[ConsentRecord]] = {}
        for record in self.records(*person_refs):
            here = found.setdefault(place(record.consent), [])
            if not record.supplements:
                here.clear()
            here.append(record)
        return [record for records in found.values() for record in records]

    def records(self, *person_refs: str) -> list[ConsentRecord]:
        """All records whose subject can still be linked, oldest first: what a person's receipt is made of.

        Of these people only, if any are named.
        """
        people = self._subjects.tags("consent", person_refs or None)
        wanted, told = select(consent_records).order_by(consent_records.c.seq), select(consent_events)
        if person_refs:
            wanted = wanted.where(consent_records.c.subject.in_(people))
            own = select(consent_records.c.record_id).where(consent_records.c.subject.in_(people))
            told = told.where(consent_events.c.record_id.in_(own))
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
            events = connection.execute(told.order_by(consent_events.c.seq)).all()
        history: dict[str, list[Row[Any]]] = {}
        for event in events:
            history.setdefault(event.record_id, []).append(event)
        owned = [(row, people[row.subject][0]) for row in rows if row.subject in people]
        return [as_record(row, owner, history[row.record_id]) for row, owner in owned]

    def end(self, consents: Iterable[Consent], at: datetime) -> None:
        """Leave the one line a place that stays when the keys of ended consents are destroyed."""
        last: dict[Place, Consent] = {}
        for consent in consents:
            before = last.setdefault(place(consent), consent)
            if (_over_since(consent) or date.min) > (_over_since(before) or date.min):
                last[place(consent)] = consent
        with self._db.write() as connection:
            for consent in last.values():
                if (effective := _over_since(consent)) is not None:
                    state = "withdrawn" if consent.withdrawn else "expired"
                    row = {**place_columns(consent), "state": state, "effective": effective, "at": at.isoformat()}
                    connection.execute(insert(consent_ends).values(**row))
            self._changed()

    def _ends(self, *person_refs: str) -> list[Consent]:
        wanted = select(consent_ends).order_by(consent_ends.c.seq)
        if person_refs:
            wanted = wanted.where(consent_ends.c.person_ref.in_(person_refs))
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        return [
            Consent(
                person_ref=row.person_ref, role=row.role, pair=row.pair, program=row.program,
                purposes=frozenset(), given=row.effective,
                expires=row.effective if row.state == "expired" else None,
                withdrawn=row.effective if row.state == "withdrawn" else None,
            )
            for row in rows
        ]  # fmt: skip

    def _append(self, consent: Consent, at: datetime, *, terms: Terms, by: Entity, supplements: bool) -> None:
        record_id = os.urandom(16).hex()
        subject = self._subjects.tag(consent.person_ref, consent.program, "consent")
        row = {"record_id": record_id, "subject": subject, "supplements": supplements, "at": at.isoformat()}
        with self._db.write() as connection:
            connection.execute(insert(consent_records).values(**row, **record_columns(consent, terms)))
            for state, effective, until in first_events(consent):
                self._event(record_id, state, effective, at, until=until, by=by)

    def _event(
        self,
        record_id: str,
        state: EventState,
        effective: date | None,
        at: datetime,
        *,
        by: Entity,
        until: date | None = None,
        purposes: frozenset[Purpose] | None = None,
    ) -> None:
        row: dict[str, Any] = {"record_id": record_id, "state": state, "effective": effective, "until": until}
        row |= {"entity": by, "purposes": None if purposes is None else sorted(purposes), "at": at.isoformat()}
        with self._db.write() as connection:
            connection.execute(insert(consent_events).values(**row))
            self._changed()


def _says_more(new: Consent, old: Sequence[Consent]) -> bool:
    """Whether a file's entry adds to the register: not what is known, and no revival of what was ended."""
    if not old:
        return True
    if new in old:
        return False
    standing = [consent for consent in old if consent.withdrawn is None and (consent.purposes or not consent.expires)]
    if not standing:
        over = max(filter(None, map(_over_since, old)), default=None)
    else:
        # a purpose taken back comes back only with a consent given later
        known = new.purposes <= {purpose for consent in standing for purpose in _since(consent, new.given)}
        over = None if known else max((consent.given for consent in standing if consent.given), default=None)
    return over is None or (new.given is not None and new.given > over)


def _since(consent: Consent, day: date | None) -> frozenset[Purpose]:
    """Its purposes, if they were given by that day."""
    return consent.purposes if consent.given and day and consent.given <= day else frozenset()


def _over_since(consent: Consent) -> date | None:
    return consent.withdrawn or consent.expires


def _stands(consent: Consent, on: date | None) -> bool:
    if on is None or consent.given is None or consent.withdrawn is not None:
        return False
    return consent.given <= on and (consent.expires is None or consent.expires >= on)
