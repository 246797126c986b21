"""Who may act for an executive: given by her or by an admin, until a day or until taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select

from mentoring.store.database import Database
from mentoring.store.tables_access import delegations


@dataclass(frozen=True, slots=True)
class Delegation:
    """One executive's leave for one delegate."""

    executive_ref: str
    delegate_ref: str
    until: date | None
    """Its last day; None: until it is taken back."""


class Delegations:
    """The delegations of this home."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def give(self, delegation: Delegation, at: datetime) -> None:
        """Let the delegate act; a later word replaces an earlier one."""
        row = {name: getattr(delegation, name) for name in Delegation.__dataclass_fields__}
        with self._db.write() as connection:
            self.end(delegation.executive_ref, delegation.delegate_ref)
            connection.execute(insert(delegations).values(**row, at=at.isoformat()))

    def end(self, executive_ref: str, delegate_ref: str) -> bool:
        """Take it back; whether there was one."""
        found = (delegations.c.executive_ref == executive_ref) & (delegations.c.delegate_ref == delegate_ref)
        with self._db.write() as connection:
            return bool(connection.execute(delete(delegations).where(found)).rowcount)

    def stands(self, executive_ref: str, delegate_ref: str, today: date) -> bool:
        """Whether the delegate may act for the executive today."""
        pairs = {(one.executive_ref, one.delegate_ref) for one in self.all() if one.until is None or one.until >= today}
        return (executive_ref, delegate_ref) in pairs

    def all(self) -> list[Delegation]:
        """Every delegation, also those that are over."""
        wanted = select(delegations.c.executive_ref, delegations.c.delegate_ref, delegations.c.until)
        with self._db.read() as connection:
            rows = connection.execute(wanted.order_by(delegations.c.at)).all()
        return [Delegation(*row) for row in rows]
