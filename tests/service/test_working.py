"""Work that several processes share: no note twice, nothing lost, nothing kept that may not be, nothing said twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from mentoring.errors import NotAllowed, NotFound
from mentoring.records import Caller, Drafts, RedactedText
from mentoring.store import Store
from mentoring.store.work import MOST_ATTEMPTS
from service import work_workflows
from service.callers import OPERATOR
from service.progress import silent
from service.requests import Withdraw
from service.stages import consenting, working
from service.wiring import App
from service.work_requests import CancelRun, QueueExtraction, RetryRun, Runs, WorkOff
from tests import persisted


class Engine:
    """The real engine, with something that happens before one note is read."""

    name = "builtin"

    def __init__(self, real, before: Callable[[str], None]) -> None:
        self._real, self._before = real, before

    def draft(self, text: RedactedText) -> Drafts:
        self._before(text.note_id)
        return self._real.draft(text)


def _queued(app: App, count: int = 4) -> tuple[str, list[str]]:
    """A run that wants this many notes, and what each had before."""
    ids = [row.note_id for row in app.store.notes.rows()][:count]
    return work_workflows.queue(app, OPERATOR, QueueExtraction(notes=tuple(ids)), silent)["run"], ids


def _run(app: App, run: str) -> dict:
    return next(one for one in work_workflows.runs(app, OPERATOR, Runs(), silent) if one["id"] == run)


def _statements(app: App, ids: list[str]) -> list[str]:
    return sorted(row.insight.statement for row in app.store.items.insights(note_ids=ids))


def _with(app: App, before: Callable[[str], None]) -> None:
    app.__dict__["builtin"] = Engine(app.builtin, before)


def test_a_worker_extracts_what_a_run_wants_as_extract_would(example: App) -> None:
    run, ids = _queued(example)
    before = _statements(example, ids)
    assert (_run(example, run)["waiting"], _run(example, run)["done"]) == (4, 0)
    work_workflows.work_off(example, OPERATOR, WorkOff(), silent)
    told = _run(example, run)
    assert (told["state"], told["done"], told["waiting"], told["parked"]) == ("done", 4, 0, [])
    assert _statements(example, ids) == before
    assert {row.provenance.run for row in example.store.items.insights(note_ids=ids)} == {run}


def test_a_note_that_breaks_the_engine_is_parked_with_its_reason_and_retried_when_asked(example: App) -> None:
    run, ids = _queued(example)
    tried: list[str] = []

    def breaks(note_id: str) -> None:
        if note_id == ids[1]:
            tried.append(note_id)
            raise RuntimeError("words of the note")

    real = example.builtin
    _with(example, breaks)
    work_workflows.work_off(example, OPERATOR, WorkOff(), silent)
    told = _run(example, run)
    assert len(tried) == MOST_ATTEMPTS
    assert (told["state"], told["done"]) == ("done", 3)
    assert told["parked"] == [{"note_id": ids[1], "reason": "worker-error"}]
    example.__dict__["builtin"] = real
    assert work_workflows.retry(example, OPERATOR, RetryRun(run), silent)["again"] == 1
    work_workflows.work_off(example, OPERATOR, WorkOff(), silent)
    assert (_run(example, run)["done"], _run(example, run)["parked"]) == (4, [])


def test_a_note_whose_workers_died_is_parked(example: App) -> None:
    run, ids = _queued(example, 1)
    job = example.store.work.waiting(example.now())[0]
    for number in range(MOST_ATTEMPTS):
        gone = example.now() - timedelta(seconds=1)
        assert example.store.work.claim(job, f"worker{number}", now=example.now(), until=gone)
    assert example.store.work.claim(job, "another", now=example.now(), until=example.now()) is None
    assert _run(example, run)["parked"] == [{"note_id": ids[0], "reason": "worker-died"}]


def test_after_a_run_is_cancelled_nothing_more_is_kept(example: App) -> None:
    run, _ids = _queued(example)
    begun: list[str] = []

    def cancels(note_id: str) -> None:
        begun.append(note_id)
        if len(begun) == 2:
            work_workflows.cancel(example, OPERATOR, CancelRun(run), silent)

    _with(example, cancels)
    work_workflows.work_off(example, OPERATOR, WorkOff(), silent)
    kept = {row.insight.note_id for row in example.store.items.insights() if row.provenance.run == run}
    assert len(begun) == 2
    assert kept <= {begun[0]}
    assert (_run(example, run)["state"], _run(example, run)["waiting"]) == ("cancelled", 0)


@pytest.mark.parametrize("purposes", [("extract",), ()])
def test_a_consent_that_ends_while_a_note_is_read_keeps_nothing_of_it(example: App, purposes: tuple[str, ...]) -> None:
    row = example.store.notes.rows()[0]
    person = example.store.people.by_ref(row.mentor_ref)
    assert person is not None

    def withdraws(_note_id: str) -> None:
        request = Withdraw(person.person_id, purposes=purposes)
        consenting.withdraw(example, OPERATOR, request, silent)

    _with(example, withdraws)
    work_workflows.queue(example, OPERATOR, QueueExtraction(notes=(row.note_id,)), silent)
    work_workflows.work_off(example, OPERATOR, WorkOff(), silent)
    assert example.store.items.insights(note_ids=[row.note_id]) == []
    assert example.store.items.actions(note_ids=[row.note_id]) == []


def test_who_comes_back_after_the_lease_ran_out_holds_nothing(example: App) -> None:
    _queued(example, 1)
    work, now = example.store.work, example.now()
    job = work.waiting(now)[0]
    assert work.claim(job, "slow", now=now, until=now + timedelta(seconds=5))
    assert work.claim(job, "quick", now=now, until=now + timedelta(seconds=5)) is None
    assert work.claim(job, "quick", now=now + timedelta(seconds=6), until=now + timedelta(seconds=60))
    assert not work.renew(job, "slow", now + timedelta(seconds=60))
    assert (work.holds(job, "slow"), work.holds(job, "quick")) == (False, True)
    work.release(job, "slow", "llm-timeout")  # what came of it there says nothing of the other's work
    assert work.holds(job, "quick")


def test_only_whoever_leads_every_programme_sees_runs(example: App) -> None:
    lead = Caller("p1", frozenset({"lead"}), frozenset({"north"}))
    with pytest.raises(NotAllowed, match="every programme"):
        work_workflows.runs(example, lead, Runs(), silent)
    with pytest.raises(NotFound, match="no run"):
        work_workflows.cancel(example, OPERATOR, CancelRun("r000000000000"), silent)


def test_turns_at_a_model_are_given_at_even_distances_to_all_processes(example: App) -> None:
    other = Store.open(example.settings.database, example.store.keys)
    now = example.now()
    waits = [one.pace.turn("https://model", 30, now) for one in (example.store, other, example.store)]
    assert waits == pytest.approx([0, 2, 4], abs=0.01)
    assert other.pace.turn("https://another", 30, now) == 0
    assert example.store.pace.turn("https://model", 30, now + timedelta(minutes=1)) == 0
    other.close()


@pytest.mark.postgresql
def test_four_workers_take_each_note_once(example: App) -> None:
    run, ids = _queued(example, 12)
    apps = [App(example.settings, Store.open(example.settings.database, example.store.keys)) for _ in range(4)]
    read: list[str] = []
    for app in apps:
        app.__dict__["embedder"], app.__dict__["builtin"] = example.embedder, Engine(example.builtin, read.append)
    workers = [threading.Thread(target=working.work_off, args=(app, silent)) for app in apps]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(read) == sorted(ids)
    assert (_run(example, run)["done"], _run(example, run)["state"]) == (12, "done")
    for app in apps:
        app.store.close()


@pytest.mark.postgresql
def test_the_engine_that_wakes_workers_persists_no_text_and_no_id_of_a_note(example: App) -> None:
    run, ids = _queued(example)
    texts = [example.store.notes.redacted(note_id).text for note_id in ids]
    looked: list[bytes] = []

    def looks(_note_id: str) -> None:
        looked.append(persisted.rows(example.store))
        raise RuntimeError(texts[0])  # what an engine might say of a note

    _with(example, looks)
    with ThreadPoolExecutor(1) as apart:  # a browser that another file's tests drive leaves its loop in this thread
        apart.submit(working.serve, example, wait=False).result()
    looked.append(persisted.rows(example.store))
    assert b"note" in looked[0], "the control: a job is there while it is done"
    for content in looked:
        everything = persisted.decoded(content)
        assert not [note_id for note_id in ids if note_id.encode() in everything]
        assert not [text for text in texts if text[20:60].encode() in everything]
    assert {one["reason"] for one in _run(example, run)["parked"]} <= {"worker-error"}
