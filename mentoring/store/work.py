"""Work that several processes share: a run wants notes, a worker leases one, does it whole, or it becomes free again.

A lease is a holder and an instant in the note's row. Whoever died lets it run out; whoever comes back too late, or
after the run was cancelled, holds nothing any more and keeps nothing. A note that was begun too often is parked with
its reason.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, insert, or_, select, update

from mentoring.errors import NotFound
from mentoring.store.database import Database
from mentoring.store.tables import notes
from mentoring.store.tables_work import runs

MOST_ATTEMPTS = 3
"""Times a note is begun before it is parked."""
DIED = "worker-died"
RunState = Literal["running", "cancelled", "done"]
_FREE = {"attempts": 0, "holder": None, "lease_until": None, "failed": None}


@dataclass(frozen=True, slots=True)
class Parked:
    """A note that is not tried again by itself."""

    note_id: str
    reason: str
    """A code, never text."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run and how far it is; the figures are notes."""

    id: str
    engine: str
    state: RunState
    at: str
    notes: int = 0
    done: int = 0
    running: int = 0
    waiting: int = 0
    parked: tuple[Parked, ...] = ()


class Work:
    """Hands out notes to whoever asks first."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def begin(self, run: str, engine: str, note_ids: Sequence[str], at: datetime) -> list[str]:
        """A run that wants these notes; returns opaque names of the jobs. A note another run wants stays there."""
        live = select(runs.c.id).where(runs.c.state == "running")
        jobs: list[str] = []
        with self._db.write() as connection:
            taken = set(connection.scalars(select(notes.c.note_id).where(notes.c.run.in_(live), _unfinished())))
            connection.execute(insert(runs).values(id=run, engine=engine, state="running", at=at.isoformat()))
            for note_id in note_ids:
                if note_id not in taken:
                    job = secrets.token_hex(16)
                    wanted = {"run": run, "job": job, "stage": "indexed", **_FREE}
                    connection.execute(update(notes).where(notes.c.note_id == note_id).values(**wanted))
                    jobs.append(job)
        return jobs

    def waiting(self, now: datetime) -> list[str]:
        """Jobs of all runs that anybody may begin, in the order of their sessions."""
        wanted = (
            select(notes.c.job)
            .join(runs, runs.c.id == notes.c.run)
            .where(runs.c.state == "running", _waiting(now))
            .order_by(notes.c.session_date, notes.c.note_id)
        )
        with self._db.read() as connection:
            return [str(job) for job in connection.scalars(wanted)]

    def claim(self, job: str, holder: str, *, now: datetime, until: datetime) -> tuple[str, str] | None:
        """(run, note id) for the one who gets the job until then; None: it is done, taken, cancelled or parked."""
        leased = {"holder": holder, "lease_until": until.isoformat(), "attempts": notes.c.attempts + 1}
        with self._db.write() as connection:
            got = connection.execute(update(notes).where(notes.c.job == job, _waiting(now)).values(**leased))
            if got.rowcount != 1:
                return None
            row = connection.execute(select(notes.c.run, notes.c.note_id).where(notes.c.job == job)).one()
        return row.run, row.note_id

    def renew(self, job: str, holder: str, until: datetime) -> bool:
        """The lease goes on; False: it is not the holder's any more."""
        mine = and_(notes.c.job == job, notes.c.holder == holder)
        with self._db.write() as connection:
            return connection.execute(update(notes).where(mine).values(lease_until=until.isoformat())).rowcount == 1

    def holds(self, job: str, holder: str) -> bool:
        """Whether the job is still the holder's; ask inside the transaction that keeps its result."""
        mine = select(notes.c.job).where(notes.c.job == job, notes.c.holder == holder)
        with self._db.read() as connection:
            return connection.scalar(mine) is not None

    def release(self, job: str, holder: str, failed: str | None = None) -> None:
        """The job is out of hands: done, or failed with a code and to be tried again unless that was the last time.

        Of whoever holds it no more, nothing is heard: somebody else may be at it.
        """
        mine = and_(notes.c.job == job, notes.c.holder == holder)
        with self._db.write() as connection:
            values = {"holder": None, "lease_until": None, "failed": failed and failed[:40]}
            connection.execute(update(notes).where(mine).values(**values))

    def drop(self, job: str) -> None:
        """The run does not want the note any more: its consent ended."""
        with self._db.write() as connection:
            connection.execute(update(notes).where(notes.c.job == job).values(run=None, job=None, **_FREE))

    def to_end(self, run: str, holder: str, *, now: datetime, until: datetime) -> bool:
        """Whether the holder is the one to end a run of which nothing waits; another may once the lease is over."""
        open_notes = select(notes.c.job).where(notes.c.run == run, _unfinished(), ~_parked(now)).limit(1)
        free = or_(runs.c.lease_until.is_(None), runs.c.lease_until < now.isoformat())
        mine = and_(runs.c.id == run, runs.c.state == "running", free)
        with self._db.write() as connection:
            if connection.scalar(open_notes) is not None:
                return False
            leased = {"holder": holder, "lease_until": until.isoformat()}
            return connection.execute(update(runs).where(mine).values(**leased)).rowcount == 1

    def end(self, run: str, state: RunState) -> None:
        """The run is over; of a cancelled one whoever still works keeps nothing."""
        with self._db.write() as connection:
            if connection.execute(update(runs).where(runs.c.id == run).values(state=state)).rowcount == 0:
                raise NotFound(f"There is no run {run}: see `upwell runs`.")
            if state == "cancelled":
                open_notes = and_(notes.c.run == run, _unfinished())
                connection.execute(update(notes).where(open_notes).values(run=None, job=None, **_FREE))

    def retry(self, run: str, now: datetime) -> list[str]:
        """Parked notes of a run may be begun again; returns their jobs."""
        with self._db.write() as connection:
            again = list(connection.scalars(select(notes.c.job).where(notes.c.run == run, _parked(now))))
            connection.execute(update(notes).where(notes.c.job.in_(again)).values(**_FREE))
            if again:
                values: dict[str, Any] = {"state": "running", "holder": None, "lease_until": None}
                connection.execute(update(runs).where(runs.c.id == run).values(**values))
        return [str(job) for job in again]

    def running(self) -> list[str]:
        """Runs that are not over."""
        with self._db.read() as connection:
            return list(connection.scalars(select(runs.c.id).where(runs.c.state == "running")))

    def runs(self, now: datetime) -> list[Run]:
        """Every run with its figures, newest first; a note that was erased counts no more."""
        columns = notes.c.run, notes.c.note_id, notes.c.stage, notes.c.attempts, notes.c.lease_until, notes.c.failed
        with self._db.read() as connection:
            made = connection.execute(select(runs).order_by(runs.c.at.desc(), runs.c.id)).all()
            rows = connection.execute(select(*columns).where(notes.c.run.is_not(None)).order_by(notes.c.note_id)).all()
        return [_run(one, [row for row in rows if row.run == one.id], now.isoformat()) for one in made]


def _run(row: Any, wanted: Sequence[Any], now: str) -> Run:
    left = [one for one in wanted if one.stage != "extracted"]
    held = [one for one in left if one.lease_until is not None and one.lease_until >= now]
    over = [one for one in left if one not in held and one.attempts >= MOST_ATTEMPTS]
    return Run(
        row.id, row.engine, row.state, row.at,
        notes=len(wanted), done=len(wanted) - len(left), running=len(held), waiting=len(left) - len(held) - len(over),
        parked=tuple(Parked(one.note_id, one.failed or DIED) for one in over),
    )  # fmt: skip


def _unfinished() -> ColumnElement[bool]:
    return notes.c.stage != "extracted"


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(notes.c.lease_until.is_(None), notes.c.lease_until < now.isoformat())


def _waiting(now: datetime) -> ColumnElement[bool]:
    return and_(_unfinished(), notes.c.run.is_not(None), notes.c.attempts < MOST_ATTEMPTS, _free(now))


def _parked(now: datetime) -> ColumnElement[bool]:
    return and_(_unfinished(), notes.c.attempts >= MOST_ATTEMPTS, _free(now))
