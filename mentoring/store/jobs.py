"""procrastinate on the home's own PostgreSQL: it wakes workers and hands each the name of a job. Its only home.

A job's name is random and stands in the note's row; nothing else is ever an argument, nothing is returned, and a
finished job is deleted: what the engine persists holds no text and no id of a note. The rows are the truth: a job that
was lost is announced again, one that was done already is not found.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from mentoring.errors import Misconfigured
from mentoring.store.database import Database

if TYPE_CHECKING:
    from procrastinate import App

SCHEMA = "upwell_jobs"
_OPTIONS = f"-c search_path={SCHEMA}"
_PREPARING = (1970304876, 3)
"""Advisory lock: one process at a time makes the engine's tables (see postgres.py)."""
_SWEEP = "* * * * * */5"
"""Every five seconds: what died or was lost is announced again."""
_STALLED_SECONDS = 60


class Jobs:
    """The engine's door; every method but `usable` needs PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @property
    def usable(self) -> bool:
        """Whether several workers can share this home."""
        return not self._db.is_sqlite

    def prepare(self) -> None:
        """Make the engine's tables, anew for another version of it: they hold nothing that is not in the rows."""
        import procrastinate
        import psycopg

        with psycopg.connect(self._conninfo, options=_OPTIONS) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s, %s)", _PREPARING)
            made = connection.execute("SELECT obj_description(to_regnamespace(%s))", (SCHEMA,)).fetchone()
            if made is not None and made[0] == procrastinate.__version__:
                return
            connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
            connection.execute(f"CREATE SCHEMA {SCHEMA}")
            connection.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{procrastinate.__version__}'".encode())
            connection.execute(procrastinate.schema.SchemaManager.get_schema().encode())

    def announce(self, jobs: Sequence[str]) -> None:
        """Wake a worker for each; one that is announced already is not announced twice."""
        from procrastinate import App, SyncPsycopgConnector

        if not jobs:
            return
        connector = SyncPsycopgConnector(conninfo=self._conninfo, kwargs={"options": _OPTIONS}, min_size=1, max_size=1)
        with App(connector=connector).open() as queue:
            for job in jobs:
                _announce(queue, job)

    def work(self, take: Callable[[str], None], sweep: Callable[[], Sequence[str]], *, wait: bool) -> None:
        """Take jobs as they come, one at a time; `sweep` names those to announce again. Ends at SIGINT or SIGTERM.

        Without `wait` it ends when nothing is announced any more.
        """
        self.prepare()
        self.announce(sweep())
        asyncio.run(self._work(take, sweep, wait=wait))

    async def _work(self, take: Callable[[str], None], sweep: Callable[[], Sequence[str]], *, wait: bool) -> None:
        from procrastinate import App, PsycopgConnector

        options: dict[str, Any] = {"kwargs": {"options": _OPTIONS}, "min_size": 1, "max_size": 4}
        queue = App(connector=PsycopgConnector(conninfo=self._conninfo, **options))

        @queue.task(name="note")
        def note(job: str) -> None:
            take(job)

        @queue.periodic(cron=_SWEEP)
        @queue.task(name="sweep", queueing_lock="sweep")
        async def look_after(timestamp: int) -> None:  # noqa: ARG001 - the engine passes it
            for stalled in await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=_STALLED_SECONDS):
                await queue.job_manager.finish_job(stalled, _failed(), delete_job=True)
            await asyncio.to_thread(self.announce, await asyncio.to_thread(sweep))

        async with queue.open_async():
            await queue.run_worker_async(wait=wait, delete_jobs="always", fetch_job_polling_interval=2)

    @property
    def _conninfo(self) -> str:
        if not self.usable:
            raise Misconfigured("Several workers need PostgreSQL: set UPWELL_DATABASE_URL (docs/postgresql.md).")
        return self._db.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _announce(queue: App, job: str) -> None:
    from procrastinate.exceptions import AlreadyEnqueued

    try:
        queue.configure_task("note", queueing_lock=job).defer(job=job)
    except AlreadyEnqueued:
        return


def _failed() -> Any:
    from procrastinate.jobs import Status

    return Status.FAILED
