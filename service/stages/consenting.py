"""Giving and taking back: the same options on both, one command each. What a withdrawal covered is erased."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, cast

from mentoring.consent.gate import Session
from mentoring.errors import BadInput, NotAllowed
from mentoring.records import PURPOSES, Caller, Consent, Entity, Person, Purpose, Release
from mentoring.store import third_party
from mentoring.store.foresight import foresee
from service.callers import leads, require_program
from service.progress import Progress
from service.requests import Grant, Withdraw, WithdrawNamed
from service.stages.erasing import erasure_of
from service.stages.registering import terms_of
from service.stages.roster import person
from service.stages.setting_up import notice_of
from service.wiring import App

RELEASES = ("ask", "auto")


def grant(app: App, caller: Caller, request: Grant) -> dict[str, Any]:
    """Record a consent given today: for the places named or, where she has some, for all of hers."""
    # In one transaction: whoever is named in a consent that is refused does not come to be known by it.
    with app.store.transaction():
        who = app.store.people.ensure(request.person)
        ref = app.store.people.ref_of(who.person_id)
        if request.session is not None:
            return _grant_session(app, caller, who, request)
        given = [_consent(app, place, request) for place in _places(app, caller, ref, request)]
        app.store.audit.append("consent-grant", actor_ref=app.ref(caller), subject_refs=[ref], at=app.now())
        for one in given:
            app.store.consents.grant(one, app.now(), terms=terms_of(app, one), by=entity_of(caller, who.person_id))
    purposes = sorted({purpose for one in given for purpose in one.purposes})
    places = [{"program": one.program, "pair": one.pair, "role": one.role} for one in given]
    return {"granted": purposes, "since": app.today.isoformat(), "places": places}


def withdraw(app: App, caller: Caller, request: Withdraw, progress: Progress) -> dict[str, Any]:
    """End what is named of her consents, erase what it covered; the contract's receipt."""
    with app.tell.span("erase") as told:
        receipt = _withdrawn(app, caller, request, progress)
        told.add(notes=receipt["notes"], residue=receipt["residue"])
    return receipt


def _withdrawn(app: App, caller: Caller, request: Withdraw, progress: Progress) -> dict[str, Any]:
    who = person(app, request.person)
    ref, erasure = app.store.people.ref_of(who.person_id), erasure_of(app)
    progress("erasing", 0, 1)
    if request.session is not None:
        session = _session(app, caller, who, request)
        receipt = erasure.withdraw_session(session, today=app.today, at=app.now(), actor_ref=app.ref(caller))
    else:
        receipt = erasure.withdraw(
            ref, request.program, pair=request.pair, purposes=_purposes(request.purposes) or None,
            today=app.today, at=app.now(), actor_ref=app.ref(caller), by=entity_of(caller, who.person_id),
        )  # fmt: skip
    progress("erasing", 1, 1)
    return receipt.as_json()


def foresee_withdrawal(app: App, caller: Caller, request: Withdraw) -> dict[str, Any]:
    """Counts of what the same withdrawal would take; nothing is written."""
    who = person(app, request.person)
    session = _session(app, caller, who, request) if request.session is not None else None
    return foresee(
        app.store, app.store.people.ref_of(who.person_id), today=app.today, program=request.program, pair=request.pair,
        purposes=_purposes(request.purposes) or None, session=session,
    )  # fmt: skip


def withdraw_named(app: App, caller: Caller, request: WithdrawNamed, progress: Progress) -> dict[str, Any]:
    """Cut a third party out of the notes that name her; the receipt counts them and lists what was handed out."""
    if not request.name.strip():
        raise BadInput("Say whom to take out, by the name as it stands in the notes.")
    progress("erasing", 0, 1)
    receipt = third_party.withdraw_named(
        app.store, erasure_of(app), request.name, aliases=request.aliases, at=app.now(), actor_ref=app.ref(caller)
    )
    progress("erasing", 1, 1)
    return receipt.as_json()


def entity_of(caller: Caller, person_id: str) -> Entity:
    """Who causes the event: the person herself, or somebody who records what she said."""
    return "subject" if caller.person_id == person_id else "lead"


def _grant_session(app: App, caller: Caller, who: Person, request: Grant) -> dict[str, Any]:
    session = _session(app, caller, who, request)
    ref, _, pair, _ = session
    with app.store.transaction():
        app.store.audit.append("session-grant", actor_ref=app.ref(caller), subject_refs=[ref], at=app.now())
        lifted = app.store.sessions.choose(session, "given", on=app.today, at=app.now())
    return {"granted": ["session"] if lifted else [], "since": app.today.isoformat(), "pair": pair}


def _places(app: App, caller: Caller, ref: str, request: Grant) -> list[Consent]:
    """Places of hers that fit what is named; one that a lead names in full need not be known."""
    fits = {name: value for name in ("program", "pair", "role") if (value := getattr(request, name)) is not None}
    if fits.get("role", "mentor") not in ("mentor", "mentee"):
        raise BadInput("The role is mentor or mentee.")
    known: dict[tuple[str, str, str], Consent] = {}
    for one in app.store.consents.current():
        if one.person_ref == ref and all(getattr(one, name) == value for name, value in fits.items()):
            known[one.program, one.pair, one.role] = one
    if not known and len(fits) == 3 and leads(caller, fits["program"]):
        role = cast("Literal['mentor', 'mentee']", fits["role"])
        return [Consent(ref, role, fits["pair"], fits["program"], frozenset(), None)]
    if not known and "lead" not in caller.roles:
        raise NotAllowed(_NO_PLACE)
    if not known:
        raise BadInput("No consent of hers is known there: name the place in full, with --program, --pair and --role.")
    return list(known.values())


def _consent(app: App, place: Consent, request: Grant) -> Consent:
    """What she gives today; without purposes named, what she was asked for."""
    purposes = _purposes(request.purposes) or (place.purposes if place.given is None else frozenset())
    if not purposes:
        raise BadInput(f"Say what for, with --purpose: {', '.join(PURPOSES)}.")
    if request.release not in (None, *RELEASES):
        raise BadInput("--release is ask or auto.")
    own = notice_of(app, place.program)
    shown = own.label if own else app.settings.notice.version
    return Consent(
        person_ref=place.person_ref, role=place.role, pair=place.pair, program=place.program, purposes=purposes,
        given=app.today, expires=_day(request.expires, "--expires") if request.expires else None,
        release=cast("Release | None", request.release), notice=request.notice or shown,
    )  # fmt: skip


def _session(app: App, caller: Caller, who: Person, request: Grant | Withdraw) -> Session:
    """Which session of a pair of hers is meant, given or taken back whole; a lead speaks for her own programmes."""
    if request.purposes:
        raise BadInput("A session is given or taken back whole: name a session or purposes, not both.")
    ref, day = app.store.people.ref_of(who.person_id), _day(request.session, "--session")
    fits = {
        (program, pair)
        for program, pair in _pairs(app, ref)
        if request.program in (None, program) and request.pair in (None, pair)
    }
    if not fits and request.pair is not None:
        # Said alike of other people's pairs and of those that are not.
        raise BadInput(_NOT_HERS) if "lead" in caller.roles else NotAllowed(_NO_PLACE)
    # Where the pair is sure, a session that nothing is kept of yet is kept out as well.
    sure = request.pair is not None and len(fits) == 1
    meant = fits if sure else {one for one in fits if _known(app, ref, *one, day)}
    if len(meant) != 1:
        raise BadInput(_WHOSE if request.pair is None else _WHERE)
    ((program, pair),) = meant
    if entity_of(caller, who.person_id) != "subject":
        require_program(caller, program)
    return ref, program, pair, day


_NO_PLACE = "You have no such place in a pair: the programme's lead records it first."
_NOT_HERS = "She has no place in such a pair: check --program and --pair."
_WHOSE = "Say which pair's session of that day is meant, with --pair."
_WHERE = "She has a pair of that name in more than one programme: say which is meant, with --program."


def _pairs(app: App, ref: str) -> set[tuple[str, str]]:
    """(programme, pair) of each place of hers: by a consent, whatever became of it, or by a note."""
    rows = app.store.notes.rows()
    hers = {(row.program, row.pair) for row in rows if ref in (row.mentor_ref, row.mentee_ref)}
    return hers | {(one.program, one.pair) for one in app.store.consents.current() if one.person_ref == ref}


def _known(app: App, ref: str, program: str, pair: str, day: date) -> bool:
    """Whether the session is stored, or she spoke of it before."""
    rows = app.store.notes.rows(program=program, pair=pair, since=day, until=day)
    said = app.store.sessions.refused()
    spoke = any((ref, one, pair, day) in said for one in (program, None))
    return spoke or any(ref in (row.mentor_ref, row.mentee_ref) for row in rows)


def _purposes(named: tuple[str, ...]) -> frozenset[Purpose]:
    unknown = sorted(set(named) - set(PURPOSES))
    if unknown:
        raise BadInput(f"There is no purpose {unknown[0]}: known are {', '.join(PURPOSES)}.")
    return frozenset(cast("tuple[Purpose, ...]", named))


def _day(text: str | None, option: str) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise BadInput(f"{option} is no date; write it as YYYY-MM-DD.") from None
