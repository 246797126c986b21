"""A service that runs on does on each further day what a start does: what has expired is erased, once."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from mentoring.errors import Damaged, NotFound
from mentoring.store.erasure import Erasure
from service import commands, requests, workflows
from service.api import on_new_day
from service.new_day import AGAIN, NewDay
from service.progress import silent
from service.stages.erasing import erasure_of
from service.wiring import App
from tests.api import company
from tests.api.company import FIRST, SECOND, Company
from tests.store.sessions import AT, consents, refs

LATER = date(2026, 12, 24)
"""After the consents of SECOND have ended, and the retention of every original."""
LONG = 60.0


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Company]:
    with company.opened_company(company.make(tmp_path)) as made:
        made.app.store.consents.record(consents(made.app.store, SECOND, expires=date(2026, 7, 31)), AT)
        workflows.start(made.app)
        yield made


def _on(app: App, day: date) -> None:
    app.settings = app.settings.model_copy(update={"today": day})


def _is_erased(app: App) -> bool:
    with suppress(NotFound):
        app.store.notes.redacted(SECOND.note_id)
        return False
    return True


@pytest.fixture(autouse=True)
def _ample(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine must not answer first."""
    for module in (on_new_day, commands):
        monkeypatch.setattr(module, "PATIENCE", LONG)


def test_a_consent_that_ends_while_the_service_runs_is_erased_before_the_next_days_first_answer(found: Company) -> None:
    app = found.app
    with found.as_("lead") as client:
        _on(app, date(2026, 7, 31))
        client.get("/api/intake")
        assert not _is_erased(app)
        _on(app, LATER)
        pairs = {one["pair"] for one in client.get("/api/intake").json()["taken"]}
    assert (SECOND.pair in pairs, FIRST.pair in pairs) == (False, True)
    assert _is_erased(app)
    assert [one.notes for one in erasure_of(app).receipts()] == [1]
    assert app.store.notes.body(FIRST.note_id) is None, "its retention is over"


def test_a_command_that_comes_first_on_a_new_day_finds_nothing_of_it(found: Company) -> None:
    _on(found.app, LATER)
    commands.run(found.app, requests.ConsentStatus(), None, silent)
    assert _is_erased(found.app)


def test_where_nobody_asks_the_day_begins_by_itself(found: Company) -> None:
    _on(found.app, LATER)

    async def watch() -> None:
        watching = asyncio.create_task(on_new_day.watch_days(found.app, every=0.01))
        until = time.monotonic() + LONG
        while not erasure_of(found.app).receipts() and time.monotonic() < until:
            await asyncio.sleep(0.05)
        watching.cancel()

    apart = threading.Thread(target=asyncio.run, args=(watch(),))  # a browser test may have left a loop in this thread
    apart.start()
    apart.join(LONG)
    assert _is_erased(found.app)


def test_what_failed_before_is_finished_with_the_new_day(found: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    app = found.app
    with monkeypatch.context() as broken:
        broken.setattr(Erasure, "_proved", lambda *_: (_ for _ in ()).throw(Damaged("Not finished.")))
        with pytest.raises(Damaged):
            erasure_of(app).withdraw(refs(app.store, FIRST)[0], None, today=app.today, at=app.now())
    assert erasure_of(app).receipts() == []
    _on(app, LATER)
    with found.as_("lead") as client:
        client.get("/api/intake")
    assert [one.notes for one in erasure_of(app).receipts()] == [1, 1]


def test_an_erasure_that_cannot_end_keeps_nobody_from_an_answer(
    found: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise Damaged("The erasure is not finished.")

    monkeypatch.setattr(Erasure, "expire", never)
    _on(found.app, LATER)
    with found.as_("lead") as client:
        assert client.get("/api/intake").status_code == 200


def test_a_long_erasure_is_not_waited_for(found: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(on_new_day, "PATIENCE", 0.05)
    monkeypatch.setattr(Erasure, "expire", lambda *_: [go_on.wait(LONG)][1:])
    _on(found.app, LATER)
    with found.as_("lead") as client:
        assert [client.get("/api/intake").status_code for _ in range(3)] == [200] * 3
    go_on.set()


def test_two_who_come_at_once_are_given_the_same_work_and_what_failed_is_tried_again() -> None:
    now, go_on, begun, answers = [0.0], threading.Event(), [], iter([False, True, True])
    day = NewDay(lambda: now[0])

    def work() -> bool:
        begun.append(now[0])
        assert go_on.wait(LONG)
        return next(answers)

    first = day.begin(LATER, work)
    assert first is not None
    assert day.begin(LATER, work) is first
    go_on.set()
    wait([first])
    assert day.begin(LATER, work) is None, "not at once"
    now[0] = AGAIN
    wait([again for again in (day.begin(LATER, work),) if again])
    now[0] = 2 * AGAIN
    assert day.begin(LATER, work) is None, "it was done"
    wait([other for other in (day.begin(LATER + timedelta(days=1), work),) if other])
    assert begun == [0.0, AGAIN, 2 * AGAIN]
    day.close()
    assert day.begin(LATER, work) is None
