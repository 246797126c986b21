"""Single sessions that one of the two took out, and may give again: append-only, the last word counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Row, insert, select

from mentoring.store.database import Database
from mentoring.store.tables import session_choices


class SessionChoices:
    """Who wants which session kept out; the consent for the others stands. `changed` is told of each choice."""

    def __init__(self, database: Database, changed: Callable[[], None]) -> None:
        self._db = database
        self._changed = changed

    def choose(
        self,
        person_ref: str,
        pair: str,
        session_date: date,
        state: Literal["withdrawn", "given"],
        *,
        on: date,
        at: datetime,
    ) -> bool:
        """Record her word on one session; False if it was her last word already."""
        with self._db.write() as connection:
            said = self._last(person_ref).get((person_ref, pair, session_date))
            if said == state or (said is None and state == "given"):
                return False
            values = {"person_ref": person_ref, "pair": pair, "session_date": session_date, "state": state}
            connection.execute(insert(session_choices).values(**values, effective=on, at=at.isoformat()))
            self._changed()
        return True

    def ever_withdrawn(self) -> list[tuple[str, str, date]]:
        """(person_ref, pair, session date) of every session that was taken out once."""
        return sorted({(row.person_ref, row.pair, row.session_date) for row in self._rows(None) if _is_out(row)})

    def refused(self) -> frozenset[tuple[str, date]]:
        """(pair, session date) of sessions that one of the two wants kept out; for the gate."""
        return frozenset((pair, day) for (_, pair, day), state in self._last().items() if state == "withdrawn")

    def of_person(self, person_ref: str) -> list[dict[str, str]]:
        """What she said of single sessions, oldest first; for her receipt."""
        return [
            {
                "pair": row.pair, "session_date": row.session_date.isoformat(), "event_state": row.state,
                "effective": row.effective.isoformat(), "event_time": row.at,
            }
            for row in self._rows(person_ref)
        ]  # fmt: skip

    def _last(self, person_ref: str | None = None) -> dict[tuple[str, str, date], str]:
        return {(row.person_ref, row.pair, row.session_date): row.state for row in self._rows(person_ref)}

    def _rows(self, person_ref: str | None) -> list[Row[Any]]:
        wanted = select(session_choices).order_by(session_choices.c.seq)
        if person_ref is not None:
            wanted = wanted.where(session_choices.c.person_ref == person_ref)
        with self._db.read() as connection:
            return list(connection.execute(wanted))


def _is_out(row: Row[Any]) -> bool:
    return bool(row.state == "withdrawn")
