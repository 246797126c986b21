"""People and callers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["executive", "lead", "evaluator", "mentor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster. Names leave the vault only through a rendering that says the role."""

    person_id: str
    name: str
    aliases: tuple[str, ...] = ()
    email: str | None = None
    role: Role | None = None
    """What the person may do at the desk; None for somebody known only from notes and consents."""
    manager_id: str | None = None
    site: str | None = None
    programs: tuple[str, ...] | None = None
    """Programmes she leads, for a lead; None: the roster does not say, so every programme of the home."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. Every service function takes one and checks it."""

    person_id: str | None
    """None: the operator of this home on its own machine, lead of its programmes."""
    roles: frozenset[Role]
    programs: frozenset[str] | None = None
    """Programmes a lead leads, or others belong to; None means every programme of this home."""
    delegate_id: str | None = None
    """Who acts in this executive's name, if she does not do so herself."""

    @property
    def is_operator(self) -> bool:
        """Whether this is the home's own operator at the command line."""
        return self.person_id is None
