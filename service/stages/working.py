"""Extraction by workers: a note is leased, drafted, and kept only if it is still leased and its consents still hold."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from mentoring.errors import EngineFailed, HomeBusy, NotFound
from mentoring.grounding.guard import Guard
from mentoring.records import Caller
from service.progress import Progress
from service.requests import Extract
from service.stages import extracting, following
from service.stages.drafting import Drafted, draft
from service.wiring import App
from service.work_requests import QueueExtraction

if TYPE_CHECKING:
    from extractor.engine import Engine

LEASE = timedelta(seconds=60)
"""A worker that dies holds its note this long."""
_ENDING = timedelta(minutes=15)
_LOOK_AGAIN = 2.0


def begin(app: App, caller: Caller, request: QueueExtraction) -> dict[str, Any]:
    """Mark the notes that a new run wants, and wake the workers."""
    engine = request.engine or app.settings.engine
    rows = extracting.due(app, caller, request.notes)
    wanted = [row.note_id for row in rows if request.notes or request.engine or row.stage != "extracted"]
    run = app.new_run()
    with app.store.transaction():
        jobs = app.store.work.begin(run, engine, wanted, app.now())
        counts: dict[str, int | str] = {"notes": len(jobs), "run": run}
        app.store.audit.append("queue", actor_ref=app.ref(caller), at=app.now(), details=counts)
    _wake(app, jobs)
    return {"run": run, "notes": len(jobs), "engine": engine}


def runs(app: App) -> list[dict[str, Any]]:
    """Every run with its figures."""
    return [{**asdict(run), "parked": [asdict(one) for one in run.parked]} for run in app.store.work.runs(app.now())]


def cancel(app: App, caller: Caller, run: str) -> dict[str, Any]:
    """End a run; a note that is being worked on is not kept."""
    with app.store.transaction():
        app.store.work.end(run, "cancelled")
        app.store.audit.append("cancel-run", actor_ref=app.ref(caller), at=app.now(), details={"run": run})
    return _one(app, run)


def retry(app: App, caller: Caller, run: str) -> dict[str, Any]:
    """Begin a run's parked notes again."""
    _one(app, run)
    with app.store.transaction():
        jobs = app.store.work.retry(run, app.now())
        app.store.audit.append("retry-run", actor_ref=app.ref(caller), at=app.now(), details={"run": run})
    _wake(app, jobs)
    return {**_one(app, run), "again": len(jobs)}


def work_off(app: App, progress: Progress) -> dict[str, Any]:
    """Take what waits until nothing does; for the one process that owns a home on SQLite."""
    bench, done = Bench(app), 0
    try:
        while jobs := app.store.work.waiting(app.now()):
            for number, job in enumerate(jobs):
                progress("extracting", number, len(jobs))
                done += bench.take(job)
        bench.end_runs()
    finally:
        bench.close()
    return {"notes": done, "runs": runs(app)}


class Bench:
    """One worker's place: the engine it has at hand, and the note it holds."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._holder = secrets.token_hex(8)
        self._engines = ExitStack()
        self._at_hand: tuple[str, Engine] | None = None

    def take(self, job: str) -> bool:
        """Do one job whole; False if it was somebody else's, failed, or was taken back meanwhile."""
        app = self._app
        claimed = app.store.work.claim(job, self._holder, now=app.now(), until=app.now() + LEASE)
        if claimed is None:
            return False
        run, note_id = claimed
        try:
            with self._renewed(job):
                one = draft(app, app.store.notes.get(note_id), self._engine(run))
                guard = Guard(app.store.notes.vault(note_id), app.store.people.all())
        except NotFound:  # erased while it was read
            return False
        except EngineFailed as problem:
            app.store.work.release(job, self._holder, problem.code)
            return False
        except Exception:  # noqa: BLE001 - whatever a note does to an engine, the worker goes on and the note is parked
            app.store.work.release(job, self._holder, "worker-error")
            return False
        return self._keep(job, run, one, guard)

    def sweep(self) -> list[str]:
        """End runs that are through; names the jobs that somebody should take."""
        self.end_runs()
        return self._app.store.work.waiting(self._app.now())

    def end_runs(self) -> None:
        """What is done once for all notes of a run: follow-through, preview, patterns. One worker does it."""
        app = self._app
        for run in app.store.work.running():
            if app.store.work.to_end(run, self._holder, now=app.now(), until=app.now() + _ENDING):
                _end(app, run)

    def close(self) -> None:
        """Give the engine back."""
        self._engines.close()

    def _keep(self, job: str, run: str, one: Drafted, guard: Guard) -> bool:
        app, found = self._app, extracting.Found(run)
        with app.store.transaction():
            if not app.store.work.holds(job, self._holder):
                return False
            if not extracting.keep(app, one, guard, found):
                app.store.work.drop(job)  # the run wants it no more; one with other words waits for the next
                return False
            failed = None if found.notes else (one.problem.code if one.problem else "engine")
            app.store.work.release(job, self._holder, failed)
        return bool(found.notes)

    def _engine(self, run: str) -> Engine:
        if self._at_hand is None or self._at_hand[0] != run:
            self._engines.close()
            named = next(one.engine for one in self._app.store.work.runs(self._app.now()) if one.id == run)
            self._at_hand = run, self._engines.enter_context(self._app.engine(Extract(engine=named)))
        return self._at_hand[1]

    @contextmanager
    def _renewed(self, job: str) -> Iterator[None]:
        """The lease goes on while the block does."""
        over = threading.Event()

        def renew() -> None:
            while not over.wait(LEASE.total_seconds() / 3):
                with suppress(HomeBusy):  # an erasure holds the database, or it went away: asked again in a moment
                    if not self._app.store.work.renew(job, self._holder, self._app.now() + LEASE):
                        return

        renewing = threading.Thread(target=renew, daemon=True)
        renewing.start()
        try:
            yield
        finally:
            over.set()
            renewing.join()


def _end(app: App, run: str) -> None:
    stopwatch = extracting.Stopwatch()
    rows = app.store.notes.rows(run=run, stage="extracted")
    following.follow(app, [row.note_id for row in rows], stopwatch)
    extracting.open_preview(app, rows)
    extracting.group(app, stopwatch)
    with app.store.transaction():
        app.store.work.end(run, "done")
        app.store.audit.append("extract", actor_ref=None, at=app.now(), details={"notes": len(rows), "run": run})


def _wake(app: App, jobs: list[str]) -> None:
    if app.store.jobs.usable and jobs:
        app.store.jobs.prepare()
        app.store.jobs.announce(jobs)


def _one(app: App, run: str) -> dict[str, Any]:
    found = [one for one in runs(app) if one["id"] == run]
    if not found:
        raise NotFound(f"There is no run {run}: see `upwell runs`.")
    return found[0]


def serve(app: App, *, wait: bool) -> None:
    """One worker of several on PostgreSQL, until it is told to stop or, without `wait`, nothing is left to do."""
    bench = Bench(app)

    def take(job: str) -> None:
        bench.take(job)
        bench.end_runs()

    try:
        app.store.jobs.work(take, bench.sweep, wait=wait)
        while not wait and any(
            run.state == "running" and (run.running or run.waiting) for run in app.store.work.runs(app.now())
        ):
            time.sleep(_LOOK_AGAIN)  # somebody holds a note: should she have died, it is ours in a minute
            app.store.jobs.work(take, bench.sweep, wait=wait)
    finally:
        bench.close()
