"""Who asks, and what that lets them ask."""

from __future__ import annotations

from mentoring.errors import NotAllowed, NotFound
from mentoring.records import Caller, Role
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
    everywhere = roles & {"lead", "admin", "evaluator"}
    programs = None if everywhere else frozenset(consent.program for consent in consents)
    return Caller(person_id=found.person_id, roles=frozenset(roles), programs=programs)


def require(caller: Caller, *roles: Role) -> None:
    """Refuse callers that have none of the roles."""
    if not caller.roles & set(roles):
        needed = " or ".join(roles)
        raise NotAllowed(f"This needs the role {needed}: ask your programme lead.")
