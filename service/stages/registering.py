"""Keeping the register of who agreed to what."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from mentoring.errors import NotAllowed
from mentoring.records import Caller, Consent, Person, Terms
from mentoring.store.foresight import sessions_of
from service.callers import leads, require_herself, require_program
from service.intake.consents import ConsentEntry, read_consents
from service.intake.files import read
from service.requests import ConsentReceipt, Grant, Withdraw
from service.stages.roster import person
from service.stages.setting_up import notice_of
from service.wiring import App

OfPerson = Grant | Withdraw | ConsentReceipt
"""What is asked about one person's consents."""


def consents(app: App, caller: Caller, path: Path) -> dict[str, Any]:
    """Record a consents file; entries that say nothing new add nothing. One of a strange programme refuses it whole."""
    entries = read_consents(read(path).raw, str(path))
    if "admin" not in caller.roles:
        for program in {entry.program for entry in entries}:
            require_program(caller, program)
    new = app.store.consents.record([_consent(app, entry) for entry in entries], app.now(), terms=terms_of(app))
    return {"consents": len(entries), "new": new}


def status(app: App, caller: Caller, program: str | None) -> list[dict[str, Any]]:
    """One row a person and pair, by reference: names stay in the vault."""
    rows = [
        one
        for one in app.store.consents.current()
        if program in (None, one.program) and ("admin" in caller.roles or leads(caller, one.program))
    ]
    return [
        {
            "program": one.program, "pair": one.pair, "role": one.role, "person_ref": one.person_ref,
            "state": _state(one, app.today), "purposes": sorted(one.purposes),
            "given": _iso(one.given), "expires": _iso(one.expires), "withdrawn": _iso(one.withdrawn),
            "release": one.release, "notice": one.notice,
        }
        for one in sorted(rows, key=lambda one: (one.program, one.pair, one.role))
    ]  # fmt: skip


def mine(app: App, caller: Caller) -> dict[str, Any]:
    """The caller's own consents by place, and her sessions that are stored: what she can give and take back."""
    ref = app.ref(caller)
    hers = {(one.program, one.pair, one.role): one for one in app.store.consents.current() if one.person_ref == ref}
    return {
        "places": [
            {
                "program": one.program, "pair": one.pair, "role": one.role, "state": _state(one, app.today),
                "purposes": sorted(one.purposes), "given": _iso(one.given), "expires": _iso(one.expires),
                "release": one.release, "notice": one.notice,
            }
            for one in hers.values()
        ],
        "sessions": [
            {"note_id": note, "program": program, "pair": pair, "session_date": day}
            for note, program, pair, day in (sessions_of(app.store, ref) if ref else ())
        ],
    }  # fmt: skip


def register(app: App, caller: Caller, program: str | None) -> list[dict[str, Any]]:
    """The register for a lead: `status` with each person's id on the roster, which is no name."""
    found = []
    for row in status(app, caller, program):
        who = app.store.people.by_ref(row["person_ref"])
        found.append({**row, "person_id": who.person_id if who else None})
    return found


def own_or_lead(app: App, caller: Caller, request: OfPerson) -> None:
    """Everybody decides for herself; a lead records what people of her programmes told her.

    A lead of some programmes must name one of hers, unless the person has a place nowhere else.
    """
    require_herself(caller)
    who = person(app, request.person) if "lead" not in caller.roles else app.store.people.find(request.person)
    if who is not None and who.person_id == caller.person_id:
        return
    if "lead" not in caller.roles:
        raise NotAllowed("You can grant and withdraw your own consent only.")
    for program in _concerned(app, caller, who, getattr(request, "program", None)):
        require_program(caller, program)


def _concerned(app: App, caller: Caller, who: Person | None, program: str | None) -> set[str]:
    """Programmes in which something would be given, ended or told."""
    if program is not None:
        return {program}
    ref = app.store.people.ref_of(who.person_id) if who else None
    places = {one.program for one in app.store.consents.current() if one.person_ref == ref}
    places |= {row.program for row in app.store.notes.rows() if ref in (row.mentor_ref, row.mentee_ref)}
    # Whoever is known nowhere yet could be given a place anywhere.
    return places if places or caller.programs is None else {""}


def whole_home(caller: Caller) -> None:
    """Refuse a lead of some programmes what reaches into all of them."""
    if caller.programs is not None:
        raise NotAllowed("A name may stand in notes of any programme: ask whoever runs this home.")


def terms_of(app: App, one: Consent | None = None) -> Terms:
    """What is so today for everybody of this home; kept with each consent. `one`: of the notice that it names."""
    controller, notice = app.settings.controller, app.settings.notice
    words = read(notice.file).raw if notice.file else None
    own = notice_of(app, one.program) if one else None
    if own is not None and one is not None and own.label == one.notice:
        words = own.body.encode()
    return Terms(
        controller=controller.name, address=controller.address, contact=controller.contact,
        jurisdiction=controller.jurisdiction, notice_uri=notice.uri,
        notice_sha256=hashlib.sha256(words).hexdigest() if words is not None else None,
        language=notice.language, retention_days=app.settings.retention_days,
    )  # fmt: skip


def _consent(app: App, entry: ConsentEntry) -> Consent:
    who = app.store.people.ensure(entry.person)
    return Consent(
        person_ref=app.store.people.ref_of(who.person_id), role=entry.role, pair=entry.pair, program=entry.program,
        purposes=entry.purposes, given=entry.given, expires=entry.expires, withdrawn=entry.withdrawn,
        release=entry.release, notice=entry.notice,
    )  # fmt: skip


def _state(consent: Consent, today: date) -> str:
    if consent.withdrawn is not None and consent.withdrawn <= today:
        return "withdrawn"
    if consent.given is None:
        return "never"
    if consent.expires is not None and consent.expires < today:
        return "expired"
    return "given"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
