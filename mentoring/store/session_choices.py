"""Single sessions that one of the two took out, and may give again: append-only, the last word counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Row, insert, select

from mentoring.consent.gate import Session
from mentoring.store.database import Database
from mentoring.store.tables import session_choices


class SessionChoices:
    """Who wants which session kept out; the consent for the others stands. `changed` is told of each choice."""

    def __init__(self, database: Database, changed: Callable[[], None]) -> None:
        self._db = database
        self._changed = changed

    def choose(self, session: Session, state: Literal["withdrawn", "given"], *, on: date, at: datetime) -> bool:
        """Record her word on one session; False if it was her last word already.

        Whether she was in the room is not known here: the gate hears the two of a pair alone.
        """
        person_ref, program, pair, day = session
        with self._db.write() as connection:
            said = self._last(person_ref)
            out = said.get(session, said.get((person_ref, None, pair, day), False))
            if out == (state == "withdrawn"):
                return False
            values = {"person_ref": person_ref, "program": program, "pair": pair, "session_date": day, "state": state}
            connection.execute(insert(session_choices).values(**values, effective=on, at=at.isoformat()))
            self._changed()
        return True

    def ever_withdrawn(self) -> list[Session]:
        """Every session that was taken out once, and by whom."""
        out = {_session(row) for row in self._rows(None) if _is_out(row)}
        return sorted(out, key=lambda one: (one[0], one[1] or "", *one[2:]))

    def refused(self) -> dict[Session, bool]:
        """Whether a session shall be kept out, by the last word of each who spoke of it; for the gate."""
        return self._last()

    def of_person(self, person_ref: str) -> list[dict[str, str | None]]:
        """What she said of single sessions, oldest first; for her receipt."""
        return [
            {
                "program": row.program, "pair": row.pair, "session_date": row.session_date.isoformat(),
                "event_state": row.state, "effective": row.effective.isoformat(), "event_time": row.at,
            }
            for row in self._rows(person_ref)
        ]  # fmt: skip

    def _last(self, person_ref: str | None = None) -> dict[Session, bool]:
        return {_session(row): _is_out(row) for row in self._rows(person_ref)}

    def _rows(self, person_ref: str | None) -> list[Row[Any]]:
        wanted = select(session_choices).order_by(session_choices.c.seq)
        if person_ref is not None:
            wanted = wanted.where(session_choices.c.person_ref == person_ref)
        with self._db.read() as connection:
            return list(connection.execute(wanted))


def _session(row: Row[Any]) -> Session:
    return row.person_ref, row.program, row.pair, row.session_date


def _is_out(row: Row[Any]) -> bool:
    return bool(row.state == "withdrawn")
