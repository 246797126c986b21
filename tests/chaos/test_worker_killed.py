"""Real workers on one PostgreSQL, one killed with a note in its hands: all is done, once, and no text is written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from service import work_workflows
from service.callers import OPERATOR
from service.progress import silent
from service.settings import Settings
from service.stages import working
from service.wiring import App
from service.work_requests import QueueExtraction, Runs
from tests import persisted
from tests.chaos.road import ROOT

UPWELL = Path(sys.executable).with_name("upwell")
PATIENCE = 240
"""Seconds."""


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("workers", "notes"), [(2, 6), pytest.param(4, 14, marks=pytest.mark.long)], ids=["two workers", "four workers"]
)
def test_one_of_several_workers_is_killed_and_each_note_is_done_once(example: App, workers: int, notes: int) -> None:
    ids = [row.note_id for row in example.store.notes.rows()][:notes]
    before = _made(example, ids)
    texts = [example.store.notes.redacted(one).text for one in ids]
    kept: list[bytes] = []
    with _working(example.settings, workers) as crew:
        run = work_workflows.queue(example, OPERATOR, QueueExtraction(notes=tuple(ids)), silent)["run"]
        _until(example, run, lambda told: told["running"] == workers and told["done"] > 0)
        kept.append(persisted.rows(example.store))
        crew[0].send_signal(signal.SIGKILL)
        left = _until(example, run, lambda told: told["done"] == notes - 1)
        assert (left["running"], left["waiting"], left["state"]) == (1, 0, "running"), "the dead one's note is its own"
        if workers == 2:
            _a_minute_passes(example)
        told = _until(example, run, lambda told: told["state"] == "done")
        kept.append(persisted.files(example.store))
    assert (told["done"], told["parked"], _made(example, ids)) == (notes, [], before)
    assert b"note" in kept[0], "the control: jobs were there while workers worked"
    assert run.encode() not in kept[1]
    everything = persisted.decoded(b"\0".join(kept))
    assert not [one for one in ids if one.encode() in everything]
    assert not [text for text in texts if text[20:60].encode() in everything]


def _made(app: App, ids: list[str]) -> list[tuple[str, ...]]:
    """Everything made of these notes, one row an item."""
    insights = [(row.insight.note_id, "insight", row.insight.statement) for row in app.store.items.insights()]
    actions = [(row.action.note_id, "action", row.action.task) for row in app.store.items.actions()]
    return sorted(row for row in insights + actions if row[0] in ids)


@contextmanager
def _working(settings: Settings, count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    own = {
        "UPWELL_HOME": str(settings.home),
        "UPWELL_KEY_DIR": str(settings.key_dir),
        "UPWELL_TODAY": str(settings.today),
    }
    environment = {**os.environ, **own, "UPWELL_DATABASE_URL": settings.database, "OMP_NUM_THREADS": "1"}
    command = [UPWELL, "worker"]
    crew = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(count)
    ]
    try:
        yield crew
        assert [one.poll() for one in crew] == [-signal.SIGKILL, *[None] * (count - 1)], "only the one that was killed"
    finally:
        for one in crew:
            one.kill()
            one.wait()


def _until(app: App, run: str, true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    for _ in range(PATIENCE * 20):
        told = next(one for one in work_workflows.runs(app, OPERATOR, Runs(), silent) if one["id"] == run)
        if true(told):
            return told
        time.sleep(0.05)
    pytest.fail(f"it did not come to that: {told}")


def _a_minute_passes(app: App) -> None:
    """For the leases, so that the short form need not wait."""
    over = (app.now() - working.LEASE).isoformat()
    with psycopg.connect(app.store.jobs._conninfo) as raw:
        raw.execute("UPDATE notes SET lease_until = %s WHERE holder IS NOT NULL", (over,))
