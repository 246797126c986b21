"""Who asks, and what that lets them ask."""

from __future__ import annotations

from collections.abc import Callable

from mentoring.errors import NotAllowed, NotFound
from mentoring.records import Caller, Person, Role
from mentoring.store.notes import NoteRow
from service.wiring import App

OPERATOR = Caller(person_id=None, roles=frozenset({"lead", "evaluator", "admin"}))
"""Whoever runs the command line of a home owns its files: lead of its programmes."""


def caller_for(app: App, person: str | None) -> Caller:
    """The operator, or the person the operator acts as."""
    if person is None:
        return OPERATOR
    found = app.store.people.find(person)
    if found is None:
        raise NotFound("Nobody on the roster has that person_id or name: see `upwell people import`.")
    ref = app.store.people.ref_of(found.person_id)
    consents = [consent for consent in app.store.consents.current() if consent.person_ref == ref]
    roles: set[Role] = {found.role} if found.role else set()
    # A note or consent makes somebody a mentor or an executive without a roster that says so.
    roles |= {"mentor" if consent.role == "mentor" else "executive" for consent in consents}
    return Caller(found.person_id, frozenset(roles), _programs(found, frozenset(one.program for one in consents)))


def on_behalf(app: App, caller: Caller, executive: str) -> Caller:
    """The executive as her delegate may act for her: what reached the organisation, nothing of her own pairs."""
    found = app.store.people.find(executive)
    if caller.person_id is None or caller.delegate_id is not None or found is None:
        raise NotAllowed(_NO_DELEGATE)
    refs = app.store.people.ref_of(found.person_id), app.store.people.ref_of(caller.person_id)
    if not app.store.delegations.stands(*refs, app.today):
        raise NotAllowed(_NO_DELEGATE)
    if "executive" not in caller_for(app, found.person_id).roles:
        raise NotAllowed(_NO_DELEGATE)
    return Caller(found.person_id, frozenset({"executive"}), frozenset(), delegate_id=caller.person_id)


_NO_DELEGATE = "You may not act for that person: she or an admin can let you, with `upwell people delegate`."


def require(caller: Caller, *roles: Role) -> None:
    """Refuse callers that have none of the roles."""
    if not caller.roles & set(roles):
        needed = " or ".join(roles)
        raise NotAllowed(f"This needs the role {needed}: ask your programme lead.")


def require_herself(caller: Caller) -> None:
    """Refuse a delegate: what somebody consents to or signs in with is hers alone."""
    if caller.delegate_id is not None:
        raise NotAllowed("Only she herself can do that, not somebody who acts for her.")


def leads(caller: Caller, program: str) -> bool:
    """Whether the caller leads this programme."""
    return "lead" in caller.roles and (caller.programs is None or program in caller.programs)


def require_program(caller: Caller, program: str) -> None:
    """Refuse whoever does not lead the programme; the sentence names none, as the caller may not know it."""
    if not leads(caller, program):
        raise NotAllowed("This concerns a programme that you do not lead: ask its lead.")


def readable(app: App, caller: Caller) -> Callable[[NoteRow], bool]:
    """Which notes a lead may find and read: of her programmes, and of nobody below her in the reporting line."""
    ref, above = app.ref(caller), dict[str, frozenset[str]]()

    def may_read(row: NoteRow) -> bool:
        if not leads(caller, row.program):
            return False
        if ref is None or ref in (row.mentor_ref, row.mentee_ref):
            return True
        if row.mentor_ref not in above:
            above[row.mentor_ref] = app.store.people.above(row.mentor_ref)
        return ref not in above[row.mentor_ref]

    return may_read


def _programs(person: Person, belongs: frozenset[str]) -> frozenset[str] | None:
    """A lead's are those she leads; an admin or evaluator works on the whole home and reads no words of it."""
    if person.role == "lead":
        return None if person.programs is None else frozenset(person.programs)
    return None if person.role in ("admin", "evaluator") else belongs
