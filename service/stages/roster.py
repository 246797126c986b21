"""The roster: who is who, who leads what, who acts for whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.records import Caller, Person
from mentoring.store.delegations import Delegation
from service.callers import caller_for, require_herself
from service.intake.consents import read_people
from service.intake.files import read
from service.requests import Delegate
from service.wiring import App


def people(app: App, caller: Caller, path: Path) -> dict[str, Any]:
    """Record a roster with its audit row."""
    roster = read_people(read(path).raw, str(path))
    with app.store.transaction():
        count = app.store.people.import_people(roster)
        app.store.audit.append("people", actor_ref=app.ref(caller), at=app.now(), details={"people": count})
    return {"people": count}


def listed(app: App) -> list[dict[str, Any]]:
    """Everybody known, with what she may do now: also what her notes and consents make of her."""
    found = []
    for one in app.store.people.all():
        caller = caller_for(app, one.person_id)
        programs = None if caller.programs is None else sorted(caller.programs)
        found.append(
            {
                "person_id": one.person_id, "name": one.name, "aliases": list(one.aliases), "email": one.email,
                "manager_id": one.manager_id, "site": one.site, "roles": sorted(caller.roles), "programs": programs,
                "on_roster": app.store.people.on_roster(app.store.people.ref_of(one.person_id)),
            }
        )  # fmt: skip
    return found


def person(app: App, name: str) -> Person:
    """Somebody this home knows, by person_id or exact name."""
    found = app.store.people.find(name)
    if found is None:
        raise NotFound("Nobody in this home has that person_id or name: check the spelling.")
    return found


def delegate(app: App, caller: Caller, request: Delegate) -> dict[str, Any]:
    """Let somebody act for an executive, or end it; an executive decides for herself, an admin for anybody."""
    executive = _executive(app, caller, request.executive)
    other = person(app, request.delegate)
    if other.person_id == executive.person_id:
        raise BadInput("Nobody acts for herself: name somebody else.")
    refs = app.store.people.ref_of(executive.person_id), app.store.people.ref_of(other.person_id)
    until = _day(request.until)
    with app.store.transaction():
        if request.end:
            if not app.store.delegations.end(*refs):
                raise NotFound("She does not act for that person: see `upwell people delegations`.")
        else:
            app.store.delegations.give(Delegation(*refs, until), app.now())
        app.store.audit.append(
            "delegation", actor_ref=app.ref(caller), subject_refs=list(refs), at=app.now(),
            details={"given": not request.end},
        )  # fmt: skip
    return _delegation(app, executive.person_id, other.person_id, until) | {"given": not request.end}


def delegations(app: App, caller: Caller) -> list[dict[str, Any]]:
    """Who acts for whom: all of it for an admin, else what concerns the caller."""
    found = []
    for one in app.store.delegations.all():
        executive, other = app.store.people.by_ref(one.executive_ref), app.store.people.by_ref(one.delegate_ref)
        if executive is None or other is None:
            continue
        if "admin" in caller.roles or caller.person_id in (executive.person_id, other.person_id):
            found.append(_delegation(app, executive.person_id, other.person_id, one.until))
    return found


def _executive(app: App, caller: Caller, named: str) -> Person:
    require_herself(caller)
    if "admin" not in caller.roles and person(app, named).person_id != caller.person_id:
        raise NotAllowed("You can let somebody act for yourself only.")
    found = person(app, named)
    if "executive" not in caller_for(app, found.person_id).roles:
        raise BadInput("Only an executive can be acted for.")
    return found


def _delegation(app: App, executive: str, other: str, until: date | None) -> dict[str, Any]:
    over = until is not None and until < app.today
    return {"executive": executive, "delegate": other, "until": until.isoformat() if until else None, "over": over}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput("--until is no date; write it as YYYY-MM-DD.") from None
